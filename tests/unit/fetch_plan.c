/* When a feed is asked again: intervals, failures, headers, moves, clocks. */
#include "fetch/http_when.h"
#include "fetch/poll_plan.h"

#include <criterion/criterion.h>

static const int64_t now = INT64_C(1738000000) * STAMP_SECOND;

static struct feed_spec spec(void)
{
	return (struct feed_spec){
	    .url = STR("http://a.example/feed"), .interval = 3600};
}

static struct feed_memory fresh(void)
{
	return (struct feed_memory){.next_due = STAMP_NONE,
	    .last_try = STAMP_NONE,
	    .last_success = STAMP_NONE,
	    .planned = STAMP_NONE};
}

static struct poll_result good(bool changed)
{
	return (struct poll_result){
	    .changed = changed,
	    .etag = STR("\"e\""),
	    .at = STR("http://a.example/feed"),
	    .digest = changed ? STR("sha256:1") : (struct str){NULL, 0},
	};
}

/* the wait without its jitter, which is a twentieth at most */
static void waits(const struct feed_memory *m, long seconds, const char *why)
{
	int64_t wait = m->next_due - now, want = seconds * STAMP_SECOND;

	cr_expect(wait >= want && wait <= want + want / 20, "%s: %lld s", why,
	    (long long)(wait / STAMP_SECOND));
}

Test(poll_plan, grows_by_half_and_shrinks_by_a_fifth)
{
	struct feed_spec s = spec();
	struct feed_memory m = fresh();
	struct poll_result same = good(false), news = good(true);

	cr_expect(poll_plan_due(&m, &s, now), "never polled");
	poll_plan_success(&m, &s, &news, now);
	waits(&m, 3600, "the first time");
	poll_plan_success(&m, &s, &same, now);
	waits(&m, 5400, "unchanged");
	poll_plan_success(&m, &s, &same, now);
	waits(&m, 8100, "unchanged again");
	poll_plan_success(&m, &s, &news, now);
	waits(&m, 6480, "changed");
	for (int i = 0; i < 20; i++)
		poll_plan_success(&m, &s, &same, now);
	waits(&m, 86400, "a day at most");
	for (int i = 0; i < 40; i++)
		poll_plan_success(&m, &s, &news, now);
	waits(&m, 3600, "never under what the list says");
}

Test(poll_plan, the_largest_of_list_feed_and_headers)
{
	struct feed_spec s = spec();
	struct feed_memory m = fresh();
	struct poll_result r = good(true);

	m.ttl = 7200;
	poll_plan_success(&m, &s, &r, now);
	waits(&m, 7200, "what the feed says");
	r.fresh = 3 * STAMP_HOUR;
	poll_plan_success(&m, &s, &r, now);
	waits(&m, 10800, "what the headers say");
	r.fresh = 0;
	m.ttl = 30 * 86400;
	poll_plan_success(&m, &s, &r, now);
	waits(&m, 86400, "a day at most");
	s.interval = 7 * 86400;
	s.interval_set = 1;
	poll_plan_success(&m, &s, &r, now);
	waits(&m, 7 * 86400, "unless the list says more");
}

Test(poll_plan, without_validators_once_a_day_unless_the_list_says_otherwise)
{
	struct feed_spec s = spec();
	struct feed_memory m = fresh();
	struct poll_result r = good(true);

	r.etag = (struct str){NULL, 0};
	poll_plan_success(&m, &s, &r, now);
	waits(&m, 86400, "each request costs a whole answer");
	m = fresh();
	s.interval_set = 1;
	s.interval = 600;
	poll_plan_success(&m, &s, &r, now);
	waits(&m, 600, "the list's word");
}

Test(poll_plan, failures_come_later_never_sooner)
{
	struct feed_spec s = spec();
	struct feed_memory m = fresh();
	struct poll_result same = good(false), bad = {.reason = "http-500"};

	for (int i = 0; i < 4; i++)
		poll_plan_success(&m, &s, &same, now);
	long interval = m.interval;

	poll_plan_failure(&m, &s, &bad, now);
	waits(&m, interval, "not sooner than without the failure");
	cr_expect_eq(m.failures, 1);
	poll_plan_failure(&m, &s, &bad, now);
	waits(&m, 2 * interval, "doubled");
	for (int i = 0; i < 80; i++)
		poll_plan_failure(&m, &s, &bad, now);
	waits(&m, 86400, "a day at most");
	poll_plan_success(&m, &s, &same, now);
	cr_expect_eq(m.failures, 0);
	cr_expect_null(m.reason.p);
}

Test(poll_plan, waits_as_long_as_it_is_told_to)
{
	struct feed_spec s = spec();
	struct feed_memory m = fresh();
	struct poll_result bad = {
	    .reason = "http-503", .put_off = 5 * STAMP_HOUR};

	poll_plan_failure(&m, &s, &bad, now);
	waits(&m, 5 * 3600, "Retry-After");
	bad.put_off = STAMP_SECOND;
	m = fresh();
	poll_plan_failure(&m, &s, &bad, now);
	waits(&m, 3600, "but not sooner than by itself");
	poll_plan_put_off(&m, &s, now + STAMP_HOUR);
	cr_expect_eq(m.failures, 1, "put off is no failure");
	cr_expect(!poll_plan_due(&m, &s, now + STAMP_HOUR - 1));
	cr_expect(poll_plan_due(&m, &s, now + STAMP_HOUR + STAMP_MINUTE));
}

Test(poll_plan, keeps_validators_as_the_last_answer_had_them)
{
	struct feed_spec s = spec();
	struct feed_memory m = fresh();
	struct poll_result r = good(true);

	r.modified = STR("yesterday");
	poll_plan_success(&m, &s, &r, now);
	r = (struct poll_result){.at = r.at};
	poll_plan_success(&m, &s, &r, now);
	cr_expect(str_eq(m.etag, STR("\"e\"")), "a 304 may leave it out");
	r.etag = STR("\"f\"");
	poll_plan_success(&m, &s, &r, now);
	cr_expect(str_eq(m.etag, STR("\"f\"")), "or change it");
	cr_expect(str_eq(m.modified, STR("yesterday")));
	r = (struct poll_result){
	    .changed = true, .at = r.at, .digest = STR("sha256:2")};
	poll_plan_success(&m, &s, &r, now);
	cr_expect_eq(m.etag.n, 0, "a 200 without one has none");
	cr_expect_eq(m.modified.n, 0);
	r.at = STR("http://b.example/");
	r.etag = STR("\"b\"");
	poll_plan_success(&m, &s, &r, now);
	cr_expect(str_eq(m.validated, r.at), "they belong to their address");
}

Test(poll_plan, believes_a_new_address_after_three_sightings)
{
	struct feed_spec s = spec();
	struct feed_memory m = fresh();
	struct poll_result r = good(true), bad = {.reason = "http-404"};

	r.moved = STR("http://b.example/");
	poll_plan_success(&m, &s, &r, now);
	poll_plan_success(&m, &s, &r, now);
	cr_expect_lt(m.moved_seen, POLL_PLAN_MOVED);
	r.moved = STR("http://c.example/");
	poll_plan_success(&m, &s, &r, now);
	cr_expect_eq(m.moved_seen, 1, "another one begins anew");
	poll_plan_success(&m, &s, &r, now);
	poll_plan_success(&m, &s, &r, now);
	cr_expect_eq(m.moved_seen, POLL_PLAN_MOVED);
	poll_plan_failure(&m, &s, &bad, now);
	cr_expect_eq(m.moved_seen, 0, "forgotten when it fails");
	r.moved = (struct str){NULL, 0};
	m.moved_seen = 2;
	poll_plan_success(&m, &s, &r, now);
	cr_expect_eq(m.moved_seen, 0, "or when it is told no more");
}

Test(poll_plan, a_clock_that_jumps_makes_no_starvation)
{
	struct feed_spec s = spec();
	struct feed_memory m = fresh();
	struct poll_result r = good(true);

	poll_plan_success(&m, &s, &r, now + 400 * STAMP_DAY);
	cr_expect(poll_plan_due(&m, &s, now), "planned in a year to come");
	poll_plan_success(&m, &s, &r, now + 5 * STAMP_HOUR);
	cr_expect(poll_plan_due(&m, &s, now), "or a few hours ahead");
	poll_plan_success(&m, &s, &r, now);
	cr_expect_not(poll_plan_due(&m, &s, now));
	cr_expect_not(poll_plan_due(&m, &s, now - 30 * STAMP_SECOND),
	    "a small step back is no jump");
}

Test(poll_plan, feeds_do_not_come_in_step)
{
	struct feed_memory m = fresh();
	struct poll_result r = good(true);
	int64_t first = 0;
	int equal = 0;
	char url[] = "http://a.example/0";

	for (char c = '0'; c <= '9'; c++) {
		struct feed_spec s = spec();

		url[17] = c;
		s.url = str_of(url);
		m = fresh();
		poll_plan_success(&m, &s, &r, now);
		equal += m.next_due == first;
		first = m.next_due;
	}
	cr_expect_eq(equal, 0);
}

#define DATE "Date: Mon, 27 Jan 2025 10:00:00 GMT\r\n"

static const struct {
	const char *head;
	int64_t seconds;
	const char *why;
} retries[] = {
    {"Retry-After: 120\r\n", 120, "seconds"},
    {"Retry-After: 0\r\n", 1, "at least one"},
    {"Retry-After: 99999999999999999999\r\n", 86400, "a day at most"},
    {"Retry-After: -5\r\n", 0, "negative: not said"},
    {"Retry-After: soon\r\n", 0, "a word"},
    {"Retry-After: \r\n", 0, "nothing"},
    {"X: 1\r\n", 0, "not there"},
    {DATE "Retry-After: Mon, 27 Jan 2025 10:02:00 GMT\r\n", 120, "a date"},
    {DATE "Retry-After: Monday, 27-Jan-25 10:02:00 GMT\r\n", 120, "of old"},
    {DATE "Retry-After: Mon Jan 27 10:02:00 2025\r\n", 120, "asctime's"},
    {DATE "Retry-After: Mon, 27 Jan 2020 10:02:00 GMT\r\n", 1, "past"},
    {DATE "Retry-After: Mon, 27 Jan 2099 10:02:00 GMT\r\n", 86400, "absurd"},
    {DATE "Retry-After: Mon, 27 Jan 9999999 10:02:00 GMT\r\n", 86400,
	"more than absurd"},
    {DATE "Retry-After: Mon, 99 Foo 2025 99:99:99 GMT\r\n", 0, "no date"},
    {"Retry-After: Mon, 27 Jan 2025 17:46:50 GMT\r\n", 10,
	"without a Date by our clock"},
};

static const struct {
	const char *head;
	int64_t seconds;
	const char *why;
} ages[] = {
    {"Cache-Control: max-age=600\r\n", 600, "max-age"},
    {"Cache-Control: public, Max-Age = \"600\"\r\n", 600, "quoted"},
    {"Cache-Control: max-age=0\r\n", 0, "none"},
    {"Cache-Control: max-age=-1\r\n", 0, "negative"},
    {"Cache-Control: max-age=99999999999999999999\r\n", 86400, "a day"},
    {"Cache-Control: no-cache, max-age=600\r\n", 0, "forbidden"},
    {"Cache-Control: no-store\r\nExpires: Mon, 27 Jan 2099 10:02:00 GMT\r\n", 0,
	"forbidden too"},
    {DATE "Expires: Mon, 27 Jan 2025 11:00:00 GMT\r\n", 3600, "Expires"},
    {DATE "Expires: 0\r\n", 0, "in the past, as many write it"},
    {DATE "Expires: Mon, 27 Jan 2024 11:00:00 GMT\r\n", 0, "past"},
    {"Cache-Control: max-age=60\r\nExpires: Mon, 27 Jan 2099 10:02:00 GMT\r\n",
	60, "max-age is stronger"},
    {"Cache-Control: s-max-age=60\r\n", 0, "of another cache"},
    {"", 0, "nothing said"},
};

Test(http_when, reads_retry_after_and_clamps_it)
{
	for (size_t i = 0; i < sizeof retries / sizeof *retries; i++)
		cr_expect_eq(http_when_retry(str_of(retries[i].head), now),
		    retries[i].seconds * STAMP_SECOND, "%s", retries[i].why);
}

Test(http_when, tells_how_long_an_answer_is_fresh)
{
	for (size_t i = 0; i < sizeof ages / sizeof *ages; i++)
		cr_expect_eq(http_when_fresh(str_of(ages[i].head), now),
		    ages[i].seconds * STAMP_SECOND, "%s", ages[i].why);
}
