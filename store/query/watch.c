#include "store/query/watch.h"

#include "store/query/docsort.h"
#include "store/query/polls.h"

#include <stdlib.h>

enum { TRIES = 4 }; /* articles of a source that are asked for its feed */

static int read_feed(struct watch *w, size_t feed,
    const struct catalog_series *s, struct str url, struct reader *r,
    const struct grid *g, struct err *e)
{
	struct obs_row row;
	int rc = -1;

	if (read_check_months(r, s->id, g->edge[0], g->edge[g->n], e) != 0)
		return -1;
	struct read_versions *it =
	    read_versions_begin(r, s->id, g->edge[0], g->edge[g->n], e);

	while (it && (rc = read_versions_next(it, &row, e)) == 1) {
		int64_t *known = &w->known[feed * w->n_buckets +
					   grid_bucket(g, row.key.time)];

		if (row.key.known < *known && polls_is_feed(&row, url) &&
		    polls_good(r, &row, e))
			*known = row.key.known;
	}
	read_versions_end(it);
	return e->code ? -1 : rc;
}

static int by_known(const void *a, const void *b)
{
	const struct watch_poll *x = a, *y = b;

	if (x->known != y->known)
		return x->known < y->known ? -1 : 1;
	if (x->feed != y->feed)
		return x->feed < y->feed ? -1 : 1;
	return x->bucket < y->bucket ? -1 : x->bucket > y->bucket;
}

static void list_polls(struct watch *w)
{
	for (size_t i = 0; i < w->n_feeds * w->n_buckets; i++)
		w->n_polls += w->known[i] != INT64_MAX;
	w->polls = mem_new(w->n_polls + 1, sizeof *w->polls);
	w->n_polls = 0;
	for (size_t i = 0; i < w->n_feeds * w->n_buckets; i++) {
		size_t bucket = i % w->n_buckets;

		if (w->known[i] == INT64_MAX)
			continue;
		if (w->known[i] < w->first[bucket])
			w->first[bucket] = w->known[i];
		w->polls[w->n_polls++] =
		    (struct watch_poll){w->known[i], i / w->n_buckets, bucket};
	}
	if (w->n_polls > 1)
		qsort(w->polls, w->n_polls, sizeof *w->polls, by_known);
}

int watch_read(struct watch *w, const struct catalog *c, struct reader *r,
    const struct grid *g, struct err *e)
{
	size_t feed = 0;

	*w = (struct watch){.n_buckets = g->n};
	for (size_t i = 0; i < c->n; i++)
		w->n_feeds += polls_has(&c->v[i]);
	w->known = mem_new(w->n_feeds * g->n + 1, sizeof *w->known);
	w->first = mem_new(g->n + 1, sizeof *w->first);
	for (size_t i = 0; i < w->n_feeds * g->n; i++)
		w->known[i] = INT64_MAX;
	for (size_t i = 0; i < g->n; i++)
		w->first[i] = INT64_MAX;
	for (size_t i = 0; i < c->n; i++) {
		const struct catalog_series *s = &c->v[i];

		if (!polls_has(s))
			continue;
		if (read_feed(
			w, feed++, s, c->entities.v[s->entity], r, g, e) != 0)
			return -1;
	}
	list_polls(w);
	return 0;
}

static int by_source(const void *a, const void *b)
{
	const struct vintage *x = *(const struct vintage *const *)a;
	const struct vintage *y = *(const struct vintage *const *)b;

	if (x->m.source != y->m.source)
		return x->m.source < y->m.source ? -1 : 1;
	if (x->m.known != y->m.known)
		return x->m.known < y->m.known ? -1 : 1;
	return x->m.doc < y->m.doc ? -1 : x->m.doc > y->m.doc;
}

static uint64_t source_of(const void *vintage)
{
	const struct vintage *x = *(const struct vintage *const *)vintage;

	return docsort_number_time(x->m.source, x->m.known);
}

/* v: the articles of one source, the first that was known in front */
static int find_feed(struct watch_source *to, const struct catalog *c,
    const struct vintage *const *v, size_t n, struct docline *d, struct err *e)
{
	for (size_t i = 0; i < TRIES && i < n; i++) {
		/* where old texts were removed, the newest tells */
		const struct vintage *x = v[i + 1 < TRIES ? i : n - 1];
		int rc = docline_read(d, x->m.doc, x->m.known, e);

		if (rc < 0)
			return -1;
		if (rc == 0)
			continue;
		to->feed = polls_feed(c, docline_member(d, "feed"));
		return 0;
	}
	return 0;
}

int watch_sources(struct watch *w, const struct catalog *c,
    const struct vintages *articles, struct docline *d, struct err *e)
{
	static const struct docsort_item item = {
	    sizeof(struct vintage *), source_of, by_source};
	const struct vintage **v =
	    mem_new(articles->n + 1, sizeof(struct vintage *));
	size_t n = 0;
	int rc = 0;

	for (size_t i = 0; i < articles->n; i++)
		if (articles->v[i].in && !articles->v[i].again)
			v[n++] = &articles->v[i];
	docsort(v, n, &item);
	w->sources = mem_new(n + 1, sizeof *w->sources);
	for (size_t i = 0, k; i < n && rc == 0; i = k) {
		struct watch_source *to = &w->sources[w->n_sources++];

		for (k = i + 1; k < n && v[k]->m.source == v[i]->m.source; k++)
			;
		*to = (struct watch_source){v[i]->m.source, SIZE_MAX};
		if (w->n_feeds)
			rc = find_feed(to, c, v + i, k - i, d, e);
	}
	free(v);
	return rc;
}

void watch_release(struct watch *w)
{
	free(w->known);
	free(w->first);
	free(w->polls);
	free(w->sources);
	*w = (struct watch){0};
}

bool watch_any(const struct watch *w, size_t bucket, int64_t t)
{
	return w->first[bucket] <= t;
}

bool watch_of(const struct watch *w, uint32_t source, size_t bucket, int64_t t)
{
	size_t low = 0, high = w->n_sources;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (w->sources[mid].source < source)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == w->n_sources || w->sources[low].source != source ||
	    w->sources[low].feed == SIZE_MAX)
		return false;
	return w->known[w->sources[low].feed * w->n_buckets + bucket] <= t;
}
