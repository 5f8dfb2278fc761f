/*
 * Which rows an answer takes: languages, sources, kinds, origins, and the
 * clock that places them.
 *
 * Owns: its sets, until select_release().
 * Keeps: a row without an origin (facts, outcomes) is never left out for it.
 * Fails: EXIT_DATA; EXIT_USAGE for a word that can be no language or kind.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_SELECT_H
#define STORE_QUERY_SELECT_H

#include "store/db/read.h"

enum select_clock { CLOCK_PUBLISHED, CLOCK_KNOWN, CLOCK_SEEN };

/* ids of names; `all` takes every one */
struct select_set {
	bool all;
	bool *has; /* by id */
	size_t n;
};

struct selection {
	enum select_clock clock;
	unsigned origins; /* mask of enum origin; 0: all */
	unsigned kinds;   /* mask of enum article_kind; 0: all */
	bool timed;       /* those known to the minute alone */
	struct select_set langs, sources;
};

bool select_clock_read(struct str word, enum select_clock *c);
const char *select_clock_word(enum select_clock c);

/* Ids of the languages that words name: "zh" takes zh-Hans and zh-Hant too. */
int select_langs(struct select_set *to, struct reader *r,
    const struct str *words, size_t n, struct err *e);
/* Ids of sources by name, ASCII case apart. */
int select_sources(struct select_set *to, struct reader *r,
    const struct str *words, size_t n, struct err *e);
void select_release(struct selection *s);

/* languages, sources and kinds alone */
bool select_takes(const struct selection *s, const struct obs_row *row);
bool select_origin(const struct selection *s, unsigned origin);
/* the row's time on the clock; STAMP_NONE: undated */
int64_t select_time(const struct selection *s, const struct obs_row *row);

#endif
