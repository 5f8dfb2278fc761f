/*
 * Exchange rates that the user gives, for sums over companies that report in
 * different currencies.
 *
 * File: lines of day (YYYY-MM-DD), from, to, rate, parted by tabs: so many of
 *   `to` for one of `from`; # begins a comment. The rate of the other
 *   direction is one divided by it.
 * Formulas: a flow is worth the mean of the rates of the days in its period, as
 *   income statements are translated; there must be one in each month of it
 *   (no gap over 35 days). A stock is worth the last rate on its day or up to
 *   seven days before. Rates have 18 digits; amounts are rounded to cents.
 * Owns: its rates, until hard_rates_release().
 * Fails: EXIT_NOINPUT; EXIT_DATA with file and line.
 * Source: ASC 830-10-55-10 and IAS 21.40 (average rates), 830-30-45-3
 * (closing). Users: the query tool.
 */
#ifndef STORE_QUERY_HARD_RATES_H
#define STORE_QUERY_HARD_RATES_H

#include "fetch/base/err.h"
#include "store/query/hard_period.h"

struct hard_rate {
	char from[4], to[4]; /* codes of currencies */
	int32_t day;         /* since 1970 */
	struct decimal rate;
};

struct hard_rates {
	struct hard_rate *v; /* by from, to, day */
	size_t n, cap;
};

int hard_rates_read(struct hard_rates *r, const char *path, struct err *e);
void hard_rates_release(struct hard_rates *r);

/* The rate of a period (start OBS_NONE: of its end). false where none is
 * given. */
bool hard_rates_of(const struct hard_rates *r, struct str from, struct str to,
    int32_t start, int32_t end, struct decimal *rate);

/* What the figures of a list were told in `units`, in one of them: dollars
 * where they are among them, else the first. Those without a rate are taken out
 * and counted; the first of them is *lost. Figures in one unit stay as they
 * are. */
size_t hard_rates_convert(const struct hard_rates *r, struct hard_list *l,
    const struct str *units, struct hard_figure *lost);

#endif
