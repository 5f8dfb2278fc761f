/* sums of hard series over companies */
#include "store/query/hard_sum.h"

#include <criterion/criterion.h>

#include <string.h>

static void say(struct hard_list *l, uint32_t company, int32_t end,
    const char *value, uint32_t unit)
{
	struct hard_figure v = {.company = company,
	    .unit = unit,
	    .start = end - 90,
	    .end = end,
	    .decimals = company ? -6 : 0,
	    .time = end + 10 + (int)company,
	    .known = end + 20 + (int)company,
	    .less = HARD_NONE};

	cr_assert(decimal_read(str_of(value), &v.value));
	hard_list_add(l, &v);
}

Test(hard_sum, has_every_company_and_one_period_or_is_none)
{
	const struct str units[] = {STR("USD")};
	struct hard_list l = {0};
	struct hard_sum s;
	struct err e = {0};
	size_t at = 0;

	say(&l, 1, 400, "-1.5", 0);
	say(&l, 0, 400, "4", 0);
	say(&l, 0, 500, "9", 0); /* alone */
	say(&l, 1, 501, "9", 0); /* a day later */
	say(&l, 0, 600, "0.3", 0);
	say(&l, 1, 600, "0.1", 0);
	cr_assert_eq(hard_sum_begin(&l, units, &e), 0);
	cr_assert(hard_sum_next(&l, &at, 2, &s));
	cr_expect_eq(s.value.end, 400);
	cr_expect_eq(s.value.value.mantissa, 25);
	cr_expect_eq(s.value.value.exponent, -1);
	cr_expect_eq(s.value.time, 411, "of the later part");
	cr_expect_eq(s.value.known, 421);
	cr_expect_eq(s.value.decimals, -6, "of the less exact part");
	cr_expect(s.value.derived);
	cr_expect_eq(s.n, 2);
	cr_assert(hard_sum_next(&l, &at, 2, &s));
	cr_expect_eq(s.value.end, 600);
	cr_expect_eq(s.value.value.mantissa, 4);
	cr_expect_not(hard_sum_next(&l, &at, 2, &s));
	cr_expect_eq(l.overflows, 0);
	hard_list_release(&l);
}

Test(hard_sum, of_two_currencies_is_refused)
{
	const struct str units[] = {STR("TWD"), STR("USD")};
	struct hard_list l = {0};
	struct err e = {0};

	say(&l, 0, 400, "4", 0);
	say(&l, 1, 900, "4", 1); /* of another period too */
	cr_expect_eq(hard_sum_begin(&l, units, &e), -1);
	cr_expect_eq(e.code, EXIT_USAGE);
	cr_expect(strstr(e.text, "TWD and USD"), "%s", e.text);
	hard_list_release(&l);
}

Test(hard_sum, that_does_not_fit_is_left_out_and_counted)
{
	const struct str units[] = {STR("USD")};
	struct hard_list l = {0};
	struct hard_sum s;
	struct err e = {0};
	size_t at = 0;

	say(&l, 0, 400, "999999999999999999", 0);
	say(&l, 1, 400, "0.1", 0);
	cr_assert_eq(hard_sum_begin(&l, units, &e), 0);
	cr_expect_not(hard_sum_next(&l, &at, 2, &s));
	cr_expect_eq(l.overflows, 1);
	hard_list_release(&l);
}
