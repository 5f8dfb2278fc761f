#include "store/query/reckon.h"

#include "store/query/stat_aes.h"

#include <stdlib.h>

/* the stories of one target in one bucket */
struct view {
	struct measure_view m;
	const struct reckon_target *t;
	size_t from, to; /* into t->x */
	int64_t begin, end, trailing;
};

static size_t counted_in(const struct tell *t, size_t from, size_t to)
{
	return t->n ? t->counted[to] - t->counted[from] : 0;
}

size_t reckon_all(const struct reckon *r, int64_t from, int64_t to)
{
	return strata_count(&r->n, 0, from, to);
}

static struct measure_story *stories(const struct view *w)
{
	struct measure_story *v = mem_new(w->to - w->from + 1, sizeof *v);

	for (size_t i = w->from; i < w->to; i++)
		v[i - w->from] = (struct measure_story){
		    .weight = w->t->x.v[i].weight,
		    .tone = w->t->x.v[i].tone,
		    .demand = w->t->demand ? w->t->demand[i] : 0,
		    .cost = w->t->cost ? w->t->cost[i] : 0,
		    .side = w->t->side ? w->t->side[i] : 0,
		    .counted = w->t->x.v[i].counted,
		};
	return v;
}

static struct share_part *parts(const struct reckon *r, const struct view *w)
{
	const struct strata *all = &r->n_parts;
	struct share_part *p = mem_new(all->n, sizeof *p);

	for (size_t i = 0; i < all->n; i++) {
		uint64_t key = all->v[i].key;

		p[i].x = strata_count(&w->t->x_parts, key, w->begin, w->end);
		p[i].n = strata_count_in(all, i, w->begin, w->end);
		p[i].weight = strata_count_in(all, i, w->trailing, w->begin);
	}
	return p;
}

static void count_classes(const struct reckon *r, struct view *w)
{
	const struct tell *x = &w->t->x;
	int64_t from = bucket_days_before(&r->q->rule, w->end, STAT_AES_DAYS);

	for (size_t i = tell_find(x, from); i < w->to; i++) {
		w->m.positive += x->v[i].class > 0;
		w->m.negative += x->v[i].class < 0;
	}
}

static struct stat_value value_of(
    const struct reckon *r, struct view *w, enum measure_kind kind)
{
	const struct tell *x = &w->t->x;
	struct measure_story *v = NULL;
	struct share_part *p = NULL;

	if (kind == MEASURE_DECAY)
		return stat_decay(w->t->decaying, w->t->n_decaying, w->end);
	if (kind == MEASURE_SHARE && !r->q->ask->pooled && r->n_parts.n > 1) {
		w->m.parts = p = parts(r, w);
		w->m.n_parts = r->n_parts.n;
	} else if (kind == MEASURE_BUZZ) {
		w->m.past_all = reckon_all(r, w->trailing, w->begin);
		w->m.past_counted = counted_in(
		    x, tell_find(x, w->trailing), tell_find(x, w->begin));
	} else if (kind == MEASURE_AES || kind == MEASURE_AEV) {
		count_classes(r, w);
	} else if (kind != MEASURE_COUNT && kind != MEASURE_SHARE) {
		w->m.v = v = stories(w);
	}
	struct stat_value to = measure_value(&w->m, kind);

	free(v);
	free(p);
	return to;
}

struct reckon_value reckon_value(const struct reckon *r,
    const struct reckon_target *t, enum measure_kind kind, size_t bucket)
{
	struct view w = {.t = t,
	    .begin = r->grid.edge[bucket],
	    .end = r->grid.edge[bucket + 1]};

	w.from = tell_find(&t->x, w.begin);
	w.to = tell_find(&t->x, w.end);
	w.trailing =
	    bucket_days_before(&r->q->rule, w.begin, RECKON_TRAILING_DAYS);
	w.m.n = w.to - w.from;
	w.m.all = reckon_all(r, w.begin, w.end);
	w.m.counted = counted_in(&t->x, w.from, w.to);
	w.m.looked = polls_any(&r->polls, bucket);
	return (struct reckon_value){value_of(r, &w, kind), w.m.n, w.m.all};
}

double reckon_coverage(const struct reckon *r, size_t bucket)
{
	int64_t begin = r->grid.edge[bucket];
	int64_t from =
	    bucket_days_before(&r->q->rule, begin, RECKON_TRAILING_DAYS);

	return polls_coverage(&r->polls, &r->n_parts, bucket, from, begin);
}
