#include "store/query/polls.h"

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

int polls_read(struct polls *p, const struct catalog *c, struct reader *r,
    const struct grid *g, struct err *e)
{
	size_t feed = 0;

	*p = (struct polls){.n_buckets = g->n};
	for (size_t i = 0; i < c->n; i++)
		p->n_feeds += polls_has(&c->v[i]);
	p->good = mem_new(p->n_feeds * g->n + 1, sizeof *p->good);
	for (size_t i = 0; i < c->n; i++) {
		const struct catalog_series *s = &c->v[i];

		if (!polls_has(s))
			continue;
		if (read_check_months(r, s->id, g->edge[0], g->edge[g->n], e) !=
		    0)
			return -1;
		for (size_t b = 0; b < g->n; b++) {
			int rc =
			    next_good(r, s, c->entities.v[s->entity], g, &b, e);

			if (rc < 0)
				return -1;
			if (rc == 0)
				break;
			p->good[feed * g->n + b] = true;
		}
		feed++;
	}
	return 0;
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

static int by_source(const void *a, const void *b)
{
	const struct polls_source *x = a, *y = b;

	return x->source < y->source ? -1 : x->source > y->source;
}

static struct polls_source *find(const struct polls *p, uint32_t source)
{
	const struct polls_source key = {.source = source};

	return p->n_sources ? bsearch(&key, p->sources, p->n_sources,
				  sizeof *p->sources, by_source)
			    : NULL;
}

static uint32_t source_of(const struct first *f)
{
	return (uint32_t)(f->in.key >> 1);
}

/* one number for each source, in order */
static void list_sources(struct polls *p, const struct firsts *t)
{
	uint32_t most = 0;
	bool *has;

	for (size_t i = 0; i < t->n; i++)
		if (source_of(&t->v[i]) > most)
			most = source_of(&t->v[i]);
	has = mem_new((size_t)most + 1, sizeof *has);
	for (size_t i = 0; i < t->n; i++)
		has[source_of(&t->v[i])] = true;
	p->sources = mem_new((size_t)most + 1, sizeof *p->sources);
	for (uint32_t s = 0; s <= most && t->n; s++)
		if (has[s])
			p->sources[p->n_sources++] =
			    (struct polls_source){s, SIZE_MAX, false};
	free(has);
}

int polls_sources(struct polls *p, const struct catalog *c,
    const struct firsts *by_source_told, struct docline *d, struct err *e)
{
	size_t left;

	list_sources(p, by_source_told);
	left = p->n_sources;
	/* the newest article of each tells */
	for (size_t i = by_source_told->n; i-- > 0 && left && p->n_feeds;) {
		const struct first *s = &by_source_told->v[i];
		struct polls_source *to = find(p, source_of(s));

		if (!to || to->asked)
			continue;
		to->asked = true;
		left--;
		int rc = docline_read(d, s->doc, s->known, e);

		if (rc < 0)
			return -1;
		to->feed = rc == 1 ? polls_feed(c, docline_member(d, "feed"))
				   : SIZE_MAX;
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

double polls_coverage(const struct polls *p, const struct strata *s,
    size_t bucket, int64_t from, int64_t to)
{
	size_t all = 0, polled = 0;

	for (size_t i = 0; i < s->n; i++) {
		size_t n = strata_count(s, s->v[i].key, from, to);
		const struct polls_source *of =
		    find(p, (uint32_t)(s->v[i].key >> 1));

		all += n;
		if (of && of->feed != SIZE_MAX &&
		    p->good[of->feed * p->n_buckets + bucket])
			polled += n;
	}
	return all ? (double)polled / (double)all : (double)NAN;
}
