/*
 * An index of news over a fixed panel of sources.
 *
 * Formula: S. R. Baker, N. Bloom and S. J. Davis, "Measuring Economic Policy
 *   Uncertainty", Quarterly Journal of Economics 131 (2016). Y_st = X_st/N_st,
 *   each source divided by its own sd over the base; M_t the mean over the
 *   sources of the panel that have stories in the bucket, times what the whole
 *   panel's base means are to theirs (so that an absent source does not move
 *   it); index = 100 * M_t / mean of M over the base.
 * Keeps: a source is left out of the panel with under 60 buckets in the base
 *   that it has stories in, under 10 of them with a match, or an sd of 0.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_STAT_INDEX_H
#define STORE_QUERY_STAT_INDEX_H

#include "store/query/stat.h"

enum { STAT_INDEX_BUCKETS = 60, STAT_INDEX_NONZERO = 10 };

struct stat_index_source {
	double sigma;
	double mean; /* of Y/sigma over the base */
};

enum stat_index_fate {
	STAT_INDEX_IN,
	STAT_INDEX_FEW_BUCKETS,
	STAT_INDEX_FEW_MATCHES,
	STAT_INDEX_NO_SPREAD
};

/* y: one source over the base, NaN where it has no stories */
enum stat_index_fate stat_index_source(
    const double *y, size_t n, struct stat_index_source *to);

/* M_t of one bucket; y: a value a source of the panel. *present: how many had
 * stories. NaN where none had. */
double stat_index_mean(const double *y, const struct stat_index_source *panel,
    size_t n, size_t *present);

#endif
