/*
 * The number that the words of an inline XBRL fact stand for, exactly.
 *
 * Keeps: decimal digits are moved, never computed with: no floating point.
 *   The value is in one form: no sign but "-", no zeros ahead of the first
 *   digit or at the end of a fraction, no exponent, "0" without a sign.
 * Source: Inline XBRL 1.1, 4.2 and 10; the transformation registries of
 *   XBRL International and the SEC (numwordsen).
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_FACT_VALUE_H
#define PARSE_FILING_FACT_VALUE_H

#include "fetch/base/arena.h"

struct fact_words {
	struct str text;   /* as it stands in the document */
	struct str format; /* name of the transformation, or absent */
	struct str scale;  /* power of ten, or absent */
	bool negative;     /* sign="-" */
};

/* false where the words are no number in that format */
bool fact_value(struct arena *a, const struct fact_words *w, struct str *value);

/* a number of JSON ("1.50e3") to the same form; false for none */
bool fact_value_json(struct arena *a, struct str number, struct str *value);

/* value rounded at the place that decimals says ("-6": to millions); halves
 * away from zero */
struct str fact_value_round(struct arena *a, struct str value, int decimals);

#endif
