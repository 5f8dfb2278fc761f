/*
 * The signal rows of a score, out of the findings of its sentences.
 *
 * A row is a signal, its entity, its demand sign (apart from tone), strength
 * and modality; a sentence has one row for each signal and entity, the surest
 * and strongest, and one more where it is denied too. Negated and refuted
 * claims have demand 0. A sentence that refutes ("the opposite is true")
 * takes the demand out of what was reported or asserted in the two sentences
 * before it, and has the denied claim as a negated row of its own. Cheaper
 * and therefore more of it, in one sentence, is `jevons`.
 * Owns: nothing; rows live in the arena.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_SIGNALS_H
#define SCORE_TONE_SIGNALS_H

#include "score/tone/modality.h"
#include "score/tone/topic.h"

struct signals {
	struct score_signal *v;
	size_t n, cap;
	const struct signal_kind **kind; /* of each row */
	size_t cap_kind;
};

/* behind attribution: findings that are off their signals' topic lose these,
 * and keep tone */
void signals_filter(
    const struct topic *t, const struct reading *r, struct findings *f);

/* does the sentence deny what the ones before it said? Takes the demand out
 * of those rows, and tells the last of them; false where there is none */
void signals_refute(struct signals *s, const struct reading *r,
    const struct modality_scopes *scopes, struct arena *a);

void signals_add(struct signals *s, const struct reading *r,
    const struct findings *f, struct arena *a);

#endif
