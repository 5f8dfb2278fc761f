#include "fetch/fetch_state.h"
#include "fetch/host_lease.h"

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
	struct feed_memory m, out = {
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
	cr_assert_eq(
	    fetch_state_item(s, STR("1"), &p.arena, &m, &p.e), 1);
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
	cr_assert_eq(fetch_state_feed(
			 s, buf_view(&url), &p.arena, &out, &p.e),
	    0, "another long key");
	cr_assert_eq(fetch_state_feeds(s, &p.arena, &rows, &n, &p.e), 0);
	cr_assert_eq(n, 1);
	cr_assert(str_eq(rows[0].url, a), "the whole URL, not its digest");
	cr_assert_eq(fetch_state_feed(
			 s, (struct str){NULL, 0}, &p.arena, &out, &p.e),
	    0, "an empty key is never there");
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

Test(host_lease, one_at_a_time_and_a_pause_behind)
{
	struct place p;
	struct fetch_state *s = open_new(&p);
	const int64_t now = INT64_C(1738000000000000), hold = 150 * STAMP_SECOND;
	struct str host = STR("a.example:443");

	cr_assert_eq(host_lease_take(s, host, now, hold, &p.e), 0);
	cr_assert_eq(
	    host_lease_take(s, host, now + 10, hold, &p.e), hold - 10,
	    "held, by a process that lives");
	cr_assert_eq(host_lease_take(s, STR("b.example:443"), now, hold, &p.e),
	    0, "another host");
	cr_assert_eq(
	    host_lease_give(s, host, now + 3 * STAMP_SECOND, &p.e), 0);
	cr_assert_eq(host_lease_take(s, host, now + STAMP_SECOND, hold, &p.e),
	    2 * STAMP_SECOND, "the pause");
	cr_assert_eq(
	    host_lease_take(s, host, now + 3 * STAMP_SECOND, hold, &p.e), 0);
	cr_assert_eq(
	    host_lease_give(s, host, now + 90 * STAMP_DAY, &p.e), 0);
	cr_assert_eq(host_lease_take(s, host, now, hold, &p.e), 0,
	    "a pause of months is a clock that was set back");
	remove_all(&p, s);
}

Test(host_lease, a_dead_holder_holds_nothing)
{
	struct place p;
	struct fetch_state *s = open_new(&p);
	const int64_t now = INT64_C(1738000000000000);
	struct str host = STR("a.example:80");

	fetch_state_close(s); /* an environment must not be forked */
	pid_t pid = fork();

	if (pid == 0) {
		s = fetch_state_open(p.path, false, &p.e);
		_exit(s && host_lease_take(
			       s, host, now, STAMP_HOUR, &p.e) == 0
			  ? 0
			  : 1);
	}
	int status = -1;

	(void)waitpid(pid, &status, 0);
	cr_assert_eq(status, 0);
	s = fetch_state_open(p.path, false, &p.e);
	cr_assert_eq(host_lease_take(s, host, now + 1, STAMP_HOUR, &p.e), 0);
	remove_all(&p, s);
}
