#include "store/query/polls.h"

#include "store/db/check.h"
#include "store/db/rollup_read.h"

#include <math.h>
#include <stdlib.h>

bool polls_is_feed(const struct obs_row *row, struct str feed)
{
	return row->key.doc == doc_of_id(feed);
}

bool polls_good(struct reader *r, const struct obs_row *row, struct err *e)
{
	struct str reason;

	if (row->status == 200 || row->status == 304)
		return true;
	return row->status == 0 && row->reason &&
	       read_name(r, NAME_WORD, row->reason, &reason, e) == 1 &&
	       str_eq(reason, STR("fetched"));
}

/* The first good poll at or after a bucket: 1 and its bucket, 0, -1. */
static int next_good(struct reader *r, const struct catalog_series *s,
    struct str feed, const struct grid *g, size_t *bucket, struct err *e)
{
	struct read_rows *it = read_rows_begin(
	    r, s->id, g->edge[*bucket], g->edge[g->n], READ_ANY_MODEL, e);
	struct obs_row row;
	int rc;

	if (!it)
		return -1;
	while ((rc = read_rows_next(it, &row, e)) == 1)
		if (polls_is_feed(&row, feed) && polls_good(r, &row, e))
			break;
	if (rc == 1)
		*bucket = grid_bucket(g, row.key.time);
	read_rows_end(it);
	return e->code ? -1 : rc;
}

bool polls_has(const struct catalog_series *s)
{
	return s->kind == OBS_OUTCOME;
}

/* bucket by bucket, from the rows; `good` is the feed's */
static int read_rows(bool *good, struct reader *r,
    const struct catalog_series *s, struct str feed, const struct grid *g,
    struct err *e)
{
	if (read_check_months(r, s->id, g->edge[0], g->edge[g->n], e) != 0)
		return -1;
	for (size_t b = 0; b < g->n; b++) {
		int rc = next_good(r, s, feed, g, &b, e);

		if (rc <= 0)
			return rc;
		good[b] = true;
	}
	return 0;
}

/* the bucket of each day of the grid */
static uint32_t *buckets_of_days(const struct grid *g)
{
	int64_t n = (g->edge[g->n] - g->edge[0]) / STAMP_DAY, day = 0;
	uint32_t *v = mem_new((size_t)n + 1, sizeof *v);

	for (size_t b = 0; b < g->n; b++)
		for (; g->edge[0] + day * STAMP_DAY < g->edge[b + 1]; day++)
			v[day] = (uint32_t)b;
	return v;
}

/* month by month, from the rollup */
static int read_days(bool *good, struct rollup_reader *rr, struct str feed,
    const struct grid *g, const uint32_t *bucket, struct err *e)
{
	uint32_t last = check_month(g->edge[g->n] - 1), days;
	struct rollup_feed f;

	if (rollup_feed_of(rr->r, feed, &f, e) != 0)
		return -1;
	for (uint32_t m = check_month(g->edge[0]); m <= last; m++) {
		int64_t at = check_month_begin(m);

		if (rollup_read_polls(rr, m, &f, &days, e) != 0)
			return -1;
		for (; days; days >>= 1, at += STAMP_DAY)
			if (days & 1 && at >= g->edge[0] && at < g->edge[g->n])
				good[bucket[(at - g->edge[0]) / STAMP_DAY]] =
				    true;
	}
	return 0;
}

int polls_read(struct polls *p, const struct catalog *c, struct reader *r,
    const struct grid *g, bool days, struct err *e)
{
	uint32_t *bucket = days ? buckets_of_days(g) : NULL;
	struct rollup_reader rr;
	bool *good;
	int rc = 0;

	*p = (struct polls){.n_buckets = g->n};
	for (size_t i = 0; i < c->n; i++)
		p->n_feeds += polls_has(&c->v[i]);
	p->good = good = mem_new(p->n_feeds * g->n + 1, sizeof *p->good);
	for (size_t i = 0; i < c->n && rc == 0; i++) {
		const struct catalog_series *s = &c->v[i];

		if (!polls_has(s))
			continue;
		struct str feed = c->entities.v[s->entity];

		rollup_reader_begin(&rr, r, s->id);
		rc = days ? read_days(good, &rr, feed, g, bucket, e)
			  : read_rows(good, r, s, feed, g, e);
		rollup_reader_end(&rr);
		good += g->n;
	}
	free(bucket);
	return rc;
}

size_t polls_feed(const struct catalog *c, struct str url)
{
	uint32_t name = catalog_find(&c->entities, url);
	size_t feed = 0;

	if (name == CATALOG_NONE)
		return SIZE_MAX;
	for (size_t i = 0; i < c->n; i++) {
		if (!polls_has(&c->v[i]))
			continue;
		if (c->v[i].entity == name)
			return feed;
		feed++;
	}
	return SIZE_MAX;
}

static uint32_t source_of(const struct first *f)
{
	return (uint32_t)(f->in.key >> 1);
}

/* one for each source, in order */
struct polls_newest *polls_newest_of(const struct firsts *t, size_t *n)
{
	uint32_t most = 0;
	struct polls_newest *v;
	const struct first **of;

	for (size_t i = 0; i < t->n; i++)
		if (source_of(&t->v[i]) > most)
			most = source_of(&t->v[i]);
	of = mem_new((size_t)most + 1, sizeof *of);
	for (size_t i = 0; i < t->n; i++) /* in order of time */
		of[source_of(&t->v[i])] = &t->v[i];
	v = mem_new((size_t)most + 1, sizeof *v);
	*n = 0;
	for (uint32_t s = 0; s <= most; s++)
		if (of[s])
			v[(*n)++] =
			    (struct polls_newest){s, of[s]->doc, of[s]->known};
	free(of);
	return v;
}

int polls_sources(struct polls *p, const struct catalog *c,
    const struct polls_newest *v, size_t n, struct docline *d, struct err *e)
{
	p->sources = mem_new(n + 1, sizeof *p->sources);
	for (size_t i = 0; i < n; i++) {
		struct polls_source *to = &p->sources[p->n_sources++];

		*to = (struct polls_source){v[i].source, SIZE_MAX};
		if (p->n_feeds == 0)
			continue;
		int rc = docline_read(d, v[i].doc, v[i].known, e);

		if (rc < 0)
			return -1;
		if (rc == 1)
			to->feed = polls_feed(c, docline_member(d, "feed"));
	}
	return 0;
}

void polls_release(struct polls *p)
{
	free(p->good);
	free(p->sources);
	*p = (struct polls){0};
}

bool polls_any(const struct polls *p, size_t bucket)
{
	for (size_t i = 0; i < p->n_feeds; i++)
		if (p->good[i * p->n_buckets + bucket])
			return true;
	return false;
}

/* strata and sources are both in order of source */
double polls_coverage(const struct polls *p, const struct strata *s,
    size_t bucket, int64_t from, int64_t to)
{
	size_t all = 0, polled = 0, at = 0;

	for (size_t i = 0; i < s->n; i++) {
		size_t n = strata_count_in(s, i, from, to);
		uint32_t source = (uint32_t)(s->v[i].key >> 1);

		while (at < p->n_sources && p->sources[at].source < source)
			at++;
		all += n;
		if (at < p->n_sources && p->sources[at].source == source &&
		    p->sources[at].feed != SIZE_MAX &&
		    p->good[p->sources[at].feed * p->n_buckets + bucket])
			polled += n;
	}
	return all ? (double)polled / (double)all : (double)NAN;
}
