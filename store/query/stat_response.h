/*
 * Whether demand follows costs: what news of cheaper compute does to news of
 * demand in the weeks after it.
 *
 * Formula: ordinary least squares over the 104 weeks before,
 *     d_t = a + b * mean(c_(t-1) … c_(t-4)) + g * d_(t-1) + e_t,
 *   b is the response; its error by W. K. Newey and K. D. West, "A simple,
 *   positive semi-definite, heteroskedasticity and autocorrelation consistent
 *   covariance matrix", Econometrica 55 (1987), Bartlett weights, L = 4,
 *   without a correction for small samples. d, c: stat_net.h.
 * Keeps: a week counts where all that its line needs is known; null under 60
 *   weeks, or where costs did not vary.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_STAT_RESPONSE_H
#define STORE_QUERY_STAT_RESPONSE_H

#include "store/query/stat.h"

enum { STAT_RESPONSE_WEEKS = 104, STAT_RESPONSE_LEAST = 60 };
enum { STAT_RESPONSE_LAG = 4, STAT_RESPONSE_MEAN = 4 };
/* values that are needed before a week */
enum { STAT_RESPONSE_PAST = STAT_RESPONSE_WEEKS + STAT_RESPONSE_MEAN };

/* d, c: STAT_RESPONSE_PAST values each, those of the weeks before, the last
 * one in front of the week; NaN null */
struct stat_value stat_response(const double *d, const double *c);

#endif
