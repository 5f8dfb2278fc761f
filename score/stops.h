/*
 * The characters that a sentence or a line may end with, and the search for
 * them.
 *
 * Owns: nothing.
 * Keeps: a text is looked at once, eight bytes at a time where it can be.
 * Users: sentences.c.
 */
#ifndef SCORE_STOPS_H
#define SCORE_STOPS_H

#include "fetch/base/str.h"

bool stops_is(uint32_t c); /* . ! ? … and those of other scripts */
/* 。！？ and the like end a sentence with nothing behind them */
bool stops_full(uint32_t c);
bool stops_closer(uint32_t c); /* of a bracket or quote */
bool stops_quote(uint32_t c);

/* the first byte at or behind `at` that a stop may begin with; s.n: none */
size_t stops_next(struct str s, size_t at);

/* the line ends of a text in turn: \n, \r, U+2028 and U+2029 */
enum { LINE_ENDS = 3 };
struct line_ends {
	struct str text;
	size_t next[LINE_ENDS]; /* where each of their first bytes stands */
};

void line_ends_begin(struct line_ends *l, struct str text);
/* false: no more; n: its bytes */
bool line_ends_next(struct line_ends *l, size_t *at, size_t *n);

#endif
