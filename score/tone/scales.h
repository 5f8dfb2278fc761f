/*
 * How much each sort of evidence of tone weighs: tone.tsv (feature, weight).
 *
 * Fails: EXIT_NOINPUT; EXIT_CONFIG with file and line: an unknown feature, one
 *   that is missing.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_SCALES_H
#define SCORE_TONE_SCALES_H

#include "fetch/base/err.h"

enum tone_scale {
	TONE_SLOPE,
	TONE_NEUTRAL,
	TONE_FINDING,
	TONE_OPINION,
	TONE_CONCEDED, /* scale of what is but conceded */
	TONE_LOOSE, /* a word of direction without a noun: the text's alone */
	TONE_MOST,  /* of |z| */
	TONE_EVIDENCE, /* how much |tone| adds to the weight of a sentence */
	TONE_TITLE,
	TONE_PROSE,    /* of the rules' own odds beside trained weights, */
	TONE_HEADLINE, /* in running text and where no full stop ends it */
	/* in the order of enum modality */
	TONE_ASSERTED,
	TONE_REPORTED,
	TONE_FORECAST,
	TONE_HYPOTHETICAL,
	TONE_QUESTION,
	TONE_NEGATED,
	TONE_IRONIC,
	TONE_SCALES
};

struct scales {
	double w[TONE_SCALES];
};

int scales_read(struct scales *s, const char *path, struct err *e);

#endif
