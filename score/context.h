/*
 * The rules of the entity table, asked for one candidate.
 *
 * Owns: nothing; its sets live in the arena.
 * Users: mentions.c.
 */
#ifndef SCORE_CONTEXT_H
#define SCORE_CONTEXT_H

#include "score/candidates.h"

struct context {
	const struct finder *finder;
	const struct doc *doc;
	const struct candidates *all;
	int64_t published;
	bool *named;   /* by entity: itself, or what it owns, by an A alias */
	bool *glossed; /* by alias: one of its occurrences is glossed */
};

/* Looks at the document as a whole: who is named, what is glossed. Leaves the
 * candidates' `accepted` false. */
void context_make(struct context *x, const struct finder *f,
    const struct doc *d, struct candidates *all, int64_t published,
    struct arena *arena);

/* the first line of the candidate's chain whose rule accepts it; ALIAS_NONE
 * where none does */
size_t context_line(const struct context *x, const struct candidate *c);

#endif
