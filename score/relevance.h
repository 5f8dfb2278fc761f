/*
 * How much an article is about an entity, and the list of entities of a score.
 *
 * Formula: relevance = 0.35·T + 0.25·F + 0.25·S + 0.15·D, where T is 1 when
 *   the title names the entity, F = 1 − (number of the first sentence that
 *   names it) / sentences, S its share of all mentions, D the share of
 *   sentences that name it, three times, at most 1. Without a title the other
 *   three are divided by 0.65. An owner's mentions are its own and those of
 *   what it owns; a product's or person's are its own. (Title, first mention,
 *   density and share are what RavenPack's and LSEG's relevance look at; the
 *   weights are ours.)
 * Owns: nothing; the list lives in the arena.
 * Keeps: the list is in order of relevance, of equal ones the earlier named
 *   first; mentions are in the order of the document; the doc's mentions get
 *   in_score, in_list and owner_in_score. An owner that is not named itself
 *   has an entry with no mentions.
 * Users: scorer.c.
 */
#ifndef SCORE_RELEVANCE_H
#define SCORE_RELEVANCE_H

#include "score/doc.h"
#include "score/record/score.h"

void relevance_fill(struct doc *d, const struct entities *t, struct score *s,
    struct arena *arena);

#endif
