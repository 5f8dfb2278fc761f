/*
 * How unusual a value is against its own past.
 *
 * Formula: (x - mean)/sd, with the sample's sd (n-1) over the buckets before;
 *   counts as ln(1+x). Windows: 28*24 hours, 91 days, 52 weeks, 36 months.
 * Keeps: null where under 60 % of the window is known, or sd is 0. n is the
 *   number of known values in the window.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_STAT_Z_H
#define STORE_QUERY_STAT_Z_H

#include "store/query/bucket.h"
#include "store/query/stat.h"

/* buckets in the window */
size_t stat_z_window(enum bucket_unit every);

/* before: the window's values, NaN where null */
struct stat_value stat_z(
    double x, const double *before, size_t window, bool is_count);

#endif
