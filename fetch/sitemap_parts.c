#include "fetch/sitemap_parts.h"

#include "fetch/poll_plan.h"
#include "fetch/sitemap_index.h"
#include "fetch/web_url.h"

enum { PARTS_MAX = 20 /* sitemaps of an index, the newest */ };

/* a sitemap that changed since we had it; a day's name means all of that day */
static bool is_part_due(const struct feed_memory *m, const struct feed_spec *s,
    const struct sitemap_entry *x, int64_t now)
{
	int64_t changed = x->changed;

	if (changed == STAMP_NONE || m->failures ||
	    m->last_success == STAMP_NONE)
		return poll_plan_due(m, s, now);
	if (changed % STAMP_DAY == 0)
		changed += STAMP_DAY;
	return changed > m->last_success;
}

static int queue_part(struct fetcher *f, const struct job *index,
    const struct sitemap_entry *x, struct sitemap_parts *parts, struct err *e)
{
	const struct poll *of = index->user;
	struct job *j = job_new(x->url, poll_feeds_done);
	struct poll *p = arena_new(&j->arena, sizeof *p);
	int rc = fetch_state_feed(f->state, x->url, &j->arena, &p->memory, e);

	if (rc < 0 || p->memory.gone ||
	    !is_part_due(
		&p->memory, index->spec, x, stamp_now(&f->emit.clock))) {
		/* nothing but time will tell when it is to be asked */
		parts->left |= !p->memory.gone &&
			       (p->memory.failures || x->changed == STAMP_NONE);
		job_free(j);
		return rc < 0 ? -1 : 0;
	}
	p->memory.part = true;
	p->counts = of->counts;
	p->key = j->url;
	j->user = p;
	poll_feeds_begin(j, index->spec, &p->memory);
	j->obey = true; /* the user did not name it */
	f->in++;
	of->counts->due++;
	parts->asked++;
	long long failed = f->failed;

	rc = fetcher_queue(f, j, e);
	parts->left |= f->failed > failed; /* at once */
	return rc;
}

int sitemap_parts_queue(struct fetcher *f, struct job *j,
    const struct answer *a, struct sitemap_parts *parts, struct err *e)
{
	const struct poll *p = j->user;
	struct sitemap_entry *entries;
	struct buf scratch;
	size_t looked_at = 0;
	int rc = 0;

	if (!str_eq(j->spec->kind, STR("sitemap")) || a->status == 304)
		return 0;
	buf_init(&scratch, SITEMAP_TEXT_MAX_BYTES);
	parts->n = sitemap_index_read(
	    sitemap_text(a->head, a->body, &scratch), &j->arena, &entries);
	for (size_t i = 0; i < parts->n && looked_at < PARTS_MAX && rc == 0 &&
			   !p->memory.part;
	     i++) {
		struct str url = arena_str(&j->arena, entries[i].url);

		if (!web_url_same_site(j->spec->url.p, url.p))
			continue;
		looked_at++;
		entries[i].url = url;
		rc = queue_part(f, j, &entries[i], parts, e);
	}
	buf_release(&scratch);
	return rc;
}

int sitemap_parts_failed(struct fetcher *f, const struct job *part,
    const char *reason, struct err *e)
{
	struct arena a = {0};
	struct feed_memory m;
	int rc = fetch_state_feed(f->state, part->spec->url, &a, &m, e);

	if (rc == 1) {
		m.etag = m.modified = (struct str){NULL, 0};
		m.reason =
		    arena_printf(&a, "a sitemap of it failed: %.300s", reason);
		fetch_state_note_feed(f->state, part->spec->url, &m);
	}
	arena_release(&a);
	return rc < 0 ? -1 : 0;
}
