/*
 * The share of stories that match, X/N.
 *
 * Formula: se = sqrt(p(1-p)/(N+4)) with p = (X+2)/(N+4) (A. Agresti and
 *   B. Coull, "Approximate is better than 'exact' for interval estimation of
 *   binomial proportions", 1998). Over several parts (sources), the mean of
 *   their shares weighted by their N of the trailing 28 days, so that a part
 *   that is added or down does not move it; a part without stories in the
 *   bucket, or without a past, has no weight. Where no part has both, X/N.
 * Keeps: null where N is 0: a copy that a source brings later is in its part,
 *   while the story is placed before.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_STAT_SHARE_H
#define STORE_QUERY_STAT_SHARE_H

#include "store/query/stat.h"

struct share_part {
	size_t x, n;   /* in the bucket */
	size_t weight; /* its N of the 28 days before */
};

/* null where n is 0 */
struct stat_value stat_share(size_t x, size_t n);
struct stat_value stat_share_parts(
    size_t x, size_t n, const struct share_part *parts, size_t n_parts);

#endif
