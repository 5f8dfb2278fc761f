/*
 * How a thing is said: asserted, reported, forecast, hypothetical, asked,
 * negated or meant otherwise.
 *
 * Words of modality (classes m.*) reach to the right: report, expect and deny
 *   up to a contrast (`but`) or a full stop, in Arabic and Chinese the last
 *   two to the end of the clause; will (but in English), may and ask to the
 *   end of the clause. What is unlikely (deny, weight 2) may stand before it.
 *   A person, or a word of class c.source, with a colon behind reports.
 *   Report reaches over all of the sentence where it stands at its end or
 *   says "according to" (weight 2), if over all up to a contrast, negation
 *   (class neg) over three words. What is part of a finding does not modify
 *   it. What outranks what: negated, ironic, question, hypothetical, forecast
 *   (a verb), reported, will; the mood of a signal (taxonomy.h) says what it
 *   does not heed.
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
