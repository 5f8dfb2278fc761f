/*
 * Is it about compute? "Demand" for oil or flats is no signal.
 *
 * Keeps: a sentence is on the topic by its own words (t.compute) or by an
 *   entity that sells, buys or makes models with compute; else by its
 *   document, where words and mentions of the topic outnumber those of others
 *   (t.other). A word of another topic beside the noun of a finding ("demand
 *   for oil") takes the finding out whatever the document is about.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_TOPIC_H
#define SCORE_TONE_TOPIC_H

#include "score/tone/finding.h"

struct topic {
	double compute, other, sentences;
};

void topic_count(struct topic *t, const struct reading *r);

/* may this finding count for a signal that is bound to the topic? */
bool topic_allows(
    const struct topic *t, const struct reading *r, const struct finding *f);

#endif
