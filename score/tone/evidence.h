/*
 * What the rules found of one sentence, summed for each owner and for the
 * sentence as a whole.
 *
 * Findings give their tone (direction times the noun's polarity, or the
 * rule's own), words of opinion theirs to the nearest mention that is no foil,
 * a word of direction without a noun a little to the text alone. How it is
 * said (modality) scales it; what is refuted does not count.
 * Owns: nothing; a weighing lives in the arena of the record.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_EVIDENCE_H
#define SCORE_TONE_EVIDENCE_H

#include "score/tone/modality.h"
#include "score/tone/scales.h"

/* sums of what speaks for (> 0) and against */
struct evidence {
	double z, good, bad;
};

/* the sums of the sentence at hand */
struct weighing {
	const struct scales *scales;
	struct evidence *of;        /* by player */
	size_t *touched, n_touched; /* players that have a sum */
	bool *is_touched;
};

/* w->scales is set; the rest is made */
void evidence_begin(struct weighing *w, size_t n_players, struct arena *a);
/* before the next sentence */
void evidence_clear(struct weighing *w);
/* adds z to what is known of a player */
void evidence_touch(struct weighing *w, size_t player, double z);
/* its findings have modality and owners; returns the sum of all */
struct evidence evidence_weigh(struct weighing *w, const struct reading *r,
    const struct modality_scopes *scopes, const struct findings *f);

#endif
