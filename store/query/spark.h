/*
 * A row of blocks ▁▂▃▄▅▆▇█ for a row of numbers (E. Tufte's sparklines).
 *
 * Keeps: one character a value; an unknown value (NaN) is a dot, so that a
 *   gap is no zero. The lowest block is `low`, the highest `high`; equal
 *   values all get the middle block.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_SPARK_H
#define STORE_QUERY_SPARK_H

#include "fetch/base/buf.h"

struct spark_range {
	size_t n; /* values that are known */
	double low, high, first, last;
};

/* NaN values are passed over; n = 0 where there are no others */
struct spark_range spark_range_of(const double *v, size_t n);
void spark_write(
    struct buf *to, const double *v, size_t n, double low, double high);

#endif
