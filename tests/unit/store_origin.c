/* what an article comes from: its clocks, the polls of its feed */
#include "tests/unit/store_help.h"

#define COUNT(v) (sizeof(v) / sizeof *(v))

static const struct sample first = {.id = "a",
    .text = "text one",
    .url = "https://e.org/a",
    .published = "2025-01-27T10:00:00Z",
    .precision = "second",
    .fetched = "2025-01-27T10:05:00Z",
    .model = "core-1"};

Test(origin, an_undated_article_stays_undated)
{
	struct sample a = first, b = first;
	struct obs_row r;
	struct shop s;

	a.published = NULL;
	b.text = "text two";
	shop_begin(&s);
	(void)shop_load(&s, "2025-01-28", &a, 1);
	(void)shop_load(&s, "2025-01-29", &b, 1);
	cr_expect_eq(shop_rows(&s, "article", NULL, &r), 1);
	cr_expect_eq(r.key.time, STAMP_NONE);
	shop_verify(&s);
	shop_end(&s);
}

static const char feed_poll[] =
    "{\"v\":1,\"record\":\"outcome\",\"url\":\"https://e.org/feed\",\"feed\":"
    "\"https://e.org/feed\",\"at\":\"2025-01-27T09:00:00Z\",\"status\":200,"
    "\"reason\":\"fetched\"}";

static const struct {
	const char *published, *precision, *fetched;
	enum origin origin;
	const char *why;
} origins[] = {
    {"2025-01-27T10:00:00Z", "second", "2025-01-27T10:05:00Z", ORIGIN_LIVE,
	"after the first poll"},
    {"2025-01-27T08:59:59Z", "second", "2025-01-27T09:05:00Z",
	ORIGIN_FIRST_POLL, "before it"},
    {"2025-01-10T08:00:00Z", "second", "2025-01-27T09:05:00Z",
	ORIGIN_FIRST_POLL, "long before it: not late"},
    {"2025-01-27T10:00:00Z", "second", "2025-01-30T10:00:00Z", ORIGIN_LIVE,
	"72 h"},
    {"2025-01-27T10:00:00Z", "second", "2025-01-30T10:00:01Z", ORIGIN_LATE,
	"more than 72 h"},
    {"2025-01-28", "day", "2025-02-01T00:00:00Z", ORIGIN_LIVE,
	"72 h after the end of the day"},
    {"2025-01-28", "day", "2025-02-01T00:00:01Z", ORIGIN_LATE, "more"},
    {"2025-01-27", "day", "2025-01-27T12:00:00Z", ORIGIN_FIRST_POLL,
	"the day of the poll: it may have been before"},
    {NULL, NULL, "2025-01-27T12:00:00Z", ORIGIN_LIVE, "undated"},
    {"2025-01-27T10:00:00Z", "second", NULL, ORIGIN_LIVE, "seen unknown"},
};

Test(origin, origin_follows_from_the_clocks)
{
	for (size_t i = 0; i < COUNT(origins); i++) {
		struct sample a = first;
		struct obs_row r;
		struct shop s;

		a.feed = "https://e.org/feed";
		a.published = origins[i].published;
		a.precision = origins[i].precision;
		a.fetched = origins[i].fetched;
		shop_begin(&s);
		/* the order within a batch does not matter */
		shop_load_begin(&s, "2025-02-05", false);
		shop_add(&s, &a);
		shop_add_line(&s, feed_poll);
		(void)shop_load_end(&s);
		cr_expect_eq(shop_rows(&s, "article", NULL, &r), 1);
		cr_expect_eq(r.origin, origins[i].origin, "%s: %u",
		    origins[i].why, (unsigned)r.origin);
		shop_end(&s);
	}
}

Test(origin, what_is_asked_for_is_backfill_and_stays_so)
{
	struct sample b = first;
	struct obs_row r;
	struct shop s;

	b.text = "text two";
	shop_begin(&s);
	shop_load_begin(&s, "2025-01-28", true);
	shop_add(&s, &first);
	(void)shop_load_end(&s);
	(void)shop_load(&s, "2025-01-29", &b, 1);
	cr_expect_eq(shop_rows(&s, "article", NULL, &r), 1);
	cr_expect_eq(r.origin, ORIGIN_BACKFILL);
	shop_end(&s);
}

static const struct {
	const char *line;
	bool good;
	const char *why;
} polls[] = {
    {"\"url\":\"F\",\"feed\":\"F\",\"status\":200,\"reason\":\"fetched\"", true,
	"200"},
    {"\"url\":\"F\",\"feed\":\"F\",\"status\":304,\"reason\":\"unchanged\"",
	true, "304"},
    {"\"url\":\"F\",\"feed\":\"F\",\"reason\":\"fetched\"", true, "a file:"},
    {"\"url\":\"F\",\"feed\":\"F\",\"status\":503,\"reason\":\"http-503\"",
	false, "an error"},
    {"\"url\":\"F\",\"feed\":\"F\",\"reason\":\"timeout\"", false, "no answer"},
    {"\"url\":\"P\",\"feed\":\"F\",\"status\":200,\"reason\":\"fetched\"",
	false, "a page, not the feed"},
    {"\"url\":\"F\",\"status\":200,\"reason\":\"fetched\"", false, "no feed"},
};

Test(origin, the_first_good_poll_is_of_the_feed_itself)
{
	for (size_t i = 0; i < COUNT(polls); i++) {
		char line[400];
		struct err e = {0};
		int64_t first_poll;
		struct shop s;

		(void)snprintf(line, sizeof line,
		    "{\"v\":1,\"record\":\"outcome\",\"at\":"
		    "\"2025-01-27T09:00:00Z\",%s}",
		    polls[i].line);
		shop_begin(&s);
		shop_load_begin(&s, "2025-01-28", false);
		shop_add_line(&s, line);
		cr_expect_eq(shop_load_end(&s).events, 1);
		struct reader *r = shop_read(&s, NULL);

		cr_expect_eq(read_feed_first(r, STR("F"), &first_poll, &e),
		    polls[i].good, "%s", polls[i].why);
		read_end(r);
		shop_end(&s);
	}
}

Test(origin, an_attempt_that_is_told_twice_counts_once)
{
	struct obs_row r;
	struct shop s;
	static const char other[] =
	    "{\"v\":1,\"record\":\"outcome\",\"url\":\"https://e.org/feed\","
	    "\"feed\":\"https://e.org/feed\",\"at\":\"2025-01-27T09:00:00Z\","
	    "\"status\":304,\"reason\":\"unchanged\"}";

	shop_begin(&s);
	for (int i = 0; i < 2; i++) {
		shop_load_begin(&s, "2025-01-28", false);
		shop_add_line(&s, feed_poll);
		shop_add_line(&s, other);
		shop_add_line(&s, feed_poll);
		cr_expect_eq(shop_load_end(&s).events, i == 0);
	}
	cr_expect_eq(shop_rows(&s, "outcome/https://e.org/feed", NULL, &r), 1);
	cr_expect_eq(r.status, 200);
	shop_end(&s);
}
