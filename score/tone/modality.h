/*
 * How a thing is said: asserted, reported, forecast, hypothetical, asked,
 * negated or meant otherwise.
 *
 * Words of modality (classes m.*) reach over a stretch of the sentence:
 *   report, expect, will, may, deny: to the right, up to a contrast (`but`) or
 *   a full stop; report over all of it where it stands at the end or says
 *   "according to"; if: over the whole sentence up to a contrast; negation
 *   (class neg): three words to the right. What outranks what: negated,
 *   ironic, question, hypothetical, forecast (a verb), reported, will.
 * Keeps: at most MODALITY_SCOPES_MAX stretches of a sentence are kept.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_MODALITY_H
#define SCORE_TONE_MODALITY_H

#include "score/tone/finding.h"

enum { MODALITY_SCOPES_MAX = 48 };

struct modality_scope {
	enum modal modal;
	size_t from, to; /* words */
	size_t hit;
};

struct modality_scopes {
	struct modality_scope v[MODALITY_SCOPES_MAX];
	size_t n;
	bool refutes;      /* it denies what was said before */
	size_t refuted_to; /* the word before which it does, in the sentence */
	bool reports;      /* somebody speaks in it */
};

void modality_scan(const struct reading *r, struct modality_scopes *to);

/* is it but conceded ("although the shares fell, …")? */
bool modality_conceded(const struct reading *r, const struct modality_scopes *s,
    const struct finding *f);

enum modality modality_of(const struct reading *r,
    const struct modality_scopes *s, const struct finding *f);

#endif
