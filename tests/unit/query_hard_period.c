/* quarters out of year-to-date figures, and which vintage counts */
#include "store/query/hard_period.h"

#include "fetch/base/stamp.h"

#include <criterion/criterion.h>
#include <stdio.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static int32_t day(const char *text)
{
	int64_t t;

	if (!*text)
		return OBS_NONE;
	cr_assert(stamp_parse(str_of(text), &t), "%s", text);
	return (int32_t)(t / STAMP_DAY);
}

/* one statement; the filing's number is also when it was published and known */
struct said {
	const char *start, *end, *value;
	int filing;
	uint32_t row, unit;
};

static void say(struct hard_list *l, const struct said *s)
{
	struct hard_figure v = {
	    .start = day(s->start),
	    .end = day(s->end),
	    .stock = !*s->start,
	    .decimals = -6,
	    .time = s->filing,
	    .known = s->filing,
	    .filing = s->filing,
	    .doc = (uint64_t)s->filing,
	    .row = s->row,
	    .measure = s->row / 10,
	    .unit = s->unit,
	    .from = (uint32_t)l->n,
	    .less = HARD_NONE,
	};

	cr_assert(decimal_read(str_of(s->value), &v.value), "%s", s->value);
	hard_list_add(l, &v);
}

/* "START..END VALUE[ derived][ mixed]" a line */
static void tell(const struct hard_list *l, struct buf *b)
{
	char text[STAMP_TEXT_BYTES];

	for (size_t i = 0; i < l->n; i++) {
		const struct hard_figure *v = &l->v[i];

		if (i)
			buf_puts(b, "\n");
		if (v->start != OBS_NONE) {
			(void)stamp_format_day(v->start * STAMP_DAY, text);
			buf_puts(b, text);
		}
		(void)stamp_format_day(v->end * STAMP_DAY, text);
		buf_printf(b, "..%s ", text);
		decimal_write(b, v->value);
		if (v->derived)
			buf_puts(b, " derived");
		if (v->mixed)
			buf_puts(b, " mixed");
	}
}

enum { SAID_MAX = 8 };

static const struct {
	const char *why;
	struct said said[SAID_MAX];
	const char *want;
} cases[] = {
    {"a calendar year: three quarters by difference, one as it is",
	{{"2024-01-01", "2024-03-31", "10", 1, 0, 0},
	    {"2024-01-01", "2024-06-30", "25", 2, 0, 0},
	    {"2024-01-01", "2024-09-30", "45", 3, 0, 0},
	    {"2024-01-01", "2024-12-31", "75", 4, 0, 0}},
	"2024-01-01..2024-03-31 10\n2024-04-01..2024-06-30 15 derived\n"
	"2024-07-01..2024-09-30 20 derived\n"
	"2024-10-01..2024-12-31 30 derived"},
    {"a year of 52 weeks that ends in January",
	{{"2023-01-30", "2023-10-29", "815", 1, 0, 0},
	    {"2023-01-30", "2024-01-28", "1069", 2, 0, 0}},
	"2023-10-30..2024-01-28 254 derived"},
    {"a year of 53 weeks: its last quarter has 14",
	{{"2016-02-01", "2016-10-30", "700", 1, 0, 0},
	    {"2016-02-01", "2017-02-05", "1000", 2, 0, 0}},
	"2016-10-31..2017-02-05 300 derived"},
    {"a year that ends in June",
	{{"2023-07-01", "2024-03-31", "30.5", 1, 0, 0},
	    {"2023-07-01", "2024-06-30", "44.48", 2, 0, 0}},
	"2024-04-01..2024-06-30 13.98 derived"},
    {"no nine months: no last quarter",
	{{"2024-01-01", "2024-06-30", "25", 1, 0, 0},
	    {"2024-01-01", "2024-12-31", "75", 2, 0, 0}},
	""},
    {"a year alone is no quarter",
	{{"2024-01-01", "2024-12-31", "75", 1, 0, 0}}, ""},
    {"nine months of another year",
	{{"2023-01-01", "2023-09-30", "45", 1, 0, 0},
	    {"2024-01-01", "2024-12-31", "75", 2, 0, 0}},
	""},
    {"nine months that begin a day later are another span",
	{{"2024-01-02", "2024-09-30", "45", 1, 0, 0},
	    {"2024-01-01", "2024-12-31", "75", 2, 0, 0}},
	""},
    {"what is left is no quarter",
	{{"2024-01-01", "2024-09-10", "45", 1, 0, 0},
	    {"2024-01-01", "2025-01-10", "75", 2, 0, 0}},
	""},
    {"two units are two series",
	{{"2024-01-01", "2024-09-30", "45", 1, 0, 0},
	    {"2024-01-01", "2024-12-31", "75", 2, 0, 1}},
	""},
    {"two measures are not taken from each other",
	{{"2024-01-01", "2024-09-30", "45", 1, 0, 0},
	    {"2024-01-01", "2024-12-31", "75", 2, 10, 0}},
	""},
    {"two rows of one measure are",
	{{"2024-01-01", "2024-09-30", "45", 1, 11, 0},
	    {"2024-01-01", "2024-12-31", "75", 2, 10, 0}},
	"2024-10-01..2024-12-31 30 derived"},
    {"negative values, and a negative quarter",
	{{"2024-01-01", "2024-09-30", "-45", 1, 0, 0},
	    {"2024-01-01", "2024-12-31", "-75", 2, 0, 0},
	    {"2023-01-01", "2023-09-30", "80", 3, 0, 0},
	    {"2023-01-01", "2023-12-31", "70", 4, 0, 0}},
	"2023-10-01..2023-12-31 -10 derived\n"
	"2024-10-01..2024-12-31 -30 derived"},
    {"the year is restated, its nine months are not: marked",
	{{"2024-01-01", "2024-09-30", "45", 1, 0, 0},
	    {"2024-01-01", "2024-12-31", "75", 2, 0, 0},
	    {"2024-01-01", "2024-12-31", "80", 3, 0, 0}},
	"2024-10-01..2024-12-31 35 derived mixed"},
    {"both are restated",
	{{"2024-01-01", "2024-09-30", "45", 1, 0, 0},
	    {"2024-01-01", "2024-12-31", "75", 2, 0, 0},
	    {"2024-01-01", "2024-09-30", "44", 3, 0, 0},
	    {"2024-01-01", "2024-12-31", "80", 4, 0, 0}},
	"2024-10-01..2024-12-31 36 derived"},
    {"a year that is stated again as it was is not restated",
	{{"2024-01-01", "2024-09-30", "45", 1, 0, 0},
	    {"2024-01-01", "2024-12-31", "75", 2, 0, 0},
	    {"2024-01-01", "2024-12-31", "75", 3, 0, 0}},
	"2024-10-01..2024-12-31 30 derived"},
    {"a stated quarter stands before a derived one",
	{{"2024-01-01", "2024-09-30", "45", 1, 0, 0},
	    {"2024-10-01", "2024-12-31", "31", 2, 0, 0},
	    {"2024-01-01", "2024-12-31", "75", 3, 0, 0}},
	"2024-10-01..2024-12-31 31"},
    {"stocks stay as they are",
	{{"", "2024-01-28", "5282", 1, 0, 0},
	    {"", "2023-10-29", "4779", 1, 0, 0}},
	"..2023-10-29 4779\n..2024-01-28 5282"},
};

Test(hard_period, quarters_are_derived_or_left_out)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct hard_list l = {0};
		struct buf b;

		buf_init(&b, 4096);
		for (size_t k = 0; k < SAID_MAX && cases[i].said[k].end; k++)
			say(&l, &cases[i].said[k]);
		hard_quarters(&l);
		hard_settle(&l, false);
		tell(&l, &b);
		cr_expect_str_eq(
		    buf_text(&b), cases[i].want, "%s", cases[i].why);
		buf_release(&b);
		hard_list_release(&l);
	}
}

Test(hard_period, a_difference_that_does_not_fit_is_left_out_and_counted)
{
	const struct said said[] = {
	    {"2024-01-01", "2024-09-30", "-900000000000000000", 1, 0, 0},
	    {"2024-01-01", "2024-12-31", "900000000000000000", 2, 0, 0},
	    {"2023-01-01", "2023-09-30", "0.000000000001", 1, 0, 0},
	    {"2023-01-01", "2023-12-31", "123456789012345678", 2, 0, 0},
	    {"2022-01-01", "2022-09-30", "999999999999999999", 1, 0, 0},
	    {"2022-01-01", "2022-12-31", "-999999999999999999", 2, 0, 0}};
	struct hard_list l = {0};

	for (size_t i = 0; i < COUNT(said); i++)
		say(&l, &said[i]);
	hard_quarters(&l);
	hard_settle(&l, false);
	/* 1.8e18 has few digits, so that the first one fits */
	cr_assert_eq(l.n, 1);
	cr_expect_eq(l.v[0].value.mantissa, 18);
	cr_expect_eq(l.v[0].value.exponent, 17);
	cr_expect_eq(l.overflows, 2);
	hard_list_release(&l);
}

Test(hard_period, every_vintage_has_the_moment_it_was_known)
{
	const struct said said[] = {
	    {"2024-01-01", "2024-09-30", "45", 10, 0, 0},
	    {"2024-01-01", "2024-12-31", "75", 20, 0, 0},
	    {"2024-01-01", "2024-09-30", "44", 30, 0, 0},
	    {"2024-01-01", "2024-12-31", "80", 40, 0, 0},
	    {"2024-10-01", "2024-12-31", "37", 50, 0, 0}};
	static const struct {
		int known;
		int64_t value;
		bool derived, mixed;
	} want[] = {{20, 30, true, false}, {30, 31, true, true},
	    {40, 36, true, false}, {50, 37, false, false}};
	struct hard_list l = {0};

	for (size_t i = 0; i < COUNT(said); i++)
		say(&l, &said[i]);
	hard_quarters(&l);
	hard_settle(&l, true);
	cr_assert_eq(l.n, COUNT(want));
	for (size_t i = 0; i < COUNT(want); i++) {
		struct decimal d = l.v[i].value;

		for (; d.exponent > 0; d.exponent--)
			d.mantissa *= 10;
		cr_expect_eq(l.v[i].known, want[i].known, "%zu", i);
		cr_expect_eq(d.mantissa, want[i].value, "%zu", i);
		cr_expect_eq(l.v[i].derived, want[i].derived, "%zu", i);
		cr_expect_eq(l.v[i].mixed, want[i].mixed, "%zu", i);
	}
	hard_list_release(&l);
}

/* what was derived at T is what is derived from what was known by T */
Test(hard_period, vintages_up_to_T_end_with_the_answer_at_T)
{
	const struct said said[] = {
	    {"2024-01-01", "2024-12-31", "75", 20, 0, 0},
	    {"2024-01-01", "2024-09-30", "45", 10, 0, 0},
	    {"2024-01-01", "2024-12-31", "80", 40, 0, 0},
	    {"2024-01-01", "2024-09-30", "44", 30, 0, 0},
	    {"2024-01-01", "2024-09-30", "41", 50, 0, 0}};

	for (int t = 5; t <= 55; t += 10) {
		struct hard_list at = {0}, all = {0};
		const struct hard_figure *last = NULL;

		for (size_t i = 0; i < COUNT(said); i++) {
			say(&all, &said[i]);
			if (said[i].filing <= t)
				say(&at, &said[i]);
		}
		hard_quarters(&at);
		hard_settle(&at, false);
		hard_quarters(&all);
		hard_settle(&all, true);
		for (size_t i = 0; i < all.n; i++)
			if (all.v[i].known <= t)
				last = &all.v[i];
		cr_assert_eq(at.n, last != NULL, "%d", t);
		if (last) {
			cr_expect_eq(at.v[0].value.mantissa,
			    last->value.mantissa, "%d", t);
			cr_expect_eq(at.v[0].known, last->known, "%d", t);
			cr_expect_eq(at.v[0].mixed, last->mixed, "%d", t);
		}
		hard_list_release(&at);
		hard_list_release(&all);
	}
}

Test(hard_period, a_filing_speaks_through_its_first_row)
{
	const struct said said[] = {
	    {"2024-01-01", "2024-12-31", "100", 1, 2, 0}, /* a lower row */
	    {"2024-01-01", "2024-12-31", "75", 1, 1, 0},
	    {"2023-01-01", "2023-12-31", "60", 1, 1, 0},
	    {"2022-01-01", "2022-12-31", "50", 1, 2, 0},  /* of it alone */
	    {"2021-01-01", "2021-12-31", "40", 2, 2, 0}}; /* another filing */
	struct hard_list l = {0};
	struct buf b;

	buf_init(&b, 4096);
	for (size_t i = 0; i < COUNT(said); i++)
		say(&l, &said[i]);
	hard_pick(&l);
	hard_settle(&l, false);
	tell(&l, &b);
	cr_expect_str_eq(buf_text(&b), "2021-01-01..2021-12-31 40\n"
				       "2023-01-01..2023-12-31 60\n"
				       "2024-01-01..2024-12-31 75");
	buf_release(&b);
	hard_list_release(&l);
}

Test(hard_period, lengths)
{
	static const struct {
		const char *start, *end, *why;
		enum hard_span span;
	} rows[] = {
	    {"2024-01-01", "2024-03-31", "a quarter", HARD_SPAN_QUARTER},
	    {"2016-10-31", "2017-02-05", "14 weeks", HARD_SPAN_QUARTER},
	    {"2024-01-01", "2024-06-30", "a half", HARD_SPAN_HALF},
	    {"2016-02-01", "2016-10-30", "39 weeks", HARD_SPAN_NINE},
	    {"2016-02-01", "2017-02-05", "53 weeks", HARD_SPAN_YEAR},
	    {"2024-01-01", "2024-01-31", "a month", HARD_SPAN_OTHER},
	    {"2024-01-01", "2024-05-05", "18 weeks", HARD_SPAN_OTHER},
	    {"2022-01-01", "2023-12-31", "two years", HARD_SPAN_OTHER},
	    {"2024-03-31", "2024-01-01", "backwards", HARD_SPAN_OTHER},
	    {"", "2024-01-01", "an instant", HARD_SPAN_OTHER},
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		cr_expect_eq(hard_span_of(day(rows[i].start), day(rows[i].end)),
		    rows[i].span, "%s", rows[i].why);
}
