/*
 * A chart as inline SVG: a line with its band above, stacked bars below, a
 * tooltip for each bucket.
 *
 * The drawing is stretched to the width that the page gives it; texts stand
 * around it as HTML, so that they stay readable on a telephone.
 *
 * Owns: nothing.
 * Keeps: an unknown value (NaN) is a gap, never 0.
 * Users: the report.
 */
#ifndef STORE_QUERY_CHART_H
#define STORE_QUERY_CHART_H

#include "fetch/base/buf.h"

enum { CHART_STACKS = 4, CHART_NAME_BYTES = 40 };

struct chart_stack {
	const char *name, *class;
	const double *v;
};

struct chart {
	struct str title; /* said to who cannot see it, too */
	size_t n;
	char (*names)[CHART_NAME_BYTES]; /* of each bucket */
	/* NULL: no line */
	const double *line, *se;
	const char *line_name;
	int digits;
	double low, high; /* of the line; NaN: as it comes */
	struct chart_stack stacks[CHART_STACKS];
	size_t n_stacks;
	unsigned *id; /* counts the charts of a page */
};

void chart_write(struct buf *to, const struct chart *c);

#endif
