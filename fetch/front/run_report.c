#include "fetch/front/run.h"

#include "fetch/base/jsonw.h"
#include "fetch/base/log.h"
#include "fetch/fetch_state.h"
#include "fetch/front/verdict.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	TEXT_BYTES = 640,
	FAILURES_TOLD = 3,
	PROGRESS_US = 250000,
	LOCK_LONG_HOURS = 2
};

void run_progress(struct run *r, bool last)
{
	int64_t now = stamp_ticks();
	struct buf b;

	if (!r->progress || (!last && now - r->last_tick < PROGRESS_US))
		return;
	r->last_tick = now;
	buf_init(&b, 1024);
	buf_puts(&b, "\r\033[K");
	if (!last)
		counts_progress(
		    &r->counts, (long)((now - r->began) / STAMP_SECOND), &b);
	ssize_t n = write(STDERR_FILENO, b.p, b.n);

	(void)n;
	buf_release(&b);
}

/* a condition that begins or ends is told, with -q and without */
static void condition(struct run *r, struct notices *n, const char *key,
    bool holds, const char *text)
{
	char when[STAMP_TEXT_BYTES];
	int64_t now = stamp_now(&r->clock), since;
	enum notices_change c =
	    notices_set(n, str_of(key), holds, str_of(text), now, &since);

	if (c == NOTICES_BEGAN)
		log_event(LOG_WARN, text, NULL);
	if (c == NOTICES_ENDED)
		log_event(LOG_WARN, "over", "what", key, "since",
		    stamp_format(since, when), NULL);
}

static void feed_text(const struct feed_spec *f, const struct feed_memory *m,
    char text[TEXT_BYTES])
{
	if (m->gone)
		(void)snprintf(text, TEXT_BYTES,
		    "feed %.*s is gone for good (410) and not asked again",
		    STR_ARG(f->section));
	else
		(void)snprintf(text, TEXT_BYTES,
		    "feed %.*s failed %ld polls in a row: %.*s",
		    STR_ARG(f->section), m->failures, STR_ARG(m->reason));
}

static void feed_conditions(struct run *r)
{
	struct err ignored = {0}; /* no state yet: no feed was polled */
	struct arena a = {0};
	struct fetch_state *s = fetch_state_open(r->state, true, &ignored);
	char key[TEXT_BYTES], text[TEXT_BYTES];
	struct feed_memory m;

	for (size_t i = 0; s && i < r->list.n_feeds; i++) {
		const struct feed_spec *f = &r->list.feeds[i];

		arena_reset(&a);
		if (fetch_state_feed(s, f->url, &a, &m, &ignored) != 1)
			continue;
		(void)snprintf(
		    key, sizeof key, "feed %.*s", STR_ARG(f->section));
		feed_text(f, &m, text);
		condition(r, &r->notices, key,
		    m.gone || m.failures >= FAILURES_TOLD, text);
	}
	fetch_state_close(s);
	arena_release(&a);
}

/* one kind of failure at a time: another one that held before is over */
static void run_conditions(struct run *r, const char *kind, const char *text)
{
	char key[TEXT_BYTES];

	(void)snprintf(key, sizeof key, "run %s", kind);
	for (size_t i = 0; i < r->notices.n; i++) {
		struct str old = r->notices.v[i].key;

		if (str_starts(old, STR("run ")) && !str_eq(old, str_of(key)))
			condition(r, &r->notices, old.p, false, "");
	}
	if (*text)
		condition(r, &r->notices, key, true, text);
}

/* the notice of a lock that is held too long is kept by runs without it */
static void lock_condition(struct run *r, bool holds, const char *text)
{
	struct notices n;
	struct err e = {0};
	struct buf path;

	buf_init(&path, 8192);
	buf_printf(&path, "%s/conditions.lock", r->logs);
	if (notices_open(&n, buf_text(&path), &e) == 0) {
		condition(r, &n, "lock", holds, text);
		(void)notices_save(&n, (struct str){NULL, 0}, &e);
	}
	if (e.code)
		log_event(LOG_WARN, e.text, NULL);
	notices_release(&n);
	buf_release(&path);
}

int run_report_locked(struct run *r)
{
	struct stamp_clock real = {STAMP_NONE};
	const struct lock *l = &r->lock;
	bool known = l->since != STAMP_NONE;
	bool is_long =
	    known && stamp_now(&real) - l->since > LOCK_LONG_HOURS * STAMP_HOUR;
	char when[STAMP_TEXT_BYTES], text[TEXT_BYTES];
	struct err e = {0};

	(void)snprintf(text, sizeof text,
	    "another run (process %ld) has the lock since %s", (long)l->pid,
	    known ? stamp_format(l->since, when) : "an unknown time");
	if (is_long || !r->quiet)
		err_set(&e, EXIT_TEMPFAIL, "%s", text);
	if (!r->quiet)
		return log_error(&e);
	if (is_long)
		lock_condition(r, true, text);
	return EXIT_TEMPFAIL;
}

/* What to say of a run that did not do all, "" where it did; *kind: its name
 * among the conditions. */
static void failure_text(const struct run *r, const struct err *failed,
    char text[TEXT_BYTES], const char **kind)
{
	const struct pipeline *p = &r->pipeline;

	text[0] = '\0';
	*kind = "failed";
	if (failed->code) {
		if (str_starts(str_of(failed->text), STR("disk low")))
			*kind = "disk low";
		if (strstr(failed->text, "stopped by signal"))
			*kind = "stopped";
		(void)snprintf(text, TEXT_BYTES, "%s", failed->text);
	} else if (p->stopped) {
		*kind = "stopped";
		(void)snprintf(text, TEXT_BYTES,
		    "stopped by signal %d (%s); the next run goes on from here",
		    p->stopped, strsignal(p->stopped));
	} else if (r->culprit != VERDICT_NOBODY) {
		const struct stage *s = &p->stage[r->culprit];
		const char *said = r->counts.error[r->culprit];
		int status = s->status;

		*kind = s->name;
		if (WIFSIGNALED(status))
			(void)snprintf(text, TEXT_BYTES,
			    "stage %s died of signal %d (%s)", s->name,
			    WTERMSIG(status), strsignal(WTERMSIG(status)));
		else
			(void)snprintf(text, TEXT_BYTES,
			    "stage %s ended with %d%s%s", s->name,
			    WEXITSTATUS(status), *said ? ": " : "", said);
	} else if (r->code == EXIT_UNAVAILABLE) {
		*kind = "no feed";
		(void)snprintf(text, TEXT_BYTES, "no feed was reachable");
	}
}

static void put_counts(struct jsonw *j, const struct counts *c)
{
	jsonw_int(j, "feeds", c->polled);
	jsonw_int(j, "feeds_failed", c->polls_failed);
	jsonw_int(j, "pages", c->pages);
	jsonw_int(j, "pages_failed", c->pages_failed);
	jsonw_int(j, "articles", c->articles);
	jsonw_int(j, "added", c->added);
	jsonw_int(j, "repeated", c->repeated);
	jsonw_int(j, "versions", c->versions);
	jsonw_int(j, "refused", c->refused);
	jsonw_int(j, "observations", c->observations);
}

/* last_commit is carried from line to line, so that one line tells all */
static int64_t last_commit(const struct run *r, struct buf *scratch)
{
	struct err ignored = {0};
	struct str last, key = STR("\"last_commit\":\"");
	int64_t t = STAMP_NONE;

	if (runlog_last(r->logs, scratch, &last, &ignored) == 0 && last.p) {
		size_t at = str_find(last, key, 0) + key.n;
		struct str rest = str_sub(last, at, last.n);

		(void)stamp_parse(str_split(&rest, '"'), &t);
	}
	return t;
}

static void keep_line(struct run *r, int code, const char *text)
{
	int64_t now = stamp_now(&r->clock);
	struct err e = {0};
	struct buf b, scratch;
	struct jsonw j;

	buf_init(&b, 64 * 1024);
	buf_init(&scratch, 2L * RUNLOG_MAX_BYTES);
	jsonw_begin(&j, &b);
	jsonw_object(&j, NULL);
	jsonw_int(&j, "v", 1);
	jsonw_text(&j, "record", STR("run"));
	jsonw_text(&j, "id", r->journal.current.id);
	jsonw_stamp(&j, "began", r->journal.current.began);
	jsonw_stamp(&j, "ended", now);
	jsonw_bool(&j, "committed", r->committed);
	jsonw_stamp(
	    &j, "last_commit", r->committed ? now : last_commit(r, &scratch));
	jsonw_int(&j, "exit", code);
	if (*text)
		jsonw_text(&j, "why", str_of(text));
	jsonw_int(&j, "replayed", (long long)r->journal.n);
	put_counts(&j, &r->counts);
	jsonw_object_end(&j);
	if (runlog_ended(r->logs, buf_view(&b), &e) != 0)
		log_event(LOG_WARN, e.text, NULL);
	buf_release(&b);
	buf_release(&scratch);
}

static void summary(const struct run *r)
{
	const struct counts *c = &r->counts;
	long long v[] = {c->added, c->repeated, c->versions, c->refused,
	    c->observations, c->polled, c->polls_failed, c->pages};
	char t[sizeof v / sizeof *v][24], seconds[32], replayed[24];
	int64_t ms = (stamp_ticks() - r->began) / 1000;

	for (size_t i = 0; i < sizeof v / sizeof *v; i++)
		(void)snprintf(t[i], sizeof t[i], "%lld", v[i]);
	(void)snprintf(seconds, sizeof seconds, "%lld.%lld",
	    (long long)ms / 1000, (long long)ms / 100 % 10);
	(void)snprintf(replayed, sizeof replayed, "%zu", r->journal.n);
	log_event(LOG_INFO, "committed", "added", t[0], "repeated", t[1],
	    "versions", t[2], "refused", t[3], "observations", t[4], "feeds",
	    t[5], "feeds_failed", t[6], "pages", t[7], "replayed", replayed,
	    "seconds", seconds, NULL);
}

/* two of them, so that one that begins while the other holds is told too */
static void model_conditions(struct run *r)
{
	const struct models *m = &r->models;
	const char *text = m->notice ? m->notice : "";

	if (!m->folder)
		return;
	if (!m->broken)
		condition(r, &r->notices, "model", m->notice != NULL, text);
	condition(r, &r->notices, "tables", m->broken, text);
}

int run_report(struct run *r, const struct err *failed)
{
	int code = failed->code ? failed->code : r->code;
	char text[TEXT_BYTES], exit_text[16];
	const char *kind;
	struct err e = {0};

	run_progress(r, true);
	failure_text(r, failed, text, &kind);
	(void)snprintf(exit_text, sizeof exit_text, "%d", code);
	if (r->committed && !r->quiet)
		summary(r);
	if (r->quiet)
		run_conditions(r, kind, text);
	else if (*text)
		log_event(LOG_ERROR, text, "exit", exit_text, NULL);
	feed_conditions(r);
	model_conditions(r);
	lock_condition(r, false, "");
	keep_line(r, code, text);
	if (notices_save(&r->notices, STR("feed "), &e) != 0)
		log_event(LOG_WARN, e.text, NULL);
	return code;
}
