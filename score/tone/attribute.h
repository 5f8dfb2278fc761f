/*
 * Of whom a finding speaks: the company whose share fell, the spender of the
 * capex, the supplier of what is scarce.
 *
 * The mentions of the sentence that can play the part (roles.tsv) are ranked
 * by distance in words; pauses and other findings in between count as
 * distance, the subject's side is preferred; a person is the last choice for
 * its company, and none where goods are spoken of. Mentions joined by "and"
 * share the finding. "The company" stands for the only one that the sentence
 * before it names, or for the one that the document is about. Where the
 * sentence names nobody who can, the last one that did lends its own, at most
 * two sentences back, and a document about one company that one, if the rule
 * for that part allows it. A foil ("an Nvidia rival") is never the one. Keeps:
 * bounded windows; owners are players, at most FINDING_OWNERS. Users:
 * score/tone.
 */
#ifndef SCORE_TONE_ATTRIBUTE_H
#define SCORE_TONE_ATTRIBUTE_H

#include "score/tone/finding.h"

/* what the sentences before leave behind */
struct attribute_memory {
	struct memory_slot {
		size_t owner; /* PLAYER_NONE: nobody yet */
		size_t sentence;
	} company, listed, supplier;
	/* the companies of the last sentence: the first of them, and whether
	 * there are others */
	struct memory_slot last;
	bool several;
	size_t main; /* the document's first company by weight */
	bool alone;  /* it is about that one: "the stock" is its */
};

void attribute_begin(
    struct attribute_memory *m, const struct cast *c, const struct score *s);

void attribute_finding(
    const struct reading *r, struct attribute_memory *m, struct finding *f);

/* behind each sentence */
void attribute_remember(const struct reading *r, struct attribute_memory *m);

#endif
