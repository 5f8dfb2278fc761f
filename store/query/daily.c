#include "store/query/daily.h"

#include "store/db/check.h"
#include "store/db/rollup_read.h"
#include "store/query/origins.h"

#include <stdlib.h>
#include <string.h>

static bool is_day(int64_t t)
{
	return t % STAMP_DAY == 0;
}

bool daily_fits_grid(const struct grid *g)
{
	for (size_t i = 0; i <= g->n; i++)
		if (!is_day(g->edge[i]))
			return false;
	return true;
}

bool daily_fits(const struct question *q, const struct grid *g, long back)
{
	const struct selection *s = &q->selection;

	if (q->ask->from_rows || q->ask->duplicates || !q->has_model ||
	    s->clock != CLOCK_PUBLISHED || s->kinds || s->timed ||
	    !s->sources.all || q->rule.every == BUCKET_HOUR)
		return false;
	/* which of the others there are is known of live ones alone */
	if (!q->origin_auto && s->origins)
		return false;
	if (!daily_fits_grid(g))
		return false;
	for (size_t i = 0; i <= g->n; i++)
		if (!is_day(bucket_days_before(&q->rule, g->edge[i], back)))
			return false;
	return true;
}

/* ---- which view ---- */

/* The language that the selection is of: 1 (0: all of them), 0 where it is
 * more or less than one, -1. */
static int lang_of(struct question *q, uint16_t *lang, struct err *e)
{
	const struct select_set *set = &q->selection.langs;
	bool some = false;
	uint16_t is;

	*lang = 0;
	if (set->all)
		return 1;
	for (uint32_t id = 1; id < set->n; id++) {
		if (!set->has[id])
			continue;
		if (rollup_lang(q->reader, id, &is, e) != 0)
			return -1;
		if (!is || (some && is != *lang))
			return 0;
		*lang = is;
		some = true;
	}
	/* zh-Hant alone is not the whole of zh */
	for (uint32_t id = 1; some; id++) {
		struct str name;
		int rc = read_name(q->reader, NAME_LANG, id, &name, e);

		if (rc != 1)
			return rc < 0 ? -1 : 1;
		if (rollup_lang(q->reader, id, &is, e) != 0)
			return -1;
		if (is == *lang && (id >= set->n || !set->has[id]))
			return 0;
	}
	return 0;
}

/* ---- what the months hold ---- */

/* of all origins, and of live articles */
enum { ALL, LIVE, VIEWS };

struct taking {
	struct question *q;
	const struct daily_span *span;
	struct rollup_view view;
	struct strata_days *n[VIEWS], *parts[VIEWS];
	size_t n_n[VIEWS], cap_n[VIEWS], n_parts[VIEWS], cap_parts[VIEWS];
	struct rollup_newest *newest[VIEWS]; /* by source */
	size_t n_newest[VIEWS];
	size_t shown[VIEWS], past[VIEWS], undated[VIEWS]; /* articles */
};

static void add(
    struct strata_days **v, size_t *n, size_t *cap, struct strata_days item)
{
	if (*n == *cap) {
		*cap = *cap ? 2 * *cap : 1024;
		*v = mem_grow(*v, *cap, sizeof **v);
	}
	(*v)[(*n)++] = item;
}

static void take_newest(struct taking *t, int view)
{
	const struct rollup_view *v = &t->view;
	struct rollup_newest **to = &t->newest[view];
	size_t most = v->n_newest ? v->newest[v->n_newest - 1].source : 0;

	if (most >= t->n_newest[view]) {
		size_t n = 2 * most + 64, was = t->n_newest[view];

		*to = mem_grow(*to, n, sizeof **to);
		memset(*to + was, 0, (n - was) * sizeof **to);
		for (size_t i = was; i < n; i++)
			(*to)[i].at = STAMP_NONE;
		t->n_newest[view] = n;
	}
	for (size_t i = 0; i < v->n_newest; i++)
		if (v->newest[i].at >= t->span->stories)
			(*to)[v->newest[i].source] = v->newest[i];
}

static void take_month(struct taking *t, int view, int64_t begin)
{
	const struct grid *g = t->span->grid;
	const struct rollup_view *v = &t->view;
	int64_t end = g->edge[g->n], from = t->span->stories;

	for (size_t d = 0; d < ROLLUP_DAYS; d++) {
		int64_t at = begin + (int64_t)d * STAMP_DAY;

		if (at < t->span->articles || at >= end)
			continue;
		*(at >= g->edge[g->first] ? &t->shown[view] : &t->past[view]) +=
		    v->articles[d];
		if (at >= from && v->stories[d])
			add(&t->n[view], &t->n_n[view], &t->cap_n[view],
			    (struct strata_days){{0, at}, v->stories[d]});
	}
	for (size_t i = 0; i < v->n_cells; i++) {
		const struct rollup_cell *c = &v->cells[i];
		int64_t at = begin + (int64_t)c->day * STAMP_DAY;

		if (at >= from && at < end)
			add(&t->parts[view], &t->n_parts[view],
			    &t->cap_parts[view],
			    (struct strata_days){{c->key, at}, c->n});
	}
	take_newest(t, view);
}

static int read_month(struct taking *t, struct rollup_reader *rr,
    uint32_t month, uint16_t lang, struct err *e)
{
	const struct grid *g = t->span->grid;

	for (int view = ALL; view < VIEWS; view++) {
		struct rollup_which w = {t->q->model, lang, view == LIVE};

		rollup_view_clear(&t->view);
		if (rollup_read(rr, month, &w, g->edge[g->n], &t->view, e) != 0)
			return -1;
		if (month)
			take_month(t, view, check_month_begin(month));
		else
			t->undated[view] = t->view.articles[0];
	}
	return 0;
}

static int read_all(
    struct taking *t, uint32_t series, uint16_t lang, struct err *e)
{
	const struct grid *g = t->span->grid;
	uint32_t last = check_month(g->edge[g->n] - 1);
	struct rollup_reader rr;

	rollup_reader_begin(&rr, t->q->reader, series);
	int rc = read_month(t, &rr, 0, lang, e);

	for (uint32_t m = check_month(t->span->articles); m <= last && rc == 0;
	     m++)
		rc = read_month(t, &rr, m, lang, e);
	rollup_reader_end(&rr);
	return rc;
}

/* ---- the one that counts ---- */

static void give_newest(struct daily *d, const struct taking *t, int view)
{
	d->newest = mem_new(t->n_newest[view] + 1, sizeof *d->newest);
	for (size_t i = 0; i < t->n_newest[view]; i++) {
		const struct rollup_newest *n = &t->newest[view][i];

		if (n->at != STAMP_NONE)
			d->newest[d->n_newest++] =
			    (struct polls_newest){n->source, n->doc, n->known};
	}
}

static void settle(struct daily *d, struct taking *t)
{
	struct origins o = {.shown = t->shown[LIVE],
	    .others = t->shown[ALL] - t->shown[LIVE],
	    .past = t->past[LIVE],
	    .others_past = t->past[ALL] - t->past[LIVE]};
	int view = ALL;

	d->undated = t->undated[ALL];
	if (t->q->origin_auto) {
		d->other_origins = o.others;
		d->none_live = origins_none_live(&o);
		view = d->none_live ? ALL : LIVE;
	}
	strata_build_days(&d->n, t->n[view], t->n_n[view]);
	strata_build_days(&d->parts, t->parts[view], t->n_parts[view]);
	give_newest(d, t, view);
}

int daily_read(struct daily *d, struct question *q, const struct daily_span *s,
    struct err *e)
{
	struct taking t = {.q = q, .span = s};
	const struct catalog *c = &q->catalog;
	uint16_t lang;
	int rc = lang_of(q, &lang, e);

	*d = (struct daily){0};
	if (rc != 1)
		return rc;
	for (size_t i = 0; i < c->n && rc == 1; i++)
		if (c->v[i].kind == OBS_ARTICLE &&
		    read_all(&t, c->v[i].id, lang, e) != 0)
			rc = -1;
	if (rc == 1)
		settle(d, &t);
	for (int view = ALL; view < VIEWS; view++) {
		free(t.n[view]);
		free(t.parts[view]);
		free(t.newest[view]);
	}
	rollup_view_release(&t.view);
	return rc;
}

void daily_release(struct daily *d)
{
	strata_release(&d->n);
	strata_release(&d->parts);
	free(d->newest);
	*d = (struct daily){0};
}
