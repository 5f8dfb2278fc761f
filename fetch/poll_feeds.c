#include "fetch/poll_feeds.h"

#include "fetch/answer_look.h"
#include "fetch/base/digest.h"
#include "fetch/feedlist_sec.h"
#include "fetch/http_when.h"
#include "fetch/poll_emit.h"
#include "fetch/poll_plan.h"
#include "fetch/sitemap_parts.h"
#include "fetch/take_answer.h"
#include "fetch/warc/warc_read.h"
#include "fetch/web_url.h"

#include <stdio.h>
#include <string.h>

/* servers refuse a request with longer header lines */
enum { VALIDATOR_MAX_BYTES = 8000 };

static struct str digest_of(struct arena *a, struct str body)
{
	struct buf b;

	buf_init(&b, 128);
	buf_puts(&b, "sha256:");
	digest_hex(&b, body, DIGEST_BYTES);
	struct str d = arena_str(a, buf_view(&b));

	buf_release(&b);
	return d;
}

/* a validator that no server would take back is not kept */
static struct str validator(const struct answer *a, struct str name)
{
	struct str v = warc_header(a->head, name);

	return v.n <= VALIDATOR_MAX_BYTES ? v : (struct str){NULL, 0};
}

static const char no_such_file[] = "http-403: there is no such file";

/* Why the answer is no poll's success; NULL: it is one. */
static const char *fault_of(const struct job *j, const struct answer *a)
{
	if (!a->ok)
		return a->reason;
	if (a->is_file || a->status == 304)
		return NULL;
	enum answer_kind kind = answer_look(a->begin);

	if (a->status == 200)
		return answer_fault(kind, j->spec->kind);
	/* an index that is not there yet is 403 with an error document */
	if (j->rate && kind == ANSWER_ERROR && a->status == 403)
		return no_such_file;
	return "";
}

/* what the poll came to, for the plan */
static struct poll_result result_of(struct fetcher *f, struct job *j,
    const struct answer *a, const struct feed_memory *m)
{
	int64_t now = stamp_now(&f->emit.clock);
	struct poll_result r = {
	    .at = a->url,
	    .etag = validator(a, STR("ETag")),
	    .modified = validator(a, STR("Last-Modified")),
	    .gone = a->status == 410,
	};

	if (a->ok && !a->is_file)
		r.fresh = http_when_fresh(a->head, now);
	if (a->ok && a->status >= 400)
		r.put_off = http_when_retry(a->head, now);
	if (a->ok && a->status == 200)
		r.digest = digest_of(&j->arena, a->body);
	r.changed =
	    a->is_file || (a->status == 200 && !str_eq(r.digest, m->digest));
	/* half a feed is to be had again */
	if (a->cut)
		r.digest = r.etag = r.modified = STR("");
	if (j->redirects == 0 && m->moved_seen >= POLL_PLAN_MOVED)
		r.moved = m->moved;
	else if (a->moved)
		r.moved = a->url;
	return r;
}

static void tell(const struct fetcher *f, const struct job *j,
    const struct answer *a, bool good, const char *reason)
{
	if (!f->tell)
		return;
	f->tell(
	    good ? "feed polled" : "feed failed", j->url, a->status, reason);
	if (warc_header(a->head, STR("ETag")).n > VALIDATOR_MAX_BYTES)
		f->tell(
		    "validator dropped", j->url, a->status, "ETag is too long");
	if (a->status == 410)
		f->tell("feed gone", j->url, a->status,
		    "it is not asked any more; take it out of the list");
}

void poll_feeds_begin(
    struct job *j, const struct feed_spec *s, const struct feed_memory *m)
{
	j->spec = s;
	j->max_bytes = s->max_bytes;
	j->timeout = s->timeout;
	j->allow_file = s->allow_file;
	j->etag = m->etag;
	j->modified = m->modified;
	j->validated = m->validated;
	/* The user named this address himself. Where it leads to another site,
	 * robots.txt is asked. */
	j->obey_others = true;
	if (m->moved_seen >= POLL_PLAN_MOVED) {
		j->at = m->moved;
		j->obey = !web_url_same_site(s->url.p, m->moved.p);
	}
}

/* in words, for the log, the outcome and status */
static void tell_result(char *reason, size_t size, const struct job *j,
    const struct answer *a, const struct poll_result *r, const char *fault,
    const struct sitemap_parts *parts)
{
	if (fault && strcmp(fault, TAKE_ANSWER_PRIVATE) == 0)
		(void)snprintf(reason, size,
		    "%s; where it may be asked, its list says so: [list] "
		    "allow_host = %.*s",
		    fault, STR_ARG(j->name));
	else if (fault && *fault)
		(void)snprintf(reason, size, "%s", fault);
	else if (fault)
		(void)snprintf(reason, size, "http-%d", a->status);
	else if (a->cut)
		(void)snprintf(reason, size, "fetched, and cut at %lld bytes",
		    (long long)j->max_bytes);
	else if (parts->n > 0)
		(void)snprintf(reason, size,
		    "%s, an index of %zu sitemaps, %zu to be asked for",
		    r->changed ? "fetched" : "unchanged", parts->n,
		    parts->asked);
	else
		(void)snprintf(
		    reason, size, r->changed ? "fetched" : "unchanged");
}

int poll_feeds_done(
    struct fetcher *f, struct job *j, const struct answer *a, struct err *e)
{
	struct poll *p = j->user;
	int64_t now = stamp_now(&f->emit.clock);
	const char *fault = fault_of(j, a);
	struct poll_result r = result_of(f, j, a, &p->memory);
	struct sitemap_parts parts = {0};
	bool empty = fault == no_such_file && feedlist_sec_is_over(j->url, now);
	bool good = !fault || empty;
	char reason[600];

	if (!fault && sitemap_parts_queue(f, j, a, &parts, e) != 0)
		return -1;
	/* what is left of an index is found by having it again */
	if (parts.left)
		r.digest = r.etag = r.modified = STR("");
	tell_result(reason, sizeof reason, j, a, &r,
	    empty ? "no such file: nothing was filed" : fault, &parts);
	r.reason = fault ? reason : NULL;
	p->memory.name = j->spec->section;
	const struct poll_emission x = {
	    .reason = reason,
	    .digest = p->memory.digest,
	    .good = !fault,
	    .changed = r.changed,
	    .index = parts.n > 0,
	};

	if (poll_emit(f, j, a, &x, e) != 0)
		return -1;
	tell(f, j, a, good, reason);
	if (!a->put_off)
		p->memory.last_try = now;
	p->counts->answered += good;
	if (a->put_off)
		poll_plan_put_off(&p->memory, j->spec, now + a->put_off);
	else if (!good)
		poll_plan_failure(&p->memory, j->spec, &r, now);
	else
		poll_plan_success(&p->memory, j->spec, &r, now);
	fetch_state_note_feed(f->state, p->key, &p->memory);
	return p->memory.part && !good && !j->forbidden
		   ? sitemap_parts_failed(f, j, reason, e)
		   : 0;
}

/* the SEC is not asked without a contact */
static bool is_skipped(const struct fetcher *f, const struct feed_spec *s)
{
	return feedlist_is_sec(s->host) &&
	       !*config_get(f->config, CONFIG_CONTACT);
}

/* each by its name in the log, and once what to do */
static void tell_skipped(const struct fetcher *f, const struct feed_spec *s,
    const struct poll_counts *counts)
{
	if (!f->tell)
		return;
	f->tell("not asked", s->url, 0, "no contact is configured");
	if (counts->skipped == 1)
		f->tell("feed skipped", s->url, 0,
		    "with all others of the SEC, which wants to know who asks: "
		    "put 'contact = you@example.org' into jevons.ini");
}

/* so that status tells why the feed is silent */
static void note_skipped(
    struct fetcher *f, const struct feed_spec *s, struct feed_memory *m)
{
	struct str why = STR("not asked: no contact is configured");

	if (str_eq(m->reason, why))
		return;
	m->name = s->section;
	m->reason = why;
	fetch_state_note_feed(f->state, s->url, m);
}

/* 1 the feed's job is queued, 0 it is not due, -1 error */
static int poll_one(struct fetcher *f, const struct feed_spec *s, bool due_now,
    struct poll_counts *counts, struct err *e)
{
	struct job *j = job_new(s->url, poll_feeds_done);
	struct poll *p = arena_new(&j->arena, sizeof *p);

	if (fetch_state_feed(f->state, s->url, &j->arena, &p->memory, e) < 0) {
		job_free(j);
		return -1;
	}
	bool due =
	    due_now || poll_plan_due(&p->memory, s, stamp_now(&f->emit.clock));

	if (p->memory.gone || !due) {
		job_free(j);
		return 0;
	}
	counts->due++;
	if (is_skipped(f, s)) {
		counts->skipped++;
		tell_skipped(f, s, counts);
		note_skipped(f, s, &p->memory);
		job_free(j);
		return 0;
	}
	f->in++;
	p->counts = counts;
	p->key = s->url;
	j->user = p;
	poll_feeds_begin(j, s, &p->memory);
	return fetcher_queue(f, j, e) == 0 ? 1 : -1;
}

int poll_feeds(
    struct fetcher *f, bool due_now, struct poll_counts *counts, struct err *e)
{
	for (size_t i = 0; i < f->list->n_feeds; i++) {
		const struct feed_spec *s = &f->list->feeds[i];

		/* one address is asked once, whatever lists it stands in */
		if (feedlist_find(f->list, s->url) == s &&
		    poll_one(f, s, due_now, counts, e) < 0)
			return -1;
	}
	return 0;
}
