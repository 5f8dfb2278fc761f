#include "fetch/front/health.h"

#include "fetch/base/home.h"
#include "fetch/base/ini.h"
#include "fetch/front/disk.h"
#include "fetch/front/journal.h"
#include "fetch/front/runlog.h"
#include "fetch/retry_state.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

enum { DEFAULT_INTERVAL = 3600, TEXT_BYTES = 512 };

static int settle_places(struct health *h, struct err *e)
{
	static const char *const names[] = {
	    NULL, "signals.lmdb", "archive", "log"};
	struct str *to[] = {&h->home, &h->db, &h->archive, &h->logs};
	struct buf b;
	int rc = 0;

	buf_init(&b, 8192);
	for (size_t i = 0; i < sizeof to / sizeof *to && rc == 0; i++) {
		rc = home_path(&b, names[i], e);
		*to[i] = arena_str(&h->arena, buf_view(&b));
	}
	buf_release(&b);
	return rc;
}

static struct health_feed *add_feed(struct health *h)
{
	h->feeds = arena_more(
	    &h->arena, h->feeds, h->n_feeds, &h->feeds_cap, sizeof *h->feeds);
	struct health_feed *f = &h->feeds[h->n_feeds++];

	*f = (struct health_feed){.memory = {.next_due = STAMP_NONE,
				      .last_try = STAMP_NONE,
				      .last_success = STAMP_NONE}};
	return f;
}

/* the listed ones in their order, then those that were polled once and stand
 * in no list any more */
static int look_at_feeds(
    struct health *h, struct feedlist *listed, struct err *e)
{
	struct arena *a = &h->arena;
	struct fetch_state *s = NULL;
	struct feed_row *rows = NULL;
	size_t n = 0;
	struct str state = arena_printf(a, "%s/fetch.lmdb", h->home.p);
	int rc = 0;

	if (access(state.p, F_OK) == 0) {
		s = fetch_state_open(state.p, true, e);
		rc = s ? fetch_state_feeds(s, a, &rows, &n, e) : -1;
		if (rc == 0)
			rc = retry_state_count(s, &h->retries, e);
	}
	h->interval = listed->n_feeds ? 0 : DEFAULT_INTERVAL;
	for (size_t i = 0; i < listed->n_feeds && rc == 0; i++) {
		const struct feed_spec *spec = &listed->feeds[i];
		struct health_feed *f = add_feed(h);

		f->name = arena_str(a, spec->section);
		f->url = arena_str(a, spec->url);
		f->listed = true;
		if (!h->interval || spec->interval < h->interval)
			h->interval = spec->interval;
		if (s)
			rc = fetch_state_feed(s, spec->url, a, &f->memory, e);
		f->polled = rc == 1;
		rc = rc < 0 ? -1 : 0;
	}
	for (size_t i = 0; i < n && rc == 0; i++) {
		if (feedlist_find(listed, rows[i].url))
			continue;
		struct health_feed *f = add_feed(h);

		f->url = rows[i].url;
		f->name = rows[i].memory.name.n ? rows[i].memory.name : f->url;
		f->polled = true;
		f->memory = rows[i].memory;
	}
	fetch_state_close(s);
	return rc;
}

static int64_t time_of(const json_t *o, const char *key)
{
	const char *v = json_string_value(json_object_get(o, key));
	int64_t t = STAMP_NONE;

	(void)stamp_parse(str_of(v), &t);
	return t;
}

static int look_at_runs(struct health *h, struct err *e)
{
	struct str last;
	struct buf b;

	buf_init(&b, 4L * RUNLOG_MAX_BYTES);
	int rc = runlog_last(h->logs.p, &b, &last, e);
	json_t *o = last.p ? json_loadb(last.p, last.n, 0, NULL) : NULL;
	const json_t *why = json_object_get(o, "why");

	h->last_run = time_of(o, "ended");
	h->last_commit = time_of(o, "last_commit");
	h->last_exit = (int)json_integer_value(json_object_get(o, "exit"));
	h->last_why = arena_str(&h->arena,
	    (struct str){json_string_value(why), json_string_length(why)});
	json_decref(o);
	buf_release(&b);
	return rc;
}

int health_look(struct health *h, const struct config *c,
    struct feedlist *listed, struct err *e)
{
	*h = (struct health){0};
	if (settle_places(h, e) != 0)
		return -1;
	struct str lock = arena_printf(&h->arena, "%s/lock", h->home.p);
	int held = lock_look(&h->lock, lock.p, e);

	h->locked = held == 1;
	if (held < 0 || look_at_feeds(h, listed, e) != 0 ||
	    look_at_runs(h, e) != 0 ||
	    journal_count(h->archive.p, &h->unfinished, &h->stuck, e) != 0)
		return -1;
	if (ini_size(str_of(config_get(c, CONFIG_FREE_MIN)), &h->free_min, e) !=
	    0)
		return err_context(e, "free_min");
	disk_files(h->archive.p, STR(".warc.gz"), &h->archive_bytes,
	    &h->archive_files);
	h->free_bytes = -1; /* there is no home yet */
	if (access(h->home.p, F_OK) == 0 &&
	    disk_free(h->home.p, &h->free_bytes, e) != 0)
		return -1;
	return 0;
}

void health_add(struct health *h, int code, const char *fmt, ...)
{
	char text[TEXT_BYTES];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	h->problems = arena_more(&h->arena, h->problems, h->n_problems,
	    &h->problems_cap, sizeof *h->problems);
	h->problems[h->n_problems++] =
	    (struct health_problem){code, arena_str(&h->arena, str_of(text))};
}

static void judge_feeds(struct health *h)
{
	for (size_t i = 0; i < h->n_feeds; i++) {
		const struct health_feed *f = &h->feeds[i];
		const struct feed_memory *m = &f->memory;

		if (!f->listed)
			continue;
		if (m->gone)
			health_add(h, EXIT_SOME,
			    "feed %.*s is gone (410) and not asked any more",
			    STR_ARG(f->name));
		else if (m->failures >= HEALTH_FAILURES)
			health_add(h, EXIT_SOME,
			    "feed %.*s failed %ld polls in a row: %.*s",
			    STR_ARG(f->name), m->failures, STR_ARG(m->reason));
		else if (m->reason.n && !m->failures)
			/* silent, and by no failure of its own */
			health_add(h, EXIT_SOME, "feed %.*s: %.*s",
			    STR_ARG(f->name), STR_ARG(m->reason));
	}
}

static void judge_runs(struct health *h, int64_t now)
{
	struct stamp_clock real = {STAMP_NONE};
	char when[STAMP_TEXT_BYTES];
	int64_t most = (int64_t)h->interval * HEALTH_MISSED_RUNS * STAMP_SECOND;

	if (h->last_commit == STAMP_NONE)
		health_add(h, EXIT_UNAVAILABLE, "nothing was ever committed");
	else if (now - h->last_commit > most)
		health_add(h, EXIT_UNAVAILABLE,
		    "no commit since %s, and one is expected every %ld minutes",
		    stamp_format(h->last_commit, when), h->interval / 60);
	if (h->last_exit != EXIT_GOOD)
		health_add(h, EXIT_SOME, "the last run ended with %d: %.*s",
		    h->last_exit, STR_ARG(h->last_why));
	if (h->locked && h->lock.since != STAMP_NONE &&
	    stamp_now(&real) - h->lock.since > HEALTH_LOCK_HOURS * STAMP_HOUR)
		health_add(h, EXIT_SOME, "process %ld has the lock since %s",
		    (long)h->lock.pid, stamp_format(h->lock.since, when));
	if (h->unfinished > 0 && !h->locked)
		health_add(h, EXIT_SOME, "%ld runs are not committed yet",
		    h->unfinished);
	if (h->stuck > 0)
		health_add(h, EXIT_SOME,
		    "%ld runs are set aside because they crash a stage; see "
		    "%.*s/*.stuck",
		    h->stuck, STR_ARG(h->archive));
}

void health_judge(struct health *h, int64_t now)
{
	char is[DISK_TEXT_BYTES], least[DISK_TEXT_BYTES];

	judge_feeds(h);
	judge_runs(h, now);
	if (h->free_bytes >= 0 && h->free_bytes < h->free_min)
		health_add(h, EXIT_SOME, "disk low: %s free, free_min is %s",
		    disk_format(h->free_bytes, is),
		    disk_format(h->free_min, least));
}

int health_code(const struct health *h)
{
	int code = EXIT_GOOD;

	for (size_t i = 0; i < h->n_problems; i++)
		code = exit_worse(code, h->problems[i].code);
	return code;
}

void health_release(struct health *h)
{
	arena_release(&h->arena);
	*h = (struct health){0};
}
