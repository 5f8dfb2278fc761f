/*
 * Is it about compute? "Demand" for oil or flats is no signal.
 *
 * Keeps: a finding is on the topic when it belongs to an entity that sells,
 *   buys or makes models with compute, or when its sentence names one or has
 *   words of the topic (t.compute); else by its neighbours, three before it
 *   and one behind, where words and mentions of the topic outnumber those of
 *   others (t.other). A whole document would say too much: digests are about
 *   everything. A word of another topic beside the noun of a finding ("demand
 *   for oil") takes the finding out, unless its rule names the entity. Where
 *   nothing near is of any topic, a note of a few sentences is taken for what
 *   its reader was looking for (ABOUT_NEAR), an article is not.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_TOPIC_H
#define SCORE_TONE_TOPIC_H

#include "score/tone/finding.h"

struct topic {
	/* what stands in the sentences before each: their running sums */
	uint32_t *compute, *other;
	size_t n;
};

/* room for the sentences of a document, which are then counted in order */
struct topic topic_begin(size_t sentences, struct arena *a);
void topic_count(struct topic *t, const struct reading *r);

/* may this finding count for a signal that is bound to the topic? */
bool topic_allows(const struct topic *t, const struct reading *r,
    const struct finding *f, enum about about);

#endif
