/*
 * The occurrences of aliases in a document, before any rule is asked.
 *
 * Owns: nothing; the list lives in the arena.
 * Keeps: in order of field, begin, and the longer first where two begin at
 *   one place. Each stands alone (word.h), inside one sentence, outside of
 *   what mask.h covers.
 * Users: mentions.c, context.c.
 */
#ifndef SCORE_CANDIDATES_H
#define SCORE_CANDIDATES_H

#include "score/mentions.h"

struct candidate {
	size_t alias; /* the first line of its chain */
	size_t line;  /* the one that accepted it */
	enum doc_field_name field;
	size_t norm_begin, norm_end;
	size_t begin, end;
	size_t sentence; /* in the field */
	bool accepted;
};

struct candidates {
	struct candidate *v;
	size_t n;
};

void candidates_find(struct candidates *c, const struct finder *f,
    const struct doc *d, struct arena *arena);

/* the accepted ones that begin before others they overlap, the longest first;
 * told in order */
typedef void candidates_take(void *user, const struct candidate *c);
void candidates_leftmost_longest(
    const struct candidates *c, candidates_take *take, void *user);

/* the first that begins at the place or behind it; c->n where none does */
size_t candidates_from(
    const struct candidates *c, enum doc_field_name field, size_t at);

/* one that covers the place; NULL where none does */
const struct candidate *candidates_at(
    const struct candidates *c, enum doc_field_name field, size_t at);

/* upper and lower case are as the line wants them, or all of the sentence is
 * in capitals */
bool candidate_case(
    const struct candidate *c, const struct doc *d, const struct alias *line);

#endif
