/*
 * The names of HTML 5 for signs, which libxml2's parsers do not know and would
 * leave in the text: "&NegativeThickSpace;".
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_ENTITIES_H
#define PARSE_FILING_ENTITIES_H

#include "fetch/base/arena.h"

/* the same view where there are none of them */
struct str entities_resolve(struct arena *a, struct str utf8);

#endif
