/*
 * The head of a text file that static site programs read: YAML between lines
 * "---", or TOML between lines "+++".
 *
 * Owns: nothing: views of the text, or of the arena.
 * Keeps: plain "key: value" and "key = value" lines, quoted or not, and YAML's
 *   folded texts (>- and |) are read; lists and tables are passed over.
 * Users: parse.
 */
#ifndef PARSE_FRONT_MATTER_H
#define PARSE_FRONT_MATTER_H

#include "fetch/base/arena.h"

struct front_matter {
	struct str title, date, updated, author, summary, lang, source;
	struct str rest; /* the text behind it; all of it where there is none */
	bool found;
};

void front_matter_read(
    struct str text, struct arena *a, struct front_matter *to);

#endif
