#include "parse/text/date.h"
#include "parse/text/date_wide.h"

#include <criterion/criterion.h>

static const struct {
	const char *text, *want; /* want NULL: no date */
	enum date_precision precision;
	const char *why;
} rows[] = {
    /* feeds */
    {"Mon, 27 Jan 2025 14:30:05 GMT", "2025-01-27T14:30:05Z", DATE_SECOND,
	"RFC 5322"},
    {"27 Jan 25 14:30 EST", "2025-01-27T19:30:00Z", DATE_MINUTE,
	"two digits, a named zone"},
    {"2025-01-27T23:30:00-05:00", "2025-01-28T04:30:00Z", DATE_SECOND,
	"RFC 3339"},
    {"2025-01-27T14:30Z", "2025-01-27T14:30:00Z", DATE_MINUTE, "no seconds"},
    {"2025-01-27T14:30:05.123+0800", "2025-01-27T06:30:05Z", DATE_SECOND,
	"a fraction"},
    {"2025-01-27", "2025-01-27T00:00:00Z", DATE_DAY, "a day"},
    {"20250127", "2025-01-27T00:00:00Z", DATE_DAY, "a day in one run"},
    {"Mon Jan 27 14:30:00 2025", "2025-01-27T14:30:00Z", DATE_SECOND,
	"asctime"},
    {"Mon Jan 27 14:30:00 +0000 2025", "2025-01-27T14:30:00Z", DATE_SECOND,
	"asctime with a zone"},
    {"Fri, 31 Mar 2023 20:19:00 America/New_York", "2023-04-01T00:19:00Z",
	DATE_SECOND, "a place, in summer"},
    {"Tue, 31 Jan 2023 20:19:00 Asia/Shanghai", "2023-01-31T12:19:00Z",
	DATE_SECOND, "a place without summer time"},
    {"2024-05-25 오후 11:23:17", "2024-05-25T14:23:17Z", DATE_SECOND,
	"a Korean clock is Seoul's"},
    {"2024-július-13T9:15-05:00", "2024-07-13T14:15:00Z", DATE_MINUTE,
	"Hungarian"},
    {"Κυρ, 11 Ιούλ 2024 12:00:00 EST", "2024-07-11T17:00:00Z", DATE_SECOND,
	"Greek"},
    {"2025-01-27T14:30:00-05:00Z", "2025-01-27T19:30:00Z", DATE_SECOND,
	"an offset and a Z"},
    {"2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z", DATE_SECOND,
	"a leap second"},
    {"2025-01-27-05:00", "2025-01-27T00:00:00Z", DATE_DAY,
	"XML Schema: a day with a zone"},
    /* English pages */
    {"January 27, 2025", "2025-01-27T00:00:00Z", DATE_DAY, "American"},
    {"27th of January, 2025", "2025-01-27T00:00:00Z", DATE_DAY, "British"},
    {"Jan. 27, 2025, 2:30 p.m. ET", "2025-01-27T19:30:00Z", DATE_MINUTE,
	"afternoon in New York"},
    {"12:05 am", NULL, DATE_NONE, "a time alone"},
    {"Jan. 27, 2025 12:05 AM UTC", "2025-01-27T00:05:00Z", DATE_MINUTE,
	"just behind midnight"},
    {"01/27/2025", "2025-01-27T00:00:00Z", DATE_DAY, "only one reading"},
    {"27.1.2025", "2025-01-27T00:00:00Z", DATE_DAY, "dots: day first"},
    {"27 de enero de 2025", "2025-01-27T00:00:00Z", DATE_DAY, "Spanish"},
    {"27. Januar 2025", "2025-01-27T00:00:00Z", DATE_DAY, "German"},
    /* Arabic pages: both namings of months, both digit sets */
    {"27 يناير 2025", "2025-01-27T00:00:00Z", DATE_DAY, "Egyptian"},
    {"٢٧ يناير ٢٠٢٥", "2025-01-27T00:00:00Z", DATE_DAY, "Arabic digits"},
    {"27 كانون الثاني 2025", "2025-01-27T00:00:00Z", DATE_DAY, "Levantine"},
    {"24 شباط/فبراير 2025", "2025-02-24T00:00:00Z", DATE_DAY, "both names"},
    {"3 تشرين الأول / أكتوبر 2024", "2024-10-03T00:00:00Z", DATE_DAY,
	"both names of October"},
    {"الاثنين، 27 يناير 2025", "2025-01-27T00:00:00Z", DATE_DAY, "a weekday"},
    {"27 يناير 2025 02:30 مساء", "2025-01-27T14:30:00Z", DATE_MINUTE,
	"afternoon"},
    {"27 يناير 2025 02:30 ص", "2025-01-27T02:30:00Z", DATE_MINUTE, "morning"},
    {"٢٠٢٥/٠١/٢٧", "2025-01-27T00:00:00Z", DATE_DAY, "year first"},
    /* Chinese pages */
    {"2025年1月27日", "2025-01-27T00:00:00Z", DATE_DAY, "Chinese"},
    {"2025年1月27日 15:20", "2025-01-27T15:20:00Z", DATE_MINUTE, "a time"},
    {"2025年01月27日15时20分30秒", "2025-01-27T15:20:30Z", DATE_SECOND,
	"all of it"},
    {"2025年1月27日 下午3:20", "2025-01-27T15:20:00Z", DATE_MINUTE,
	"afternoon"},
    {"２０２５年１月２７日", "2025-01-27T00:00:00Z", DATE_DAY, "wide digits"},
    /* none */
    {"01/02/2025", NULL, DATE_NONE, "two readings"},
    {"27 January, 17:46", NULL, DATE_NONE, "an hour is no year"},
    {"27 января, 17:46", NULL, DATE_NONE, "nor in Russian"},
    {"27 January", NULL, DATE_NONE, "no year"},
    {"January 2025", NULL, DATE_NONE, "no day"},
    {"2025-01", NULL, DATE_NONE, "a month"},
    {"2025", NULL, DATE_NONE, "a year"},
    {"2025-02-29", NULL, DATE_NONE, "no leap year"},
    {"2025-13-01", NULL, DATE_NONE, "month 13"},
    {"31 April 2025", NULL, DATE_NONE, "a day that April lacks"},
    {"2025-01-27T25:14:00Z", NULL, DATE_NONE, "hour 25"},
    {"2025-01-27T10:61:00Z", NULL, DATE_NONE, "minute 61"},
    {"2025-01-27T10:14:61Z", NULL, DATE_NONE, "second 61"},
    {"2025-01-27T10:xx:00Z", NULL, DATE_NONE, "minute xx"},
    {"2025-01-27T10:14:00+00:xx", NULL, DATE_NONE, "a broken zone"},
    {"2025-01-27T10:14:00+99:00", NULL, DATE_NONE, "a zone of 99 hours"},
    {"2025-01-27T10:14:00-06:00Textra", NULL, DATE_NONE, "letters behind"},
    {"27.01.25", NULL, DATE_NONE, "a year that could be a day"},
    {"0100-01-01", NULL, DATE_NONE, "no feed is so old"},
    {"27 Jan 2025 1:2:3:4 GMT", NULL, DATE_NONE, "four parts of a time"},
    {"1446", NULL, DATE_NONE, "a year of another calendar"},
    {"27 Foo 2025", NULL, DATE_NONE, "no month"},
    {"soon", NULL, DATE_NONE, "words"},
    {"", NULL, DATE_NONE, "nothing"},
};

Test(date, reads_three_languages_and_never_guesses)
{
	char text[STAMP_TEXT_BYTES];

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t t = 0;
		enum date_precision p = date_parse(str_of(rows[i].text), &t);

		cr_expect_eq(p, rows[i].precision, "%s: precision %d",
		    rows[i].why, (int)p);
		if (p != DATE_NONE && rows[i].want)
			cr_expect_str_eq(stamp_format(t, text), rows[i].want,
			    "%s", rows[i].why);
	}
}

Test(date, of_a_page_without_a_zone_is_a_day)
{
	int64_t t;

	cr_expect_eq(date_parse_local(STR("2025-01-27 10:00"), &t), DATE_DAY);
	cr_expect_eq(t, stamp_days(2025, 1, 27) * STAMP_DAY);
	cr_expect_eq(
	    date_parse_local(STR("2025-01-27T23:30-05:00"), &t), DATE_MINUTE);
	cr_expect_eq(
	    date_parse_local(STR("2025-01-27T10:00Z"), &t), DATE_MINUTE);
	cr_expect_eq(date_parse_local(STR("soon"), &t), DATE_NONE);
}

static const struct {
	const char *text;
	const char *want; /* NULL: none */
	size_t at;
} lines[] = {
    {"Published 27 January 2025 by a desk", "2025-01-27", 10},
    {"发布时间：2025-01-27 10:00", "2025-01-27", 15},
    {"نشر في 27 يناير 2025", "2025-01-27", 12},
    {"R1 came out in January", NULL, 0},
    {"up 17 % since 2024", NULL, 0},
};

Test(date, is_found_inside_a_line)
{
	char text[STAMP_TEXT_BYTES];

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		int64_t t = 0;
		size_t at = 0;
		enum date_precision p =
		    date_find(str_of(lines[i].text), &t, &at);

		cr_expect_eq(
		    p != DATE_NONE, lines[i].want != NULL, "%s", lines[i].text);
		if (p == DATE_NONE || !lines[i].want)
			continue;
		cr_expect_str_eq(stamp_format_day(t, text), lines[i].want);
		cr_expect_eq(at, lines[i].at, "%s: %zu", lines[i].text, at);
	}
}

Test(date, of_the_future_or_long_past_is_not_believed)
{
	int64_t now = stamp_days(2025, 3, 1) * STAMP_DAY;

	cr_expect(date_believable(now, now));
	cr_expect(date_believable(now + STAMP_HOUR, now), "a zone ahead");
	cr_expect_not(date_believable(now + 2 * STAMP_DAY, now));
	cr_expect_not(
	    date_believable(stamp_days(1994, 12, 31) * STAMP_DAY, now));
	cr_expect(date_believable(now + 9 * STAMP_DAY, STAMP_NONE));
}

static const struct {
	const char *text, *want; /* want NULL: no date */
	const char *why;
} wide[] = {
    {"2025-11", "2025-11-01T00:00:00Z", "a month"},
    {"2025", "2025-01-01T00:00:00Z", "a year"},
    {"Nov. 2025", "2025-11-01T00:00:00Z", "a month by name"},
    {"نوفمبر 2025", "2025-11-01T00:00:00Z", "in Arabic"},
    {"نوفمبر ٢٠٢٥", "2025-11-01T00:00:00Z", "with Arabic digits"},
    {"2025年11月", "2025-11-01T00:00:00Z", "in Chinese"},
    {"2025-040", "2025-02-09T00:00:00Z", "a day of the year"},
    {"2025040", "2025-02-09T00:00:00Z", "the same in one run"},
    {"05040", "2005-02-09T00:00:00Z", "with two digits of a year"},
    {"250127", "2025-01-27T00:00:00Z", "six digits"},
    {"25-01-27", "2025-01-27T00:00:00Z", "two digits of a year"},
    {"-25-01", "2025-01-01T00:00:00Z", "a month of this century"},
    {"-2501", "2025-01-01T00:00:00Z", "the same in one run"},
    {"30.10.23", "2023-10-30T00:00:00Z", "dots: day first"},
    {"10/30/23 21:55:58", "2023-10-30T21:55:58Z", "only one reading"},
    {"Sat, 11 04 2020 08:51:49 +0100", "2020-04-11T07:51:49Z",
	"the weekday tells"},
    {"2025-001-27T10:14:55Z", "2025-01-27T10:14:55Z", "a long month"},
    {"Thu, 01 Jan 0100 00:00:01 +0100", "0099-12-31T23:00:01Z", "long ago"},
    {"1738000000", "2025-01-27T17:46:40Z", "seconds since 1970"},
    {"Mon, 11 04 2020 08:51:49", NULL, "neither of both is a Monday"},
    {"11 04 2020", NULL, "two readings"},
    {"01/02/23", NULL, "two readings, short"},
    {"22013", NULL, "a number of five digits"},
    {"013", NULL, "a number"},
    {"0000", NULL, "no year"},
    {"2025-000", NULL, "day 0"},
    {"2025-366", NULL, "a day that this year lacks"},
    {"2025-13", NULL, "month 13"},
    {"251327", NULL, "month 13 in a run"},
    {"Foo 2025", NULL, "no month"},
    {"99999999999999999999", NULL, "digits without end"},
    {"2025-013-27", NULL, "a long month 13"},
    {"", NULL, "nothing"},
};

Test(date, reads_widely_what_is_no_time_of_publication)
{
	char text[STAMP_TEXT_BYTES];

	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
		int64_t t = 0;
		bool got = date_read_wide(str_of(wide[i].text), &t);

		cr_expect_eq(got, wide[i].want != NULL, "%s", wide[i].why);
		if (got && wide[i].want)
			cr_expect_str_eq(stamp_format(t, text), wide[i].want,
			    "%s", wide[i].why);
	}
}
