#include "store/query/tracks.h"

#include "store/query/stat_elasticity.h"
#include "store/query/stat_net.h"
#include "store/query/stat_response.h"

#include <stdlib.h>

enum { QUARTERS = 4, QUARTER_SLACK = 20 };

static bool needs(const struct tracks *t, enum measure_kind kind)
{
	for (size_t i = 0; i < t->n_stats; i++)
		if (t->stats[i].kind == kind)
			return true;
	return false;
}

/* the definition answers the question that is asked now */
static int check_question(
    const struct tracks *t, const struct index_def *d, struct err *e)
{
	struct buf b;

	buf_init(&b, 1 << 16);
	index_question(&b, t->q->ask);
	bool same = str_eq(buf_view(&b), d->question);

	buf_release(&b);
	return same ? 0
		    : err_set(e, EXIT_USAGE,
			  "the index '%.*s' is of another question: %.*s "
			  "(or ask 'index %.*s')",
			  STR_ARG(d->name), STR_ARG(d->question),
			  STR_ARG(d->name));
}

static int find_defs(struct tracks *t, struct err *e)
{
	t->defs = arena_new(&t->arena, (t->n_stats + 1) * sizeof *t->defs);
	for (size_t i = 0; i < t->n_stats; i++)
		if (t->stats[i].name.p &&
		    (index_find(&t->defs[i], t->q->reader, t->stats[i].name,
			 &t->arena, e) != 0 ||
			/* a reference has its origins spelt out */
			(!t->q->ask->cell &&
			    check_question(t, &t->defs[i], e) != 0)))
			return -1;
	return 0;
}

static int net_values(struct tracks *t, enum measure_group group,
    enum measure_kind kind, struct reckon_value **to, struct err *e)
{
	struct reckon_target x = {0};
	int rc = reckon_group(&t->r, group, &x, e);

	*to = mem_new(t->r.grid.n + 1, sizeof **to);
	for (size_t i = 0; i < t->r.grid.n && rc == 0; i++)
		(*to)[i] = reckon_value(&t->r, &x, kind, i);
	reckon_target_release(&x);
	return rc;
}

int tracks_prepare(struct tracks *t, struct err *e)
{
	const struct ask *a = t->q->ask;

	if (find_defs(t, e) != 0)
		return -1;
	if ((needs(t, MEASURE_GAP) || needs(t, MEASURE_RESPONSE)) &&
	    (net_values(t, GROUP_DEMAND, MEASURE_NET_DEMAND, &t->demand, e) !=
		    0 ||
		net_values(t, GROUP_COSTS, MEASURE_NET_COST, &t->cost, e) != 0))
		return -1;
	if (!needs(t, MEASURE_ELASTICITY))
		return 0;
	if (hard_open(&t->spending, t->q, str_of(a->spending), e) != 0)
		return -1;
	return hard_open(&t->price, t->q, str_of(a->price), e);
}

static bool too_early(const struct tracks *t, size_t stat, size_t bucket)
{
	return !t->q->ask->hypothetical &&
	       t->r.grid.edge[bucket + 1] <= t->defs[stat].known;
}

/* ---- the index ---- */

static size_t of_source(
    const struct strata *s, uint32_t id, int64_t from, int64_t to)
{
	uint64_t key = (uint64_t)id << 1;

	return strata_count(s, key, from, to) +
	       strata_count(s, key | 1, from, to);
}

static struct reckon_value index_value(
    struct tracks *t, size_t stat, const struct reckon_target *x, size_t bucket)
{
	const struct index_def *d = &t->defs[stat];
	const int64_t *edge = &t->r.grid.edge[bucket];
	struct stat_index_source *panel =
	    mem_new(d->n_panel + 1, sizeof *panel);
	double *y = mem_new(d->n_panel + 1, sizeof *y);
	struct reckon_value v = reckon_value(&t->r, x, MEASURE_COUNT, bucket);
	size_t present = 0;

	for (size_t i = 0; i < d->n_panel; i++) {
		uint32_t id = d->panel[i].id;
		size_t n = of_source(&t->r.n_parts, id, edge[0], edge[1]);
		size_t m = of_source(&x->x_parts, id, edge[0], edge[1]);

		panel[i] = d->panel[i].is;
		y[i] = id && n ? (double)m / (double)n : (double)NAN;
	}
	double mean = stat_index_mean(y, panel, d->n_panel, &present);

	v.v = stat_null((double)present);
	if (!too_early(t, stat, bucket) && d->mean > 0)
		v.v.value = 100 * mean / d->mean;
	free(panel);
	free(y);
	return v;
}

/* ---- costs and demand ---- */

static struct reckon_value gap(
    const struct tracks *t, size_t stat, size_t bucket)
{
	const struct index_def *def = &t->defs[stat];
	struct reckon_value v = t->demand[bucket];

	v.stories += t->cost[bucket].stories;
	v.v.n += t->cost[bucket].v.n;
	v.v.value =
	    too_early(t, stat, bucket)
		? (double)NAN
		: stat_net_gap(t->demand[bucket].v.value, def->demand_sd,
		      t->cost[bucket].v.value, def->cost_sd);
	v.v.se = (double)NAN;
	return v;
}

static struct reckon_value response(const struct tracks *t, size_t bucket)
{
	double d[STAT_RESPONSE_PAST], c[STAT_RESPONSE_PAST];
	struct reckon_value v = {stat_null(0), 0, t->demand[bucket].n};

	if (bucket < STAT_RESPONSE_PAST)
		return v;
	for (size_t i = 0; i < STAT_RESPONSE_PAST; i++) {
		size_t at = bucket - STAT_RESPONSE_PAST + i;

		d[i] = t->demand[at].v.value;
		c[i] = t->cost[at].v.value;
	}
	v.v = stat_response(d, c);
	return v;
}

/* ---- hard series ---- */

/* the value whose period ended about a year before that of v[n - 1] */
static const struct hard_value *year_before(
    const struct hard_value *v, size_t n)
{
	for (size_t i = n; i-- > 0;) {
		int32_t days = v[n - 1].end - v[i].end;

		if (days >= 365 - QUARTER_SLACK && days <= 365 + QUARTER_SLACK)
			return &v[i];
	}
	return NULL;
}

/* the mean of a user's values within a quarter; NaN: none */
static double mean_within(
    const struct hard_value *v, size_t n, const struct hard_value *quarter)
{
	int32_t from =
	    quarter->start == OBS_NONE ? quarter->end - 90 : quarter->start;
	double sum = 0;
	size_t k = 0;

	for (size_t i = 0; i < n; i++)
		if (v[i].end >= from && v[i].end <= quarter->end) {
			sum += v[i].value;
			k++;
		}
	return k ? sum / (double)k : (double)NAN;
}

static struct reckon_value elasticity(struct tracks *t, size_t bucket)
{
	/* a year's end is known when it was filed, which is after it */
	int64_t end = t->r.grid.edge[bucket + 1] - 1;
	int64_t known = read_as_of(t->q->reader);
	struct reckon_value to = {stat_null(0), 0, 0};
	size_t n, n_prices;
	const struct hard_value *r = hard_at(&t->spending, known, end, &n);
	const struct hard_value *before = n ? year_before(r, n) : NULL;
	const struct hard_value *p = hard_at(&t->price, known, end, &n_prices);

	if (!before)
		return to;
	to.v = stat_elasticity(r[n - 1].value, before->value,
	    mean_within(p, n_prices, &r[n - 1]),
	    mean_within(p, n_prices, before));
	return to;
}

struct reckon_value tracks_made(
    struct tracks *t, size_t stat, const struct reckon_target *x, size_t bucket)
{
	switch (t->stats[stat].kind) {
	case MEASURE_INDEX:
		return index_value(t, stat, x, bucket);
	case MEASURE_GAP:
		return gap(t, stat, bucket);
	case MEASURE_RESPONSE:
		return response(t, bucket);
	case MEASURE_ELASTICITY:
		return elasticity(t, bucket);
	case MEASURE_COUNT:
	case MEASURE_SHARE:
	case MEASURE_TONE:
	case MEASURE_BALANCE:
	case MEASURE_DISAGREEMENT:
	case MEASURE_BUZZ:
	case MEASURE_DECAY:
	case MEASURE_JEVONS:
	case MEASURE_UNLINKED:
	case MEASURE_AES:
	case MEASURE_AEV:
	case MEASURE_NET_DEMAND:
	case MEASURE_NET_COST:
	case MEASURE_KINDS:
		break;
	}
	BUG("statistic");
}
