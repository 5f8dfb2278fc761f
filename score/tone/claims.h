/*
 * Claims: stated figures with what they measure, of whom, and how it is said.
 *
 * What a figure is of: claim_subject.h. Role: base behind "from" and "compared
 * with", consensus beside "expected" and "estimates", the ends of a range.
 * Figures of time are the horizon of claims beside them ("in three days" is
 * P3D). Period: a calendar year or quarter that the sentence names, unless it
 * is a fiscal one (nobody said when that begins) or the metric is of a moment.
 * Owns: nothing; rows live in the arena.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_CLAIMS_H
#define SCORE_TONE_CLAIMS_H

#include "score/tone/attribute.h"
#include "score/tone/measures.h"
#include "score/tone/modality.h"

struct claims {
	struct score_claim *v;
	size_t n, cap;
};

/* what the figures of a sentence are read by */
struct claims_by {
	const struct measures *measures;
	const struct modality_scopes *scopes;
};

void claims_add(struct claims *c, const struct claims_by *by,
    const struct reading *r, struct attribute_memory *m,
    const struct findings *f, struct arena *a);

#endif
