/* N: from the rollup, else from the rows */
#include "store/query/daily.h"
#include "store/query/origins.h"
#include "store/query/reckon_inside.h"

#include <stdlib.h>

static void settle_origins(struct reckon *r, struct gather *g, unsigned live)
{
	int64_t from = r->grid.edge[r->grid.first];
	struct origins o = {0};
	size_t kept = 0;

	for (size_t i = 0; i < g->n; i++) {
		bool in = g->members[i].at >= from;
		bool is = live >> g->members[i].origin & 1u;

		o.shown += in && is;
		o.others += in && !is;
		o.past += !in && is;
		o.others_past += !in && !is;
	}
	r->other_origins = o.others;
	r->none_live = origins_none_live(&o);
	r->q->selection.origins = r->none_live ? 0 : live;
	if (r->none_live)
		return;
	for (size_t i = 0; i < g->n; i++)
		if (live >> g->members[i].origin & 1u)
			g->members[kept++] = g->members[i];
	g->n = kept;
}

static void keep_counted(struct gather *g)
{
	size_t kept = 0;

	for (size_t i = 0; i < g->n; i++)
		if (g->members[i].counted)
			g->members[kept++] = g->members[i];
	g->n = kept;
}

static int find_feeds(
    struct reckon *r, const struct polls_newest *v, size_t n, struct err *e)
{
	struct docline d;

	docline_begin(&d, r->q->reader, r->q->model);
	int rc = polls_sources(&r->polls, &r->q->catalog, v, n, &d, e);

	docline_release(&d);
	return rc;
}

/* N and its parts; those before the spread are no stories of the answer */
static int set_all(struct reckon *r, struct gather *g, struct err *e)
{
	int64_t begin = reckon_first_needed(r) + RECKON_SPREAD;
	struct polls_newest *newest;
	struct firsts f;
	size_t n;

	firsts_of(&f, g->members, g->n, reckon_unit(r, TELL_SOURCE));
	firsts_begin(&f, begin);
	strata_build(&r->n_parts, &f.v->in, f.n, sizeof *f.v);
	newest = polls_newest_of(&f, &n);
	int rc = find_feeds(r, newest, n, e);

	free(newest);
	firsts_release(&f);
	firsts_of(&f, g->members, g->n, reckon_unit(r, TELL_STORY));
	firsts_begin(&f, begin);
	firsts_strata(&r->n, &f);
	firsts_release(&f);
	return rc;
}

static int gather_articles(struct reckon *r, struct err *e)
{
	struct gather g = reckon_gathering(r);
	const struct catalog *c = &r->q->catalog;
	unsigned live = r->q->selection.origins;
	int rc = 0;

	if (r->q->origin_auto)
		r->q->selection.origins = 0;
	for (size_t i = 0; i < c->n && rc == 0; i++)
		if (c->v[i].kind == OBS_ARTICLE)
			rc = gather_series(&g, &c->v[i], CATALOG_NONE,
			    reckon_first_needed(r), r->grid.edge[r->grid.n],
			    RECKON_ANY_MODALITY, e);
	if (rc == 0) {
		gather_settle(&g);
		if (r->q->origin_auto)
			settle_origins(r, &g, live);
		r->undated = g.undated;
		r->vague = g.vague;
		keep_counted(&g);
		rc = set_all(r, &g, e);
	}
	gather_release(&g);
	return rc;
}

/* The same from the rollup: 1, 0 it cannot tell, -1 */
static int read_daily(struct reckon *r, struct err *e)
{
	int64_t from = reckon_first_needed(r);
	struct daily_span s = {from, from + RECKON_SPREAD, &r->grid};
	struct daily d;

	if (!daily_fits(r->q, &r->grid, RECKON_TRAILING_DAYS) ||
	    from % STAMP_DAY)
		return 0;
	int rc = daily_read(&d, r->q, &s, e);

	if (rc == 1) {
		r->undated = d.undated;
		r->none_live = d.none_live;
		r->other_origins = d.other_origins;
		if (d.none_live)
			r->q->selection.origins = 0;
		if (find_feeds(r, d.newest, d.n_newest, e) != 0)
			rc = -1;
		r->n = d.n;
		r->n_parts = d.parts;
		d.n = d.parts = (struct strata){0};
	}
	daily_release(&d);
	return rc;
}

int reckon_articles(struct reckon *r, struct err *e)
{
	int rc = read_daily(r, e);

	return rc == 0 ? gather_articles(r, e) : rc < 0 ? -1 : 0;
}
