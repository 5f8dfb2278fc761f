/* exchange rates for sums, and the decimals that they need */
#include "store/query/decimal_scale.h"
#include "store/query/hard_rates.h"

#include "fetch/base/stamp.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <unistd.h>

#define COUNT(v) (sizeof(v) / sizeof *(v))

static const struct {
	const char *a, *b, *times, *over, *why;
} numbers[] = {
    {"6", "4", "24", "1.5", "small"},
    {"-6", "4", "-24", "-1.5", "a sign"},
    {"1", "3", "3", "0.333333333333333333", "18 digits, down"},
    {"2", "3", "6", "0.666666666666666667", "18 digits, up"},
    {"759692000000", "0.0311", "23626421200", "24427395498392.283", "money"},
    {"999999999999999999", "999999999999999999",
	"999999999999999998000000000000000000", "1", "36 digits to 18"},
    {"0", "7", "0", "0", "nothing"},
    {"1e100", "1e-20", "1e80", "1e120", "far apart"},
    {"5", "0", "0", NULL, "by nothing"},
    {"1e100", "1e100", NULL, "1", "beyond the exponents"},
};

static void expect(struct decimal d, const char *text, const char *why)
{
	struct decimal want;

	cr_assert(decimal_read(str_of(text), &want), "%s", text);
	cr_expect_eq(
	    d.mantissa, want.mantissa, "%s: %lld", why, (long long)d.mantissa);
	cr_expect_eq(d.exponent, want.exponent, "%s", why);
}

/* more digits than decimal_read takes are written by hand */
static bool is_long(const char *text)
{
	return str_of(text).n > 30;
}

Test(decimal_scale, products_and_quotients_have_18_digits)
{
	for (size_t i = 0; i < COUNT(numbers); i++) {
		struct decimal a, b, d;

		cr_assert(decimal_read(str_of(numbers[i].a), &a));
		cr_assert(decimal_read(str_of(numbers[i].b), &b));
		bool ok = decimal_times(a, b, &d);

		cr_expect_eq(
		    ok, numbers[i].times != NULL, "%s", numbers[i].why);
		if (ok && numbers[i].times && is_long(numbers[i].times)) {
			cr_expect_eq(d.mantissa, INT64_C(999999999999999998));
			cr_expect_eq(d.exponent, 18);
		} else if (ok && numbers[i].times) {
			expect(d, numbers[i].times, numbers[i].why);
		}
		ok = decimal_over(a, b, &d);
		cr_expect_eq(ok, numbers[i].over != NULL, "%s", numbers[i].why);
		if (ok && numbers[i].over)
			expect(d, numbers[i].over, numbers[i].why);
	}
}

static const struct {
	const char *number, *cents;
} cents[] = {
    {"1.005", "1.01"},
    {"1.004", "1"},
    {"-1.005", "-1.01"},
    {"0.004", "0"},
    {"12", "12"},
    {"99.999", "100"},
    {"1e20", "1e20"},
    {"0.0000001", "0"},
};

Test(decimal_scale, rounds_halves_away_from_zero)
{
	for (size_t i = 0; i < COUNT(cents); i++) {
		struct decimal d;

		cr_assert(decimal_read(str_of(cents[i].number), &d));
		expect(decimal_round(d, 2), cents[i].cents, cents[i].number);
	}
}

static int32_t day(const char *text)
{
	int64_t t = 0;

	cr_assert(stamp_parse(str_of(text), &t));
	return (int32_t)(t / STAMP_DAY);
}

static void rates(struct hard_rates *r, const char *lines)
{
	char path[] = "/tmp/jevons-rates-XXXXXX";
	int fd = mkstemp(path);
	struct err e = {0};
	struct str s = str_of(lines);

	cr_assert_geq(fd, 0);
	cr_assert_eq(write(fd, s.p, s.n), (ssize_t)s.n);
	(void)close(fd);
	cr_assert_eq(hard_rates_read(r, path, &e), 0, "%s", e.text);
	(void)unlink(path);
}

static const struct {
	const char *from, *to, *start, *end, *rate, *why;
} asked[] = {
    {"TWD", "USD", NULL, "2024-06-28", "0.0308", "its day"},
    {"TWD", "USD", NULL, "2024-06-30", "0.0308", "a Sunday"},
    {"TWD", "USD", NULL, "2024-07-05", "0.0308", "a week"},
    {"TWD", "USD", NULL, "2024-07-06", NULL, "more than a week"},
    {"TWD", "USD", NULL, "2024-04-01", NULL, "before the first"},
    {"TWD", "USD", "2024-04-01", "2024-06-30", "0.031", "the mean"},
    {"USD", "TWD", "2024-04-01", "2024-06-30", "32.258064516129032258",
	"the other direction"},
    {"TWD", "USD", "2024-04-01", "2024-09-30", NULL, "months without"},
    {"TWD", "USD", "2024-01-01", "2024-06-30", NULL, "months without, before"},
    {"EUR", "USD", NULL, "2024-06-28", "1.07", "another pair"},
    {"EUR", "TWD", NULL, "2024-06-28", NULL, "not by way of a third"},
    {"shares", "USD", NULL, "2024-06-28", NULL, "no currency"},
};

Test(hard_rates, of_a_flow_is_the_mean_of_a_stock_the_last)
{
	struct hard_rates r;

	rates(&r, "# day\tfrom\tto\trate\n"
		  "2024-06-28\tTWD\tUSD\t0.0308\n2024-04-15\tTWD\tUSD\t0.0312\n"
		  "2024-05-15\tTWD\tUSD\t0.0310\n\n2024-06-14\tTWD\tUSD\t0."
		  "0310\n2024-06-28\tEUR\tUSD\t1.07\n");
	for (size_t i = 0; i < COUNT(asked); i++) {
		struct decimal d;
		int32_t start = asked[i].start ? day(asked[i].start) : OBS_NONE;
		bool ok = hard_rates_of(&r, str_of(asked[i].from),
		    str_of(asked[i].to), start, day(asked[i].end), &d);

		cr_expect_eq(ok, asked[i].rate != NULL, "%s", asked[i].why);
		if (ok && asked[i].rate && str_of(asked[i].rate).n <= 19)
			expect(d, asked[i].rate, asked[i].why);
	}
	hard_rates_release(&r);
}

Test(hard_rates, what_a_company_told_in_dollars_itself_goes_before)
{
	const struct str units[] = {STR("TWD"), STR("USD")};
	struct hard_list l = {0};
	struct hard_figure lost = {0};
	struct hard_rates r;

	rates(&r, "2024-06-28\tTWD\tUSD\t0.03\n");
	for (uint32_t i = 0; i < 4; i++) {
		struct hard_figure v = {.company = i / 2,
		    .unit = i % 2,
		    .stock = true,
		    .start = OBS_NONE,
		    .end = day(i == 3 ? "2024-08-30" : "2024-06-28"),
		    .value = {100 + (int64_t)i, 0}};

		hard_list_add(&l, &v);
	}
	/* one more, of a day without a rate */
	l.v[2].end = day("2024-08-30");
	cr_expect_eq(hard_rates_convert(&r, &l, units, &lost), 1);
	cr_expect_eq(lost.company, 1);
	cr_assert_eq(l.n, 2);
	cr_expect_eq(l.v[0].value.mantissa, 101);
	cr_expect_eq(l.v[0].rate.mantissa, 0);
	cr_expect_eq(l.v[1].value.mantissa, 103);
	hard_list_release(&l);
	hard_rates_release(&r);
}
