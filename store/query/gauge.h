/*
 * A value on a scale from -1 to +1 with its interval, as inline SVG.
 *
 * Owns: nothing.
 * Keeps: an unknown value leaves the scale empty.
 * Users: the report.
 */
#ifndef STORE_QUERY_GAUGE_H
#define STORE_QUERY_GAUGE_H

#include "fetch/base/buf.h"

struct gauge {
	double value, low, high; /* NaN: not known */
	const char *name;
	bool small;
	unsigned *id; /* counts the charts of a page */
};

void gauge_write(struct buf *to, const struct gauge *g);

#endif
