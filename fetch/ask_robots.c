#include "fetch/ask_robots.h"

#include "fetch/robots_state.h"
#include "fetch/warc/warc_http.h"

#include <stdio.h>

enum {
	FRESH_HOURS = 24,
	STALE_DAYS = 30, /* rules that are used while the server is down */
	AGAIN_HOURS = 1, /* until one that could not be had is asked again */
	BODY_MAX_BYTES = 1024 * 1024,
	TIMEOUT_SECONDS = 60
};

static const struct str agent = {"jevons", 6};

static void use_rules(struct robots_site *site, struct str text)
{
	robots_parse(&site->rules, text, agent);
	site->known = ROBOTS_RULES;
}

static bool within(int64_t t, int64_t now, int64_t span)
{
	return t != STAMP_NONE && t <= now && now - t < span;
}

static void set_unreachable(
    struct fetcher *f, struct robots_site *site, const char *why)
{
	site->known = ROBOTS_UNREACHABLE;
	site->why =
	    arena_printf(&f->sites.arena, "robots.txt cannot be had: %s", why);
}

/* what we remember, where it still holds */
static int recall(struct fetcher *f, struct robots_site *site, struct err *e)
{
	int64_t now = stamp_now(&f->emit.clock);
	struct robots_memory m;
	struct arena a = {0};
	int rc = robots_state_get(f->state, site->origin, &a, &m, e);
	bool stale = within(m.at, now, STALE_DAYS * STAMP_DAY);

	if (rc == 1 && within(m.at, now, FRESH_HOURS * STAMP_HOUR)) {
		use_rules(site, m.rules);
	} else if (rc == 1 && within(m.failed, now, AGAIN_HOURS * STAMP_HOUR)) {
		set_unreachable(f, site, "a while ago");
		if (stale)
			use_rules(site, m.rules);
	}
	arena_release(&a);
	return rc < 0 ? -1 : 0;
}

/* the rules of an answer; a body that cannot be decoded has those of its begin
 */
static void take_rules(struct robots_site *site, const struct answer *a,
    int64_t now, struct robots_memory *m, struct buf *text)
{
	const struct http_message message = {a->status, a->head, a->body};
	struct err ignored = {0};
	struct str body = {NULL, 0};
	struct buf scratch;

	buf_init(&scratch, 2L * ROBOTS_MAX_BYTES);
	if (a->ok && a->status < 300)
		(void)http_decode(&message, &scratch, &body, &ignored);
	use_rules(site, body);
	robots_write(&site->rules, agent, text);
	*m = (struct robots_memory){
	    .rules = buf_view(text), .at = now, .failed = STAMP_NONE};
	buf_release(&scratch);
}

/* it could not be had: what we knew goes on to hold for a while */
static int miss_rules(struct fetcher *f, struct robots_site *site,
    const struct answer *a, struct robots_memory *m, struct arena *arena,
    struct err *e)
{
	int64_t now = stamp_now(&f->emit.clock);
	int rc = robots_state_get(f->state, site->origin, arena, m, e);
	char status[32];

	(void)snprintf(status, sizeof status, "http-%d", a->status);
	set_unreachable(f, site, a->ok ? status : a->reason);
	if (rc == 1 && within(m->at, now, STALE_DAYS * STAMP_DAY))
		use_rules(site, m->rules);
	m->failed = now;
	return rc < 0 ? -1 : 0;
}

/* nothing that waited was asked: its host is not to be */
static int put_off_all(
    struct fetcher *f, struct robots_site *site, int64_t span, struct err *e)
{
	int rc = 0;

	site->known = ROBOTS_UNKNOWN;
	for (struct job *w = robots_sites_unpark(&f->sites, site), *next; w;
	     w = next) {
		next = w->next;
		if (rc == 0)
			rc = fetcher_put_off(f, w, span, e);
		else
			job_free(w);
	}
	return rc;
}

static int came(
    struct fetcher *f, struct job *j, const struct answer *a, struct err *e)
{
	struct robots_site *site =
	    robots_sites_find(&f->sites, *(const struct str *)j->user);
	int64_t now = stamp_now(&f->emit.clock);
	bool lost =
	    j->redirects > FETCHER_REDIRECTS_MAX; /* as if it were 404 */
	bool answered = lost || (a->ok && a->status < 500 && a->status != 429);
	struct robots_memory m;
	struct arena arena = {0};
	struct buf text;
	int rc = 0;

	if (a->put_off)
		return put_off_all(f, site, a->put_off, e);
	buf_init(&text, 8L * ROBOTS_MAX_BYTES);
	if (answered)
		take_rules(site, a, now, &m, &text);
	else
		rc = miss_rules(f, site, a, &m, &arena, e);
	if (f->tell)
		f->tell(answered ? "robots read" : "robots unreachable", j->url,
		    a->status, a->ok ? "" : a->reason);
	if (rc == 0)
		robots_state_note(f->state, site->origin, &m);
	for (struct job *w = robots_sites_unpark(&f->sites, site), *next; w;
	     w = next) {
		next = w->next;
		if (rc != 0)
			job_free(w);
		else
			rc = fetcher_queue(f, w, e);
	}
	arena_release(&arena);
	buf_release(&text);
	return rc;
}

static int ask(struct fetcher *f, const struct robots_site *site,
    const struct job *for_whom, struct err *e)
{
	struct buf url;

	buf_init(&url, site->origin.n + 32);
	buf_str(&url, site->origin);
	buf_puts(&url, "/robots.txt");
	struct job *j = job_new(buf_view(&url), came);
	struct str *origin = arena_new(&j->arena, sizeof *origin);

	buf_release(&url);
	*origin = arena_str(&j->arena, site->origin);
	j->user = origin;
	/* what the list allows to the page holds for its robots.txt */
	j->spec = for_whom->spec;
	j->max_bytes = BODY_MAX_BYTES;
	j->timeout = TIMEOUT_SECONDS;
	return fetcher_queue(f, j, e);
}

static enum robots_word judge(
    const struct robots_site *site, struct job *j, const char **reason)
{
	if (site->known == ROBOTS_UNREACHABLE) {
		*reason = site->why.p;
		return ROBOTS_MAY_NOT;
	}
	if (!robots_allows(&site->rules, j->at)) {
		j->forbidden = true;
		*reason = "robots.txt forbids it";
		return ROBOTS_MAY_NOT;
	}
	if (site->rules.delay > j->delay) {
		j->delay = site->rules.delay;
		j->parallel = 1;
	}
	return ROBOTS_MAY;
}

enum robots_word ask_robots(
    struct fetcher *f, struct job *j, const char **reason, struct err *e)
{
	struct robots_site *site = robots_sites_find(&f->sites, j->origin);

	if (site->known == ROBOTS_UNKNOWN && recall(f, site, e) != 0)
		return ROBOTS_ERROR;
	if (site->known == ROBOTS_RULES || site->known == ROBOTS_UNREACHABLE)
		return judge(site, j, reason);
	bool first = site->known == ROBOTS_UNKNOWN;

	site->known = ROBOTS_ASKED;
	/* parked first: a robots.txt that cannot be queued frees it at once */
	robots_sites_park(&f->sites, site, j);
	if (first && ask(f, site, j, e) != 0)
		return ROBOTS_ERROR;
	return ROBOTS_WAIT;
}
