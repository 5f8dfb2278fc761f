#include "fetch/poll_feeds.h"

#include "fetch/base/jsonw.h"
#include "fetch/page_file.h"
#include "fetch/warc/warc_read.h"

#include <stdio.h>

enum { DAY_SECONDS = 86400, RETRY_AFTER_MIN = 1, HOUR_SECONDS = 3600 };

struct poll {
	struct feed_memory memory;
	struct poll_counts *counts;
};

static int emit_source(
    struct fetcher *f, const struct feed_spec *s, struct err *e)
{
	struct jsonw j;
	struct buf b;

	buf_init(&b, 1 << 20);
	jsonw_begin(&j, &b);
	jsonw_object(&j, NULL);
	jsonw_int(&j, "v", 1);
	jsonw_text(&j, "record", STR("source"));
	jsonw_text(&j, "name", s->name);
	jsonw_text(&j, "feed", s->url);
	jsonw_text(&j, "kind", s->kind);
	jsonw_text(&j, "language", s->language);
	jsonw_text(&j, "scope", s->scope);
	jsonw_bool(&j, "follow", s->follow);
	jsonw_object_end(&j);
	struct warc_record r = {
	    .type = "metadata",
	    .uri = s->url,
	    .date = stamp_now(&f->emit.clock),
	    .content_type = "application/json",
	    .body = buf_view(&b),
	};
	int rc = emit_record(&f->emit, &r, false, e);

	buf_release(&b);
	return rc;
}

static int emit_answer(
    struct fetcher *f, const struct answer *a, const char *type, struct err *e)
{
	struct warc_record r = {
	    .type = type,
	    .uri = a->url,
	    .date = stamp_now(&f->emit.clock),
	    .content_type = a->is_file ? page_file_type(a->url)
				       : "application/http; msgtype=response",
	    .head = a->head,
	    .body = a->body,
	    .truncated = a->cut,
	};

	return emit_record(&f->emit, &r, false, e);
}

/* seconds that a Retry-After header asks for, clamped; 0 where it does not
 * (dates are left to the adaptive interval) */
static long retry_after(const struct answer *a)
{
	struct str v = warc_header(a->head, STR("Retry-After"));
	long n = 0;

	for (size_t i = 0; i < v.n; i++) {
		if (v.p[i] < '0' || v.p[i] > '9')
			return 0;
		if (n < DAY_SECONDS)
			n = n * 10 + (v.p[i] - '0');
	}
	if (!v.n)
		return 0;
	return n < RETRY_AFTER_MIN ? RETRY_AFTER_MIN
	       : n > DAY_SECONDS   ? DAY_SECONDS
				   : n;
}

static long clamp_interval(long seconds, long least)
{
	if (seconds > DAY_SECONDS)
		seconds = DAY_SECONDS;
	return seconds < least ? least : seconds;
}

static void succeed(struct feed_memory *m, const struct feed_spec *s,
    const struct answer *a, int64_t now)
{
	bool changed = a->is_file || a->status == 200;
	struct str etag = warc_header(a->head, STR("ETag"));
	struct str modified = warc_header(a->head, STR("Last-Modified"));
	long interval = m->interval ? m->interval : s->interval;

	/* both are updated on every 200 and 304; a 304 may leave one out */
	if (changed || etag.p)
		m->etag = etag;
	if (changed || modified.p)
		m->modified = modified;
	if (m->polls > 0)
		interval = changed ? interval * 4 / 5 : interval * 3 / 2;
	m->interval = clamp_interval(interval, s->interval);
	m->next_due = now + m->interval * STAMP_SECOND;
	m->last_success = now;
	m->failures = 0;
	m->reason = (struct str){NULL, 0};
	m->polls++;
}

static void fail(struct feed_memory *m, const struct feed_spec *s,
    const struct answer *a, struct str reason, int64_t now)
{
	long wait = s->interval ? s->interval : HOUR_SECONDS;
	long asked = a->ok ? retry_after(a) : 0;

	for (long i = 0; i < m->failures && wait < DAY_SECONDS; i++)
		wait *= 2;
	wait = clamp_interval(wait, 1);
	m->failures++;
	m->reason = reason;
	m->gone = a->status == 410;
	m->next_due = now + (asked > wait ? asked : wait) * STAMP_SECOND;
}

static int polled(
    struct fetcher *f, struct job *j, const struct answer *a, struct err *e)
{
	struct poll *p = j->user;
	int64_t now = stamp_now(&f->emit.clock);
	bool fresh = a->ok && (a->is_file || a->status == 200);
	bool same = a->ok && a->status == 304;
	char reason[600] = "fetched";
	int rc = 0;

	if (same)
		(void)snprintf(reason, sizeof reason, "unchanged");
	else if (!fresh && a->ok)
		(void)snprintf(reason, sizeof reason, "http-%d", a->status);
	else if (!fresh)
		(void)snprintf(reason, sizeof reason, "%s", a->reason);
	p->memory.name = j->spec->section;
	p->memory.last_try = now;
	if (fresh || same)
		rc = emit_source(f, j->spec, e);
	if (rc == 0 && (fresh || same))
		rc = emit_answer(f, a,
		    same         ? "revisit"
		    : a->is_file ? "resource"
				 : "response",
		    e);
	if (rc == 0)
		rc = emit_outcome(
		    &f->emit, j->url, j->spec->url, a->status, reason, e);
	if (rc != 0)
		return -1;
	if (f->tell)
		f->tell(fresh || same ? "feed polled" : "feed failed", j->url,
		    a->status, reason);
	if (fresh || same) {
		p->counts->answered++;
		succeed(&p->memory, j->spec, a, now);
	} else {
		fail(&p->memory, j->spec, a, str_of(reason), now);
	}
	fetch_state_note_feed(f->state, j->spec->url, &p->memory);
	return 0;
}

/* 1 the feed's job is queued, 0 it is not due, -1 error */
static int poll_one(struct fetcher *f, const struct feed_spec *s, bool due_now,
    struct poll_counts *counts, struct err *e)
{
	int64_t now = stamp_now(&f->emit.clock);
	struct job *j = job_new(s->url, polled);
	struct poll *p = arena_new(&j->arena, sizeof *p);
	const struct feed_memory *m = &p->memory;

	if (fetch_state_feed(f->state, s->url, &j->arena, &p->memory, e) < 0) {
		job_free(j);
		return -1;
	}
	bool due = m->next_due == STAMP_NONE || m->next_due <= now;

	if (m->gone || !(due || due_now)) {
		job_free(j);
		return 0;
	}
	f->in++;
	counts->due++;
	p->counts = counts;
	j->user = p;
	j->spec = s;
	j->delay = s->delay;
	j->allow_file = s->allow_file;
	j->etag = m->etag;
	j->modified = m->modified;
	return fetcher_queue(f, j, e) == 0 ? 1 : -1;
}

int poll_feeds(
    struct fetcher *f, bool due_now, struct poll_counts *counts, struct err *e)
{
	for (size_t i = 0; i < f->list->n_feeds; i++)
		if (poll_one(f, &f->list->feeds[i], due_now, counts, e) < 0)
			return -1;
	return 0;
}
