/*
 * Sums of hard series over companies, period by period.
 *
 * Keeps: a sum has all companies that were asked for and one period, to the
 *   day; what lacks one is left out, never a smaller sum. The decimals are
 *   those of the least exact part. Currencies are not added: they are converted
 *   before (hard_rates.h), or refused.
 * Fails: EXIT_USAGE for two units in one series.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_HARD_SUM_H
#define STORE_QUERY_HARD_SUM_H

#include "fetch/base/err.h"
#include "store/query/hard_period.h"

struct hard_sum {
	struct hard_figure value;
	size_t first, n; /* its parts in the list */
};

/* Sort a settled list for hard_sum_next(); units: names by number. */
int hard_sum_begin(struct hard_list *l, const struct str *units, struct err *e);
/* The next sum of so many companies from *at on; false at the end. What does
 * not fit in 18 digits is counted in l->overflows. */
bool hard_sum_next(
    struct hard_list *l, size_t *at, size_t companies, struct hard_sum *s);

#endif
