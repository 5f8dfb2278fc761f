/*
 * A stated figure, and what becomes of the figures of one sentence together.
 *
 * Owns: nothing; values live in the arena.
 * Keeps: a value is a decimal string, made by shifting digits, never through a
 *   double.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_FIGURE_H
#define SCORE_TONE_FIGURE_H

#include "score/tone/lexicon.h"

enum figure_kind {
	FIGURE_BARE,
	FIGURE_MONEY,
	FIGURE_PERCENT, /* % pp bp */
	FIGURE_MULTIPLE,
	FIGURE_COUNT,
	FIGURE_TIME,
	FIGURE_OTHER
};

struct figure {
	enum figure_kind kind;
	struct str number; /* digits as stated, without grouping */
	int power;         /* of ten, of its scale */
	bool scaled;
	struct str unit;
	bool approx;
	bool spelled;          /* its number in words */
	bool loose;            /* "mid-single-digit" */
	bool part;             /* a fraction in words: "a fifth" */
	bool bracketed;        /* a conversion in brackets behind another */
	bool low, high;        /* ends of a range */
	bool dated;            /* a year or date: no figure */
	size_t word, word_end; /* of the field */
	size_t begin, end;     /* normalised bytes */
};

/* an ISO code of money, "%", "x", "count", "time.days" or another unit */
void figure_set_unit(struct figure *f, struct str unit);

/* Ranges (class q.range between, none behind "from" and "by"), conversions in
 * brackets, and what is left without a unit (dropped): over all n figures of
 * a sentence; returns how many are kept. */
size_t figure_settle(const struct taxonomy *t, const struct lexicon *l,
    const struct doc_field *f, struct figure *figures, size_t n);

/* the value in base units: "600" with power 9 is "600000000000" */
struct str figure_value(const struct figure *f, struct arena *a);

/* -1, 0, 1: the first is less than, equal to, more than the second */
int figure_compare(
    const struct figure *x, const struct figure *y, struct arena *a);

#endif
