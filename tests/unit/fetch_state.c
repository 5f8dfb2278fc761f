#include "fetch/fetch_state.h"
#include "fetch/host_lease.h"
#include "fetch/retry_state.h"
#include "fetch/robots_state.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fetch/base/buf.h"

struct place {
	char folder[64], path[96];
	struct arena arena;
	struct err e;
};

static struct fetch_state *open_new(struct place *p)
{
	*p = (struct place){0};
	(void)snprintf(p->folder, sizeof p->folder, "/tmp/jevons-state-XXXXXX");
	cr_assert_not_null(mkdtemp(p->folder));
	(void)snprintf(p->path, sizeof p->path, "%s/fetch.lmdb", p->folder);
	struct fetch_state *s = fetch_state_open(p->path, false, &p->e);

	cr_assert_not_null(s, "%s", p->e.text);
	return s;
}

static void remove_all(struct place *p, struct fetch_state *s)
{
	char lock[128];

	fetch_state_close(s);
	arena_release(&p->arena);
	(void)snprintf(lock, sizeof lock, "%s-lock", p->path);
	(void)unlink(lock);
	(void)unlink(p->path);
	(void)rmdir(p->folder);
}

Test(fetch_state, a_feed_comes_back_as_it_was_put)
{
	struct place p;
	struct fetch_state *s = open_new(&p);
	struct feed_memory m,
	    out = {
		.name = STR("paper"),
		.etag = STR("W/\"a\\\" %41 \xD8 b\""),
		.modified = STR("Mon, 27 Jan 2025 10:00:00 GMT"),
		.reason = STR("http-503"),
		.next_due = INT64_C(1738000000000000),
		.last_try = INT64_C(1737990000000000),
		.last_success = STAMP_NONE,
		.failures = 3,
		.polls = 17,
		.interval = 5400,
		.gone = true,
	    };

	cr_assert_eq(
	    fetch_state_feed(s, STR("http://a/"), &p.arena, &m, &p.e), 0);
	cr_assert_eq(m.next_due, STAMP_NONE, "unknown is not 0");
	fetch_state_note_feed(s, STR("http://a/"), &out);
	cr_assert_eq(fetch_state_flush(s, &p.e), 0, "%s", p.e.text);
	cr_assert_eq(
	    fetch_state_feed(s, STR("http://a/"), &p.arena, &m, &p.e), 1);
	cr_assert(str_eq(m.name, out.name));
	cr_assert(str_eq(m.etag, out.etag), "opaque bytes");
	cr_assert(str_eq(m.modified, out.modified));
	cr_assert(str_eq(m.reason, out.reason));
	cr_assert_eq(m.next_due, out.next_due);
	cr_assert_eq(m.last_try, out.last_try);
	cr_assert_eq(m.last_success, STAMP_NONE);
	cr_assert_eq(m.failures, 3);
	cr_assert_eq(m.polls, 17);
	cr_assert_eq(m.interval, 5400);
	cr_assert(m.gone);
	remove_all(&p, s);
}

Test(fetch_state, an_item_counts_once_for_its_feed)
{
	struct place p;
	struct fetch_state *s = open_new(&p);
	struct feed_memory feed = {.next_due = STAMP_NONE,
	    .last_try = STAMP_NONE,
	    .last_success = STAMP_NONE};
	struct item_memory m, item = {.updated = STR("u"),
				  .digest = STR("d"),
				  .feed = STR("http://a/"),
				  .attempts = 2,
				  .next_try = 99,
				  .told = true};

	fetch_state_note_feed(s, STR("http://a/"), &feed);
	cr_assert_eq(fetch_state_flush(s, &p.e), 0, "%s", p.e.text);
	fetch_state_note_item(s, STR("1"), &item);
	cr_assert_eq(fetch_state_flush(s, &p.e), 0, "%s", p.e.text);
	fetch_state_note_item(s, STR("1"), &item);
	cr_assert_eq(fetch_state_flush(s, &p.e), 0, "%s", p.e.text);
	fetch_state_note_item(s, STR("2"), &item);
	cr_assert_eq(fetch_state_flush(s, &p.e), 0, "%s", p.e.text);
	cr_assert_eq(
	    fetch_state_feed(s, STR("http://a/"), &p.arena, &feed, &p.e), 1);
	cr_assert_eq(feed.items, 2);
	cr_assert_eq(fetch_state_item(s, STR("1"), &p.arena, &m, &p.e), 1);
	cr_assert(str_eq(m.updated, STR("u")) && str_eq(m.digest, STR("d")));
	cr_assert(str_eq(m.feed, STR("http://a/")));
	cr_assert_eq(m.attempts, 2);
	cr_assert_eq(m.next_try, 99);
	cr_assert(m.told && !m.fetched);
	cr_assert_eq(fetch_state_item(s, STR("3"), &p.arena, &m, &p.e), 0);
	remove_all(&p, s);
}

Test(fetch_state, keys_of_any_length_are_taken)
{
	struct place p;
	struct fetch_state *s = open_new(&p);
	struct feed_memory m = {.polls = 1}, out;
	struct feed_row *rows;
	struct buf url;
	size_t n;

	buf_init(&url, 8192);
	buf_puts(&url, "http://a.example/");
	for (int i = 0; i < 2000; i++)
		buf_char(&url, 'x');
	struct str a = arena_str(&p.arena, buf_view(&url));

	buf_char(&url, 'y');
	fetch_state_note_feed(s, a, &m);
	cr_assert_eq(fetch_state_flush(s, &p.e), 0, "%s", p.e.text);
	cr_assert_eq(fetch_state_feed(s, buf_view(&url), &p.arena, &out, &p.e),
	    0, "another long key");
	cr_assert_eq(fetch_state_feeds(s, &p.arena, &rows, &n, &p.e), 0);
	cr_assert_eq(n, 1);
	cr_assert(str_eq(rows[0].url, a), "the whole URL, not its digest");
	cr_assert_eq(
	    fetch_state_feed(s, (struct str){NULL, 0}, &p.arena, &out, &p.e), 0,
	    "an empty key is never there");
	buf_release(&url);
	remove_all(&p, s);
}

Test(fetch_state, a_reader_may_come_before_the_writer)
{
	struct place p;
	struct err e = {0};
	struct fetch_state *s = open_new(&p);

	cr_assert_null(fetch_state_open("/nowhere/fetch.lmdb", true, &e));
	cr_assert_eq(e.code, EXIT_CANTCREAT);
	remove_all(&p, s);
}

/* one lease in a transaction of its own */
static int64_t lease(struct fetch_state *s, struct str host, int64_t now,
    int64_t hold, int64_t gap)
{
	struct host_leases l;
	struct err e = {0};

	host_leases_begin(&l, s);
	int64_t wait = host_leases_take(&l, host, now, hold, gap, &e);

	cr_assert_eq(host_leases_end(&l, &e), 0, "%s", e.text);
	return wait;
}

static void give(
    struct fetch_state *s, struct str host, int64_t now, int64_t next)
{
	struct err e = {0};

	host_lease_give(s, host, now, next);
	cr_assert_eq(host_lease_wait(s, host, now, &e),
	    next - now > HOST_LEASE_MAX ? 0 : next - now,
	    "what is noted holds already");
	cr_assert_eq(fetch_state_flush(s, &e), 0, "%s", e.text);
}

static const int64_t then = INT64_C(1738000000000000);

Test(host_lease, one_at_a_time_and_a_pause_behind)
{
	struct place p;
	struct fetch_state *s = open_new(&p);
	const int64_t hold = 150 * STAMP_SECOND;
	struct str host = STR("a.example:443");

	cr_assert_eq(lease(s, host, then, hold, 0), 0);
	cr_assert_eq(lease(s, host, then + 10, hold, 0), hold - 10,
	    "held, by a process that lives");
	cr_assert_eq(
	    lease(s, STR("b.example:443"), then, hold, 0), 0, "another host");
	give(s, host, then, then + 3 * STAMP_SECOND);
	cr_assert_eq(lease(s, host, then + STAMP_SECOND, hold, 0),
	    2 * STAMP_SECOND, "the pause");
	cr_assert_eq(lease(s, host, then + 3 * STAMP_SECOND, hold, 0), 0);
	give(s, host, then, then + 12 * STAMP_HOUR);
	cr_assert_eq(lease(s, host, then, hold, 0), 12 * STAMP_HOUR,
	    "a Retry-After of hours");
	cr_assert_eq(lease(s, host, then - STAMP_HOUR, hold, 0), 0,
	    "a lease of later than now: the clock was set back");
	give(s, host, then, then + 90 * STAMP_DAY);
	cr_assert_eq(
	    lease(s, host, then, hold, 0), 0, "a pause of months is none");
	remove_all(&p, s);
}

Test(host_lease, a_rate_is_held_by_nobody)
{
	struct place p;
	struct fetch_state *s = open_new(&p);
	const int64_t gap = STAMP_SECOND / 8;

	cr_assert_eq(lease(s, STR("sec.gov"), then, 1, gap), 0);
	cr_assert_eq(lease(s, STR("sec.gov"), then, 1, gap), gap);
	cr_assert_eq(lease(s, STR("sec.gov"), then + gap - 1, 1, gap), 1);
	cr_assert_eq(lease(s, STR("sec.gov"), then + gap, 1, gap), 0,
	    "although the first request is still under way");
	remove_all(&p, s);
}

Test(host_lease, a_note_of_before_does_not_undo_a_lease)
{
	struct place p;
	struct fetch_state *s = open_new(&p);
	struct str host = STR("a.example:80");

	cr_assert_eq(lease(s, host, then, STAMP_HOUR, 0), 0);
	host_lease_give(s, host, then, then + 1);
	cr_assert_eq(lease(s, host, then + 1, STAMP_HOUR, 0), 0);
	cr_assert_eq(fetch_state_flush(s, &p.e), 0);
	cr_assert_eq(lease(s, host, then + 2, STAMP_HOUR, 0), STAMP_HOUR - 1);
	remove_all(&p, s);
}

Test(host_lease, a_dead_holder_holds_nothing)
{
	struct place p;
	struct fetch_state *s = open_new(&p);
	struct str host = STR("a.example:80");

	fetch_state_close(s); /* an environment must not be forked */
	pid_t pid = fork();

	if (pid == 0) {
		s = fetch_state_open(p.path, false, &p.e);
		_exit(s && lease(s, host, then, STAMP_HOUR, 0) == 0 ? 0 : 1);
	}
	int status = -1;

	(void)waitpid(pid, &status, 0);
	cr_assert_eq(status, 0);
	s = fetch_state_open(p.path, false, &p.e);
	cr_assert_eq(lease(s, host, then + 1, STAMP_HOUR, 0), 0);
	remove_all(&p, s);
}

Test(fetch_state, what_is_noted_is_found)
{
	struct place p;
	struct fetch_state *s = open_new(&p);
	struct feed_memory m = {.polls = 1, .validated = STR("http://b/")};
	struct item_memory item = {.attempts = 4, .next_try = 7}, got;

	fetch_state_note_feed(s, STR("http://a/"), &m);
	m.polls = 2;
	m.digest = STR("sha256:00");
	fetch_state_note_feed(s, STR("http://a/"), &m);
	fetch_state_note_ttl(s, STR("http://a/"), 3600);
	fetch_state_note_item(s, STR("i"), &item);
	cr_assert_eq(
	    fetch_state_feed(s, STR("http://a/"), &p.arena, &m, &p.e), 1);
	cr_assert_eq(m.polls, 2, "the newer one");
	cr_assert_eq(fetch_state_item(s, STR("i"), &p.arena, &got, &p.e), 1);
	cr_assert_eq(got.attempts, 4);
	cr_assert_eq(fetch_state_flush(s, &p.e), 0);
	cr_assert_eq(
	    fetch_state_feed(s, STR("http://a/"), &p.arena, &m, &p.e), 1);
	cr_assert_eq(m.ttl, 3600);
	cr_assert(str_eq(m.validated, STR("http://b/")));
	cr_assert(str_eq(m.digest, STR("sha256:00")));
	remove_all(&p, s);
}

Test(robots_state, rules_come_back)
{
	struct place p;
	struct fetch_state *s = open_new(&p);
	struct robots_memory m = {
	    .rules = STR("disallow: /\n"), .at = then, .failed = STAMP_NONE};

	robots_state_note(s, STR("http://a"), &m);
	for (int i = 0; i < 2; i++) {
		cr_assert_eq(
		    robots_state_get(s, STR("http://a"), &p.arena, &m, &p.e),
		    1);
		cr_assert(str_eq(m.rules, STR("disallow: /\n")));
		cr_assert_eq(m.at, then);
		cr_assert_eq(m.failed, STAMP_NONE);
		cr_assert_eq(fetch_state_flush(s, &p.e), 0);
	}
	cr_assert_eq(robots_state_get(s, STR("https://a"), &p.arena, &m, &p.e),
	    0, "another scheme is another origin");
	cr_assert_eq(m.at, STAMP_NONE);
	remove_all(&p, s);
}

Test(retry_state, brings_what_is_due)
{
	struct place p;
	struct fetch_state *s = open_new(&p);
	struct item_memory soon = {.next_try = 100}, late = {.next_try = 900};
	struct str *lines;
	size_t n;

	fetch_state_note_item(s, STR("late"), &late);
	fetch_state_note_item(s, STR("soon"), &soon);
	retry_state_note(s, STR("late"), STR("{\"id\":\"late\"}"));
	retry_state_note(s, STR("soon"), STR("{\"id\":\"soon\"}"));
	retry_state_note(s, STR("lost"), STR("{\"id\":\"lost\"}"));
	retry_state_note(s, STR("gone"), STR("{}"));
	retry_state_note(s, STR("gone"), (struct str){NULL, 0});
	cr_assert_eq(fetch_state_flush(s, &p.e), 0, "%s", p.e.text);
	cr_assert_eq(retry_state_due(s, 500, &p.arena, &lines, &n, &p.e), 0);
	cr_assert_eq(n, 2);
	cr_assert(str_eq(lines[0], STR("{\"id\":\"lost\"}")),
	    "an item that nobody remembers is looked at");
	cr_assert(str_eq(lines[1], STR("{\"id\":\"soon\"}")));
	cr_assert_eq(retry_state_due(s, 900, &p.arena, &lines, &n, &p.e), 0);
	cr_assert_eq(n, 3);
	remove_all(&p, s);
}
