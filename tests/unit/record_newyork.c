/* New York's clock by the tz database, and six in its morning */
#include "parse/record/newyork.h"

#include <criterion/criterion.h>

#define COUNT(v) (sizeof(v) / sizeof *(v))

static const struct {
	const char *wall, *utc, *why;
} times[] = {
    {"20240201160602", "2024-02-01T21:06:02Z", "standard time"},
    {"20240701160602", "2024-07-01T20:06:02Z", "summer time"},
    {"20240310013000", "2024-03-10T06:30:00Z", "before the jump"},
    {"20240310033000", "2024-03-10T07:30:00Z", "behind it"},
    {"20241103120000", "2024-11-03T17:00:00Z", "the day the clock goes back"},
    {"20060402120000", "2006-04-02T16:00:00Z", "April, to 2006"},
    {"20070401120000", "2007-04-01T16:00:00Z", "March, since 2007"},
    {"19960407030000", "1996-04-07T07:00:00Z", "EDGAR's first years"},
    {"2023-03-15 16:06:36", "2023-03-15T20:06:36Z", "signs in between"},
    {"20240201", "", "no time of day"},
    {"20241301160602", "", "no such month"},
    {"20240230160602", "", "no such day"},
    {"20240201250602", "", "no such hour"},
    {"18990101000000", "", "before there were zones"},
    {"yesterday", "", "words"},
    {"", "", "nothing"},
};

Test(newyork, is_utc_by_the_rules_of_its_year)
{
	char text[STAMP_TEXT_BYTES];

	for (size_t i = 0; i < COUNT(times); i++)
		cr_expect_str_eq(
		    stamp_format(newyork_time(str_of(times[i].wall)), text),
		    times[i].utc, "%s: %s", times[i].wall, times[i].why);
}

static const struct {
	const char *day, *morning, *why;
} mornings[] = {
    {"2025-01-27", "2025-01-27T11:00:00Z", "winter"},
    {"2025-03-08", "2025-03-08T11:00:00Z", "the day before"},
    {"2025-03-09", "2025-03-09T10:00:00Z", "second Sunday of March"},
    {"2025-07-01", "2025-07-01T10:00:00Z", "summer"},
    {"2025-11-01", "2025-11-01T10:00:00Z", "the day before"},
    {"2025-11-02", "2025-11-02T11:00:00Z", "first Sunday of November"},
    {"2015-03-08", "2015-03-08T10:00:00Z", "a month that begins on Sunday"},
    {"2026-11-01", "2026-11-01T11:00:00Z", "a first that is a Sunday"},
    {"2006-04-01", "2006-04-01T11:00:00Z", "the rule before 2007"},
    {"2006-04-02", "2006-04-02T10:00:00Z", "first Sunday of April"},
    {"2006-10-29", "2006-10-29T11:00:00Z", "last Sunday of October"},
    {"1999-10-31", "1999-10-31T11:00:00Z", "the last day of October"},
    {"2025-07-01T17:31:12Z", "2025-07-01T10:00:00Z", "a moment of the day"},
    {"soon", "", "no day"},
    {"2025-02-30", "", "no such day"},
    {"", "", "nothing"},
};

Test(newyork, six_in_the_morning_follows_daylight_saving_time)
{
	char text[STAMP_TEXT_BYTES];

	for (size_t i = 0; i < COUNT(mornings); i++)
		cr_expect_str_eq(
		    stamp_format(
			newyork_morning(str_of(mornings[i].day)), text),
		    mornings[i].morning, "%s", mornings[i].why);
}
