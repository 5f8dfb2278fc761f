#include "store/query/bucket.h"
#include "store/query/range.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* 2025-03-30T10:30:00Z; in Berlin 12:30, on the day the clocks go forward */
static int64_t now(void)
{
	int64_t t = 0;

	cr_assert(stamp_parse(STR("2025-03-30T10:30:00Z"), &t));
	return t;
}

static const struct {
	const char *word, *zone;
	const char *want; /* NULL: refused */
	const char *why;
} rows[] = {
    {"now", "UTC", "2025-03-30T10:30:00Z", "the clock"},
    {"today", "UTC", "2025-03-30T00:00:00Z", "the day's beginning"},
    {"yesterday", "UTC", "2025-03-29T00:00:00Z", "the one before"},
    {"today", "Asia/Shanghai", "2025-03-29T16:00:00Z", "their midnight"},
    {"today", "Pacific/Kiritimati", "2025-03-30T10:00:00Z", "14 h ahead"},
    {"12h", "UTC", "2025-03-29T22:30:00Z", "hours ago"},
    {"90m", "UTC", "2025-03-30T09:00:00Z", "minutes ago"},
    {"45s", "UTC", "2025-03-30T10:29:15Z", "seconds ago"},
    {"-7d", "UTC", "2025-03-23T10:30:00Z", "a sign is no matter"},
    {"2w", "UTC", "2025-03-16T10:30:00Z", "weeks"},
    {"1M", "UTC", "2025-02-28T10:30:00Z", "no 30th of February"},
    {"13M", "UTC", "2024-02-29T10:30:00Z", "but a leap day"},
    {"1y", "UTC", "2024-03-30T10:30:00Z", "years"},
    {"1d", "Europe/Berlin", "2025-03-29T11:30:00Z",
	"the same time on the wall, 23 hours ago"},
    {"24h", "Europe/Berlin", "2025-03-29T10:30:00Z", "hours are hours"},
    {"0d", "UTC", "2025-03-30T10:30:00Z", "now, in days"},
    {"@0", "UTC", "1970-01-01T00:00:00Z", "the epoch"},
    {"@1743330600.25", "UTC", "2025-03-30T10:30:00.250000Z", "a fraction"},
    {"@-1", "UTC", "1969-12-31T23:59:59Z", "before it"},
    {"2025-01-27", "UTC", "2025-01-27T00:00:00Z", "a day"},
    {"2025-01-27", "America/New_York", "2025-01-27T05:00:00Z",
	"a day of the zone"},
    {"2025-01-27T14:30", "America/New_York", "2025-01-27T19:30:00Z",
	"the wall of the zone"},
    {"2025-01-27T14:30Z", "America/New_York", "2025-01-27T14:30:00Z",
	"RFC 3339 knows its own"},
    {"2025-01-27T14:30:00+08:00", "UTC", "2025-01-27T06:30:00Z", "an offset"},
    {"2025-03-30T02:30", "Europe/Berlin", "2025-03-30T01:00:00Z",
	"in the gap: its end"},
    {"2024-10-27T02:30", "Europe/Berlin", "2024-10-27T00:30:00Z",
	"twice: the first"},
    {"", "UTC", NULL, "nothing"},
    {"30", "UTC", NULL, "no unit"},
    {"d", "UTC", NULL, "no number"},
    {"30x", "UTC", NULL, "an unknown unit"},
    {"+3d", "UTC", NULL, "the future"},
    {"--3d", "UTC", NULL, "two signs"},
    {"3 d", "UTC", NULL, "a space inside"},
    {"99999999d", "UTC", NULL, "older than time"},
    {"tomorrow", "UTC", NULL, "not known yet"},
    {"Today", "UTC", NULL, "words are lower case"},
    {"@", "UTC", NULL, "no seconds"},
    {"@12x", "UTC", NULL, "a tail"},
    {"2025-02-30", "UTC", NULL, "no such day"},
    {"27.1.2025", "UTC", NULL, "another order"},
};

Test(range, reads_the_words_for_a_moment)
{
	char text[STAMP_TEXT_BYTES];

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct err e = {0};
		struct zone *z = zone_open(str_of(rows[i].zone), &e);
		int64_t t = STAMP_NONE;

		cr_assert_not_null(z, "%s", rows[i].zone);
		int rc = range_instant(str_of(rows[i].word), now(), z, &t, &e);

		cr_expect_eq(rc == 0, rows[i].want != NULL, "'%s': %s",
		    rows[i].word, rows[i].why);
		if (rows[i].want)
			cr_expect_str_eq(stamp_format(t, text), rows[i].want,
			    "'%s': %s", rows[i].word, rows[i].why);
		else
			cr_expect_eq(e.code, EXIT_USAGE);
		zone_close(z);
	}
}

static const struct {
	const char *name;
	bool good;
	const char *why;
} zones[] = {
    {"UTC", true, "the default"},
    {"Asia/Shanghai", true, "a zone"},
    {"America/Argentina/Buenos_Aires", true, "three parts"},
    {"Asia/Calcutta", true, "an old name"},
    {"Mars/Olympus", false, "no such place"},
    {"", false, "nothing"},
    {"asia/shanghai/x/y/z/asia/shanghai/x/y/z/asia/shanghai/x/y/z/asia/shan",
	false, "too long"},
    {"Asia\tShanghai", false, "a control byte"},
    {"../../etc/passwd", false, "a path"},
};

Test(zone, knows_the_names_of_the_database)
{
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		struct err e = {0};
		struct zone *z = zone_open(str_of(zones[i].name), &e);

		cr_expect_eq(z != NULL, zones[i].good, "%s", zones[i].why);
		cr_expect_eq(
		    e.code, zones[i].good ? 0 : EXIT_USAGE, "%s", zones[i].why);
		zone_close(z);
	}
}

static const struct {
	const char *every, *zone;
	int ends; /* hours behind midnight */
	const char *at, *begin, *next;
	const char *why;
} buckets[] = {
    {"1h", "UTC", 0, "2025-01-27T14:59:59Z", "2025-01-27T14:00:00Z",
	"2025-01-27T15:00:00Z", "an hour"},
    {"1h", "Asia/Kolkata", 0, "2025-01-27T14:59:59Z", "2025-01-27T14:30:00Z",
	"2025-01-27T15:30:00Z", "half an hour apart"},
    {"1d", "UTC", 0, "2025-01-27T00:00:00Z", "2025-01-27T00:00:00Z",
	"2025-01-28T00:00:00Z", "its first moment belongs to a day"},
    {"1d", "UTC", 0, "1969-12-31T12:00:00Z", "1969-12-31T00:00:00Z",
	"1970-01-01T00:00:00Z", "before the epoch"},
    {"1d", "Europe/Berlin", 0, "2025-03-30T10:00:00Z", "2025-03-29T23:00:00Z",
	"2025-03-30T22:00:00Z", "a day of 23 hours"},
    {"1d", "Europe/Berlin", 0, "2024-10-27T10:00:00Z", "2024-10-26T22:00:00Z",
	"2024-10-27T23:00:00Z", "a day of 25 hours"},
    {"1d", "Asia/Beirut", 0, "2021-03-28T10:00:00Z", "2021-03-27T22:00:00Z",
	"2021-03-28T21:00:00Z", "a day without a midnight"},
    {"1d", "America/Havana", 0, "2024-11-03T10:00:00Z", "2024-11-03T04:00:00Z",
	"2024-11-04T05:00:00Z", "a day with two midnights begins at the first"},
    {"1d", "America/New_York", 16, "2025-01-27T20:59:59Z",
	"2025-01-26T21:00:00Z", "2025-01-27T21:00:00Z", "ends at the close"},
    {"1d", "America/New_York", 16, "2025-01-27T21:00:00Z",
	"2025-01-27T21:00:00Z", "2025-01-28T21:00:00Z",
	"after the close: the next day"},
    {"1w", "UTC", 0, "2025-01-01T12:00:00Z", "2024-12-30T00:00:00Z",
	"2025-01-06T00:00:00Z", "the week over the new year"},
    {"1w", "UTC", 0, "2025-01-26T23:59:59Z", "2025-01-20T00:00:00Z",
	"2025-01-27T00:00:00Z", "Sunday is the last day"},
    {"1w", "UTC", 0, "2025-01-27T00:00:00Z", "2025-01-27T00:00:00Z",
	"2025-02-03T00:00:00Z", "Monday the first"},
    {"1w", "America/New_York", 16, "2025-01-26T21:00:00Z",
	"2025-01-26T21:00:00Z", "2025-02-02T21:00:00Z",
	"Monday's day begins on Sunday"},
    {"1M", "UTC", 0, "2024-02-29T12:00:00Z", "2024-02-01T00:00:00Z",
	"2024-03-01T00:00:00Z", "a leap month"},
    {"1M", "UTC", 0, "2024-12-31T23:59:59Z", "2024-12-01T00:00:00Z",
	"2025-01-01T00:00:00Z", "over the new year"},
    {"1M", "Asia/Shanghai", 0, "2025-01-31T16:00:00Z", "2025-01-31T16:00:00Z",
	"2025-02-28T16:00:00Z", "their first"},
};

Test(bucket, begins_and_ends_on_the_wall_of_the_zone)
{
	char text[STAMP_TEXT_BYTES];

	for (size_t i = 0; i < sizeof buckets / sizeof *buckets; i++) {
		struct err e = {0};
		struct zone *z = zone_open(str_of(buckets[i].zone), &e);
		struct bucket_rule r = {
		    .zone = z, .day_ends = buckets[i].ends * STAMP_HOUR};
		int64_t at;

		cr_assert(bucket_unit_read(str_of(buckets[i].every), &r.every));
		cr_assert(stamp_parse(str_of(buckets[i].at), &at));
		int64_t begin = bucket_begin(&r, at);
		int64_t next = bucket_step(&r, begin, 1);

		cr_expect_str_eq(stamp_format(begin, text), buckets[i].begin,
		    "%s", buckets[i].why);
		cr_expect_str_eq(stamp_format(next, text), buckets[i].next,
		    "%s", buckets[i].why);
		cr_expect_eq(bucket_step(&r, next, -1), begin, "back: %s",
		    buckets[i].why);
		cr_expect_eq(
		    bucket_begin(&r, begin), begin, "%s", buckets[i].why);
		zone_close(z);
	}
}

Test(bucket, buckets_of_three_years_meet_without_a_gap)
{
	static const char *const names[] = {"UTC", "Europe/Berlin",
	    "Australia/Lord_Howe", "America/Havana", "Asia/Tehran"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct err e = {0};
		struct zone *z = zone_open(str_of(names[i]), &e);

		for (int every = BUCKET_HOUR; every <= BUCKET_MONTH; every++) {
			struct bucket_rule r = {
			    (enum bucket_unit)every, z, 0, NULL, 0, 0};
			int64_t t = bucket_begin(&r, now() - 1100 * STAMP_DAY);

			for (int k = 0; t < now(); k++) {
				int64_t next = bucket_step(&r, t, 1);

				cr_assert_gt(next, t, "%s", names[i]);
				cr_assert_eq(bucket_begin(&r, t), t);
				cr_assert_eq(bucket_begin(&r, next - 1), t,
				    "%s, bucket %d of %s", names[i], k,
				    bucket_unit_word(r.every));
				/* every hour of three years is not needed */
				t = every == BUCKET_HOUR && k % 30 == 29
					? bucket_begin(&r, next + 5 * STAMP_DAY)
					: next;
			}
		}
		zone_close(z);
	}
}

Test(bucket, other_lengths_are_refused)
{
	static const char *const bad[] = {
	    "", "1m", "2d", "1D", "d", "1y", "1h ", "60m"};
	enum bucket_unit unit;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		cr_expect_not(
		    bucket_unit_read(str_of(bad[i]), &unit), "%s", bad[i]);
}

Test(zone, writes_times_with_their_offset)
{
	char text[ZONE_TEXT_BYTES];
	struct err e = {0};
	struct zone *utc = zone_open(STR("UTC"), &e);
	struct zone *kolkata = zone_open(STR("Asia/Kolkata"), &e);
	struct zone *york = zone_open(STR("America/New_York"), &e);

	cr_assert(utc && kolkata && york);
	cr_expect_str_eq(zone_format(utc, 0, text), "1970-01-01T00:00:00Z");
	cr_expect_str_eq(
	    zone_format(kolkata, now(), text), "2025-03-30T16:00:00+05:30");
	cr_expect_str_eq(
	    zone_format(york, now(), text), "2025-03-30T06:30:00-04:00");
	cr_expect_str_eq(zone_format(york, STAMP_NONE, text), "");
	cr_expect_str_eq(zone_format_short(utc, 0, true, text), "1970-01-01");
	cr_expect_str_eq(
	    zone_format_short(utc, 0, false, text), "1970-01-01 00:00");
	cr_expect_str_eq(
	    zone_format_short(york, now(), true, text), "2025-03-30 06:30");
	zone_close(utc);
	zone_close(kolkata);
	zone_close(york);
}

Test(calendar, closed_days_join_the_next_open_one)
{
	static const struct {
		const char *t, *begin, *end, *why;
	} cases[] = {
	    {"2025-01-24T12:00Z", "2025-01-24T00:00Z", "2025-01-25T00:00Z",
		"a Friday is itself"},
	    {"2025-01-25T12:00Z", "2025-01-25T00:00Z", "2025-01-28T00:00Z",
		"a Saturday counts for Monday"},
	    {"2025-01-27T12:00Z", "2025-01-25T00:00Z", "2025-01-28T00:00Z",
		"Monday begins on Saturday"},
	    {"2025-01-28T00:00Z", "2025-01-28T00:00Z", "2025-01-29T00:00Z",
		"a Tuesday is itself"},
	};
	struct err e = {0};
	struct zone *z = zone_open(STR("UTC"), &e);
	struct calendar c;

	cr_assert_eq(calendar_read(&c, "weekdays", &e), 0);
	struct bucket_rule r = {BUCKET_DAY, z, 0, &c, 0, 0};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t t, begin, end;

		cr_assert(stamp_parse(str_of(cases[i].t), &t));
		cr_assert(stamp_parse(str_of(cases[i].begin), &begin));
		cr_assert(stamp_parse(str_of(cases[i].end), &end));
		cr_expect_eq(bucket_begin(&r, t), begin, "%s", cases[i].why);
		cr_expect_eq(
		    bucket_step(&r, begin, 1), end, "%s", cases[i].why);
		cr_expect_eq(
		    bucket_step(&r, end, -1), begin, "%s", cases[i].why);
		cr_expect_eq(bucket_step(&r, bucket_step(&r, begin, 9), -9),
		    begin, "%s", cases[i].why);
	}
	calendar_release(&c);
	zone_close(z);
}

static int read_text(const char *text, struct err *e)
{
	char path[] = "/tmp/jevons-calendar-XXXXXX";
	struct calendar c;
	int fd = mkstemp(path);

	cr_assert(fd >= 0 && write(fd, text, strlen(text)) >= 0);
	close(fd);
	int rc = calendar_read(&c, path, e);

	if (rc == 0) {
		/* a holiday, a weekday in the file, an open day */
		cr_expect_not(calendar_open(&c, stamp_days(2025, 12, 25)));
		cr_expect_not(calendar_open(&c, stamp_days(2025, 12, 27)));
		cr_expect(calendar_open(&c, stamp_days(2025, 12, 24)));
		cr_expect_eq(calendar_next(&c, stamp_days(2025, 12, 25)),
		    stamp_days(2025, 12, 26));
	}
	calendar_release(&c);
	unlink(path);
	return rc;
}

Test(calendar, reads_files_and_refuses_what_is_no_day)
{
	static const struct {
		const char *text;
		int code;
		const char *why;
	} cases[] = {
	    {"# closed\n2025-12-25 # Christmas\n\nsat\nSUN\n", 0, "good"},
	    {"2025-13-01\n", EXIT_DATA, "no such month"},
	    {"christmas\n", EXIT_DATA, "no day"},
	    {"mon\ntue\nwed\nthu\nfri\nsat\nsun\n", EXIT_USAGE,
		"all are closed"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct err e = {0};
		int rc = read_text(cases[i].text, &e);

		cr_expect_eq(rc, cases[i].code ? -1 : 0, "%s", cases[i].why);
		cr_expect_eq(
		    e.code, cases[i].code, "%s: %s", cases[i].why, e.text);
	}
}
