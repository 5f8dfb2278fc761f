/*
 * Finds who is named in an article: automaton, boundaries, masks, rules.
 *
 * Method: every alias that stands alone and outside of addresses and code is
 *   a candidate. The leftmost longest of the candidates with rules A and N
 *   tell which entities the document names; then each candidate is judged by
 *   its own rule, and the leftmost longest of those that pass are the
 *   mentions. (On our gold, "named anywhere in the document" loses nothing
 *   that a narrower context would find.)
 * Owns: its tables, until finder_release(); mentions live in the arena.
 * Keeps: a user's given mentions are listed beside our own, as given; our own
 *   mention of the same entity under one is left out.
 * Fails: EXIT_CONFIG of the tables; EXIT_DATA for a given mention that is
 *   empty or cuts a character.
 * Users: scorer.c.
 */
#ifndef SCORE_MENTIONS_H
#define SCORE_MENTIONS_H

#include "score/automaton.h"
#include "score/doc.h"
#include "score/names.h"

struct finder {
	const struct entities *table;
	const struct names *names;
	struct automaton *automaton; /* NULL where no alias is there */
	size_t *heads;               /* pattern to first alias of the chain */
};

/* the tables must outlive the finder */
int finder_make(struct finder *f, const struct entities *table,
    const struct names *names, struct err *e);
void finder_release(struct finder *f);

/* Fills d->mentions. a is the article that d was built from. */
int mentions_find(const struct finder *f, const struct article *a,
    struct doc *d, struct arena *arena, struct err *e);

#endif
