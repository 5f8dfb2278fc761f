/*
 * Whether one series runs ahead of another.
 *
 * The presumed leader x is fitted by an autoregression of its own past; both
 * series are filtered by it, so that what each owes to its own past does not
 * pass for a relation (G. E. P. Box and G. M. Jenkins, "Time Series Analysis:
 * Forecasting and Control", 1970, ch. 11). r_k is the correlation of the
 * filtered x_t with the filtered y_(t+k); without a relation it lies within
 * +-1.96/sqrt(n) nineteen times of twenty.
 *
 * Formula: Yule-Walker equations by the recursion of Levinson and Durbin; the
 *   order p <= 10 with the least n*ln(sigma^2) + 2p (H. Akaike, 1974).
 * Users: the query tool.
 */
#ifndef STORE_QUERY_STAT_LEADLAG_H
#define STORE_QUERY_STAT_LEADLAG_H

#include <stdbool.h>
#include <stddef.h>

enum { STAT_LEADLAG_ORDER = 10, STAT_LEADLAG_LEAST = 60 };

/* Coefficients of the best order, which is returned; phi has room for
 * STAT_LEADLAG_ORDER. x: no NaN. */
size_t stat_ar(const double *x, size_t n, double *phi);

/* r_0 … r_lags; false where one of the series does not vary. *used: n of the
 * filtered series. */
bool stat_leadlag(const double *x, const double *y, size_t n, size_t lags,
    double *r, size_t *used);

#endif
