/* statistics that are made of others: small cases reckoned by hand */
#include "store/query/stat_aes.h"
#include "store/query/stat_elasticity.h"
#include "store/query/stat_index.h"
#include "store/query/stat_net.h"
#include "store/query/stat_response.h"

#include <criterion/criterion.h>
#include <stdint.h>

static bool near(double a, double b)
{
	return isnan(b) ? isnan(a) : fabs(a - b) < 1e-9;
}

Test(aes, takes_the_most_probable_class)
{
	static const struct {
		int32_t p[3];
		int want;
		const char *why;
	} cases[] = {
	    {{100000, 200000, 700000}, 1, "positive"},
	    {{700000, 200000, 100000}, -1, "negative"},
	    {{200000, 600000, 200000}, 0, "neutral"},
	    {{500000, 0, 500000}, 0, "two are equally probable"},
	    {{0, 500000, 500000}, 0, "neutral and positive are"},
	    {{INT32_MIN, INT32_MIN, INT32_MIN}, 0, "unknown"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		cr_expect_eq(stat_aes_class(cases[i].p), cases[i].want, "%s",
		    cases[i].why);
}

Test(aes, is_null_where_all_are_neutral)
{
	cr_expect(isnan(stat_aes(0, 0).value));
	cr_expect(near(stat_aev(0, 0).value, 0));
	cr_expect(near(stat_aes(3, 1).value, 0.75));
	/* p = 5/8: sqrt(5/8 * 3/8 / 8) */
	cr_expect(near(stat_aes(3, 1).se, sqrt(0.234375 / 8)));
	cr_expect(near(stat_aev(3, 1).value, 4));
}

Test(net, is_a_mean_of_ones_and_minus_ones)
{
	struct stat_value v = stat_net(6, 2, 16);

	/* mean 1/4, variance 1/2 - 1/16 = 7/16 */
	cr_expect(near(v.value, 0.25));
	cr_expect(near(v.se, sqrt(7.0 / 16 / 16)));
	cr_expect(near(v.n, 8));
	cr_expect(isnan(stat_net(0, 0, 0).value));
	cr_expect(near(stat_net(0, 0, 5).value, 0));
	cr_expect(near(stat_net(5, 0, 5).se, 0), "all say the same");
}

Test(net, gap_needs_both_and_their_spread)
{
	double none = (double)NAN;

	cr_expect(near(stat_net_gap(0.2, 0.1, 0.3, 0.1), -1));
	cr_expect(isnan(stat_net_gap(none, 0.1, 0.3, 0.1)));
	cr_expect(isnan(stat_net_gap(0.2, none, 0.3, 0.1)));
	cr_expect(isnan(stat_net_gap(0.2, 0.1, 0.3, 0)));
}

Test(elasticity, is_above_one_where_spending_rises_as_the_price_falls)
{
	static const struct {
		double r, r0, p, p0, want;
		const char *why;
	} cases[] = {
	    {110, 100, 50, 100, 1.1375035237499352, "ln 1.1 / ln 0.5"},
	    {100, 100, 50, 100, 1, "spending stays: twice the quantity"},
	    {50, 100, 50, 100, 0, "the quantity stays"},
	    {110, 100, 99, 100, (double)NAN, "the price hardly fell"},
	    {110, 100, 120, 100, (double)NAN, "the price rose"},
	    {0, 100, 50, 100, (double)NAN, "no spending has no logarithm"},
	    {110, 100, -50, 100, (double)NAN, "nor has a negative price"},
	    {110, (double)NAN, 50, 100, (double)NAN, "not known"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		cr_expect(near(stat_elasticity(cases[i].r, cases[i].r0,
				   cases[i].p, cases[i].p0)
				   .value,
			      cases[i].want),
		    "%s", cases[i].why);
}

enum { DAYS = 80 };

static void fill(double y[DAYS], size_t known, size_t nonzero)
{
	for (size_t i = 0; i < DAYS; i++) {
		y[i] = i < known ? 0 : (double)NAN;
		if (i < nonzero)
			y[i] = 0.5;
	}
}

Test(index, leaves_out_sources_that_say_too_little)
{
	static const struct {
		size_t known, nonzero;
		enum stat_index_fate want;
		const char *why;
	} cases[] = {
	    {60, 10, STAT_INDEX_IN, "just enough"},
	    {59, 20, STAT_INDEX_FEW_BUCKETS, "a bucket too few"},
	    {80, 9, STAT_INDEX_FEW_MATCHES, "a match too few"},
	    {0, 0, STAT_INDEX_FEW_BUCKETS, "none at all"},
	    {80, 80, STAT_INDEX_NO_SPREAD, "always the same"},
	};
	struct stat_index_source s;
	double y[DAYS];

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		fill(y, cases[i].known, cases[i].nonzero);
		cr_expect_eq(stat_index_source(y, DAYS, &s), cases[i].want,
		    "%s", cases[i].why);
	}
	/* 10 of 60 are 0.5: mean 1/12, variance (10/4 - 60/144)/59 */
	fill(y, 60, 10);
	cr_assert_eq(stat_index_source(y, DAYS, &s), STAT_INDEX_IN);
	double sigma = sqrt((2.5 - 60.0 / 144) / 59);

	cr_expect(near(s.sigma, sigma));
	cr_expect(near(s.mean, 1 / 12.0 / sigma));
}

Test(index, an_absent_source_does_not_move_it)
{
	const struct stat_index_source panel[] = {{0.1, 2}, {0.2, 1}};
	double usual[] = {0.2, 0.2}; /* both at their means */
	double one[] = {0.2, (double)NAN};
	double other[] = {(double)NAN, 0.2};
	double none[] = {(double)NAN, (double)NAN};
	size_t present;

	cr_expect(near(stat_index_mean(usual, panel, 2, &present), 1.5));
	cr_expect(near(stat_index_mean(one, panel, 2, &present), 1.5));
	cr_expect_eq(present, 1);
	cr_expect(near(stat_index_mean(other, panel, 2, &present), 1.5));
	cr_expect(isnan(stat_index_mean(none, panel, 2, &present)));
	cr_expect_eq(present, 0);
}

static void weeks(double *d, double *c, double slope)
{
	unsigned seed = 7;

	for (int i = 0; i < STAT_RESPONSE_PAST; i++) {
		seed = seed * 1103515245u + 12345u;
		c[i] = (double)(seed >> 16 & 0xff) / 256;
		d[i] = 0.1;
		if (i >= STAT_RESPONSE_MEAN)
			d[i] = 0.3 + 0.25 * d[i - 1] +
			       slope *
				   (c[i - 1] + c[i - 2] + c[i - 3] + c[i - 4]) /
				   4;
	}
}

Test(response, finds_the_slope_that_is_there)
{
	double d[STAT_RESPONSE_PAST], c[STAT_RESPONSE_PAST];
	struct stat_value v;

	weeks(d, c, 0.5);
	v = stat_response(d, c);
	cr_expect_float_eq(v.value, 0.5, 1e-9);
	cr_expect_lt(v.se, 1e-9, "nothing is left to err");
	cr_expect(near(v.n, STAT_RESPONSE_WEEKS));
	weeks(d, c, -2);
	cr_expect_float_eq(stat_response(d, c).value, -2, 1e-9);
}

Test(response, is_null_under_sixty_weeks_or_without_news_of_costs)
{
	double d[STAT_RESPONSE_PAST], c[STAT_RESPONSE_PAST];

	weeks(d, c, 0.5);
	for (int i = 0; i < STAT_RESPONSE_PAST - 63; i++)
		c[i] = (double)NAN;
	cr_expect(isnan(stat_response(d, c).value), "59 weeks");
	cr_expect(near(stat_response(d, c).n, 59));
	weeks(d, c, 0.5);
	for (int i = 0; i < STAT_RESPONSE_PAST; i++)
		c[i] = 0.25;
	cr_expect(isnan(stat_response(d, c).value), "costs do not vary");
}
