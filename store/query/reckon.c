#include "store/query/reckon.h"

#include "store/query/daily.h"
#include "store/query/reckon_inside.h"
#include "store/query/stat_aes.h"
#include "store/query/stat_demand.h"
#include "store/query/stat_net.h"
#include "store/query/stat_response.h"
#include "store/query/stat_z.h"

#include <stdlib.h>
#include <string.h>

int64_t reckon_first_needed(const struct reckon *r)
{
	int64_t from = r->grid.edge[0];
	bool trailing = !r->q->no_coverage || r->needs[MEASURE_SHARE] ||
			r->needs[MEASURE_BUZZ];
	long days = trailing ? RECKON_TRAILING_DAYS : 0;

	if (r->needs[MEASURE_DECAY] && days < STAT_DECAY_DAYS)
		days = STAT_DECAY_DAYS;
	if ((r->needs[MEASURE_AES] || r->needs[MEASURE_AEV]) &&
	    days < STAT_AES_DAYS)
		days = STAT_AES_DAYS;

	from = bucket_days_before(&r->q->rule, from, days);
	return from - RECKON_SPREAD;
}

struct gather reckon_gathering(const struct reckon *r)
{
	return (struct gather){
	    .reader = r->q->reader,
	    .selection = &r->q->selection,
	    .clock = &r->clock,
	    .model = r->q->model,
	    .checked = r->q->checked,
	    .catalog = r->q->catalog.v,
	    .under_a_day = r->q->rule.every == BUCKET_HOUR,
	};
}

enum tell_unit reckon_unit(const struct reckon *r, enum tell_unit one)
{
	return r->q->ask->duplicates ? TELL_ARTICLE : one;
}

/* only other clocks than the published one, and ages, need it */
static int read_clock(struct reckon *r, struct err *e)
{
	bool published = r->q->selection.clock == CLOCK_PUBLISHED;

	if (published && !r->needs[MEASURE_DECAY])
		return 0;
	return doc_clock_read(&r->clock, &r->q->catalog, r->q->reader,
	    published ? reckon_first_needed(r) : STAMP_NONE,
	    published ? r->grid.edge[r->grid.n] : INT64_MAX, e);
}

/* values of earlier buckets that the first one shown looks back on */
static size_t past_of(
    const struct question *q, const struct measure *stats, size_t n)
{
	/* the value that stands for a gap may lie before the range */
	bool fills = q->ask->fill && strcmp(q->ask->fill, "prev") == 0;
	size_t window = stat_z_window(q->rule.every), past = 0;
	bool z = fills, response = false;

	for (size_t i = 0; i < n; i++) {
		z |= stats[i].z;
		response |= stats[i].kind == MEASURE_RESPONSE;
	}
	past += z ? window : 0;
	past += response ? STAT_RESPONSE_PAST : 0;
	return past;
}

int reckon_open(struct reckon *r, struct question *q,
    const struct measure *stats, size_t n, struct err *e)
{
	*r = (struct reckon){.q = q};
	for (size_t i = 0; i < n; i++)
		r->needs[stats[i].kind] = true;
	if (grid_build(&r->grid, &q->rule, q->since, q->until,
		past_of(q, stats, n), e) != 0)
		return -1;
	bool days = !q->ask->from_rows && daily_fits_grid(&r->grid);

	if (polls_read(&r->polls, &q->catalog, q->reader, &r->grid, days, e) !=
	    0)
		return -1;
	if (!q->has_model)
		return 0;
	return read_clock(r, e) == 0 ? reckon_articles(r, e) : -1;
}

void reckon_release(struct reckon *r)
{
	grid_release(&r->grid);
	doc_clock_release(&r->clock);
	strata_release(&r->n);
	strata_release(&r->n_parts);
	polls_release(&r->polls);
}

/* which series a target is gathered from */
struct want {
	bool mentions;
	const bool *signals; /* by what; NULL: every one */
	bool cues;
	unsigned modalities;
};

static bool wants(const struct want *w, const struct catalog_series *s)
{
	if (s->kind == OBS_MENTION)
		return w->mentions;
	return s->kind == OBS_SIGNAL && w->cues &&
	       (!w->signals || w->signals[s->what]);
}

static int gather_target(struct reckon *r, struct gather *g,
    const struct target *t, const struct want *w, struct err *e)
{
	const struct catalog *c = &r->q->catalog;

	g->alone = t->alone;
	for (size_t i = 0; i < c->n; i++) {
		const struct catalog_series *s = &c->v[i];

		if (wants(w, s) && question_matches(r->q, t, s->entity) &&
		    gather_series(g, s, r->q->owner[s->entity],
			reckon_first_needed(r), r->grid.edge[r->grid.n],
			w->modalities, e) != 0)
			return -1;
	}
	gather_join(g);
	return 0;
}

static void take_cues(struct reckon_target *to, struct gather *g)
{
	free(to->cues);
	to->cues = g->cues;
	to->n_cues = g->n_cues;
	g->cues = NULL;
	g->n_cues = g->cues_cap = 0;
}

static void keep_signalled(struct gather *g)
{
	size_t kept = 0;

	for (size_t i = 0; i < g->n; i++)
		if (g->members[i].signal)
			g->members[kept++] = g->members[i];
	g->n = kept;
}

static int by_known(const void *a, const void *b)
{
	const struct stat_decaying *x = a, *y = b;

	return x->known < y->known ? -1 : x->known > y->known;
}

static void set_decaying(struct reckon_target *to)
{
	to->decaying = mem_new(to->x.n + 1, sizeof *to->decaying);
	for (size_t i = 0; i < to->x.n; i++) {
		const struct tell_story *s = &to->x.v[i];

		if (!isnan(s->tone))
			to->decaying[to->n_decaying++] = (struct stat_decaying){
			    s->weight, s->tone, s->known};
	}
	if (to->n_decaying > 1)
		qsort(to->decaying, to->n_decaying, sizeof *to->decaying,
		    by_known);
}

static void set_stories(struct reckon *r, struct gather *g,
    struct reckon_target *to, unsigned modalities)
{
	struct tell by_source;
	size_t n;

	to->undated = g->undated;
	tell_stories(&by_source, g->members, g->n, reckon_unit(r, TELL_SOURCE));
	strata_tell(&to->x_parts, &by_source);
	tell_release(&by_source);
	tell_stories(&to->x, g->members, g->n, reckon_unit(r, TELL_STORY));
	to->demand = mem_new(to->x.n + 1, 1);
	for (size_t i = 0; i < to->x.n && to->n_cues; i++) {
		struct cue *c = reckon_cues(to, to->x.v[i].doc, &n);

		to->demand[i] = (signed char)stat_demand(c, n, modalities);
	}
	if (r->needs[MEASURE_DECAY])
		set_decaying(to);
}

int reckon_target(struct reckon *r, const struct target *t,
    struct reckon_target *to, struct err *e)
{
	struct question *q = r->q;
	bool by_signal = q->signals || t->compute;
	bool demand =
	    r->needs[MEASURE_BALANCE] || r->needs[MEASURE_DISAGREEMENT];
	unsigned stated = q->modalities ? q->modalities : CUE_STATED;
	struct want want = {
	    .mentions = !t->compute, .signals = q->signals, .cues = by_signal};
	struct gather g = reckon_gathering(r), of_cues = reckon_gathering(r);
	int rc;

	*to = (struct reckon_target){0};
	if (!q->has_model)
		return 0;
	g.no_cues = !demand;
	want.modalities = q->signals ? stated : RECKON_ANY_MODALITY;
	rc = gather_target(r, &g, t, &want, e);
	if (rc == 0 && by_signal) {
		keep_signalled(&g);
		take_cues(to, &g);
	} else if (rc == 0 && demand) {
		want = (struct want){false, NULL, true, RECKON_ANY_MODALITY};
		rc = gather_target(r, &of_cues, t, &want, e);
		if (rc == 0)
			take_cues(to, &of_cues);
	}
	if (rc == 0)
		set_stories(r, &g, to, stated);
	gather_release(&g);
	gather_release(&of_cues);
	return rc;
}

/* what an article says, for one of the groups */
struct saying {
	bool in;
	signed char demand, cost;
	unsigned char side;
};

struct grouping {
	enum measure_group group;
	unsigned char *role; /* by number of the signal */
	unsigned stated;
};

static struct saying saying_of(
    const struct grouping *g, struct cue *cues, size_t n)
{
	struct saying s = {0};

	if (g->group == GROUP_LINKS) {
		s.side = (unsigned char)stat_jevons_side(
		    cues, n, g->role, g->stated);
		s.in = s.side != JEVONS_NONE;
	} else if (g->group == GROUP_COSTS) {
		s.cost = (signed char)stat_net_cost(
		    cues, n, g->role, g->stated, &s.in);
	} else {
		s.demand = (signed char)stat_demand(cues, n, g->stated);
		s.in = n > 0;
	}
	return s;
}

static void set_sayings(struct reckon_target *to, const struct grouping *g)
{
	size_t n;

	to->side = mem_new(to->x.n + 1, 1);
	to->demand = mem_new(to->x.n + 1, 1);
	to->cost = mem_new(to->x.n + 1, 1);
	for (size_t i = 0; i < to->x.n; i++) {
		struct cue *c = reckon_cues(to, to->x.v[i].doc, &n);
		struct saying s = saying_of(g, c, n);

		to->side[i] = s.side;
		to->demand[i] = s.demand;
		to->cost[i] = s.cost;
	}
}

int reckon_group(struct reckon *r, enum measure_group group,
    struct reckon_target *to, struct err *e)
{
	const struct catalog_names *whats = &r->q->catalog.whats;
	const struct target all = {.all = true, .entity = CATALOG_NONE};
	struct grouping by = {.group = group,
	    .role = mem_new(whats->n + 1, 1),
	    .stated =
		r->q->modalities ? r->q->modalities : (unsigned)CUE_STATED};
	bool *wanted = mem_new(whats->n + 1, sizeof *wanted);
	struct gather g = reckon_gathering(r);
	size_t kept = 0, n;

	*to = (struct reckon_target){0};
	for (size_t i = 0; i < whats->n; i++) {
		by.role[i] = (unsigned char)stat_jevons_role(whats->v[i]);
		wanted[i] =
		    group == GROUP_DEMAND || by.role[i] != JEVONS_NO_ROLE;
	}
	const struct want want = {false, wanted, true, RECKON_ANY_MODALITY};
	int rc = r->q->has_model ? gather_target(r, &g, &all, &want, e) : 0;

	take_cues(to, &g);
	for (size_t i = 0; i < g.n && rc == 0; i++) {
		struct cue *c = reckon_cues(to, g.members[i].doc, &n);

		if (saying_of(&by, c, n).in)
			g.members[kept++] = g.members[i];
	}
	g.n = kept;
	if (rc == 0) {
		tell_stories(
		    &to->x, g.members, g.n, reckon_unit(r, TELL_STORY));
		set_sayings(to, &by);
	}
	gather_release(&g);
	free(by.role);
	free(wanted);
	return rc;
}

void reckon_target_release(struct reckon_target *t)
{
	tell_release(&t->x);
	strata_release(&t->x_parts);
	free(t->demand);
	free(t->side);
	free(t->cost);
	free(t->decaying);
	free(t->cues);
	*t = (struct reckon_target){0};
}

struct cue *reckon_cues(const struct reckon_target *t, uint64_t doc, size_t *n)
{
	size_t low = 0, high = t->n_cues;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (t->cues[mid].doc < doc)
			low = mid + 1;
		else
			high = mid;
	}
	*n = 0;
	while (low + *n < t->n_cues && t->cues[low + *n].doc == doc)
		++*n;
	return t->cues ? t->cues + low : NULL;
}
