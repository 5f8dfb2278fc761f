#include "fetch/base/stamp.h"

#include <criterion/criterion.h>

static const struct {
	const char *text;
	const char *want; /* NULL: refused */
	const char *why;
} rows[] = {
    {"1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "the epoch"},
    {"2025-01-27", "2025-01-27T00:00:00Z", "a day"},
    {"2025-01-27T16:30Z", "2025-01-27T16:30:00Z", "without seconds"},
    {"2025-01-27 16:30:05+08:00", "2025-01-27T08:30:05Z", "space, offset"},
    {"2025-01-27T23:30:00-0500", "2025-01-28T04:30:00Z", "into the next day"},
    {"2025-01-27T16:30:05.25Z", "2025-01-27T16:30:05.250000Z", "a fraction"},
    {"1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z",
	"before the epoch"},
    {"2024-02-29", "2024-02-29T00:00:00Z", "a leap day"},
    {"2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z", "a leap second"},
    {"2023-02-29", NULL, "no leap year"},
    {"1900-02-29", NULL, "a century"},
    {"2025-13-01", NULL, "month 13"},
    {"2025-01-27T24:00:00Z", NULL, "hour 24"},
    {"2025-01-27T10:00:00+25:00", NULL, "an offset of 25 hours"},
    {"2025-01-27T10:00:00Zx", NULL, "a tail"},
    {"2025-1-27", NULL, "one digit"},
    {"27-01-2025", NULL, "the wrong way round"},
    {"", NULL, "nothing"},
};

Test(stamp, reads_and_writes_iso_8601)
{
	char text[STAMP_TEXT_BYTES];

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t t = 42;
		bool ok = stamp_parse(str_of(rows[i].text), &t);

		cr_expect_eq(ok, rows[i].want != NULL, "%s", rows[i].why);
		if (ok && rows[i].want)
			cr_expect_str_eq(stamp_format(t, text), rows[i].want,
			    "%s", rows[i].why);
		else
			cr_expect_eq(t, 42, "untouched: %s", rows[i].why);
	}
}

Test(stamp, days_and_civil_agree_over_four_centuries)
{
	for (int64_t day = -80000; day < 80000; day += 7) {
		struct civil c;

		stamp_to_civil(day * STAMP_DAY + 1, &c);
		cr_assert_eq(stamp_days(c.year, c.month, c.day), day);
		cr_assert(stamp_valid_date(c.year, c.month, c.day));
		cr_assert_eq(c.micro, 1);
	}
}

Test(stamp, clock_can_be_fixed)
{
	struct stamp_clock fixed = {STAMP_DAY}, real = {STAMP_NONE};

	cr_assert_eq(stamp_now(&fixed), STAMP_DAY);
	cr_assert_gt(stamp_now(&real), INT64_C(1700000000) * STAMP_SECOND);
	cr_assert_leq(stamp_ticks(), stamp_ticks());
}

Test(stamp, unknown_prints_as_nothing)
{
	char text[STAMP_TEXT_BYTES];

	cr_assert_str_eq(stamp_format(STAMP_NONE, text), "");
	cr_assert_str_eq(stamp_format_day(STAMP_NONE, text), "");
	cr_assert_str_eq(stamp_format_day(STAMP_DAY, text), "1970-01-02");
}
