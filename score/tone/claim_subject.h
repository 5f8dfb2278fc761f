/*
 * What a stated figure is of: an event ("revenue rose"), a noun of the word
 * lists, or words that only say what is measured (measures.h), whichever is
 * nearest of those that can be counted in its unit.
 *
 * Owns: nothing.
 * Users: claims.
 */
#ifndef SCORE_TONE_CLAIM_SUBJECT_H
#define SCORE_TONE_CLAIM_SUBJECT_H

#include "score/tone/figure.h"
#include "score/tone/finding.h"
#include "score/tone/measures.h"

/* one figure among what its sentence holds */
struct claim_place {
	const struct reading *r;
	const struct measures *measures;
	const struct measured *measured;
	const struct findings *findings;
	size_t at; /* hit */
	const struct figure *figure;
};

/* what words beside the figure say of it alone */
struct claim_marks {
	bool low, high, rough; /* "at least", "up to", "about" */
	bool consensus, base;  /* "brokers expected", "a year earlier" */
	size_t guided;         /* the word of expecting; HIT_NONE */
	struct str span;       /* an ISO duration; absent */
	bool none;             /* a page, a share of a dividend */
	bool share;            /* a part of the thing that is named */
};

struct claim_subject {
	const struct finding *event;   /* NULL: none */
	const struct measure *measure; /* NULL: none */
	size_t word;                   /* where the measure stands */
	size_t noun;                   /* hit, of an event or by itself */
	size_t kind;                   /* noun of the taxonomy */
	struct str metric;             /* absent: there is no subject */
	bool moment;
	double cost;
};

struct claim_marks claim_marks(const struct claim_place *p);
struct claim_subject claim_subject(
    const struct claim_place *p, const struct claim_marks *marks);

/* what pauses and other things between two hits cost, in words */
double claim_pauses(const struct reading *r, size_t a, size_t b);

#endif
