#include "store/query/tracks.h"

#include "store/query/stat_z.h"

#include <stdlib.h>

static int check_one(
    const struct measure *m, const struct ask *a, bool compute, struct err *e)
{
	bool weeks = a->every && str_eq(str_of(a->every), STR("1w"));

	if (m->kind == MEASURE_RESPONSE && !weeks)
		return err_set(
		    e, EXIT_USAGE, "'response' is of weeks: --every 1w");
	if (m->kind == MEASURE_ELASTICITY && (!a->spending || !a->price))
		return err_set(e, EXIT_USAGE,
		    "'elasticity' needs --spending and --price: hard series, "
		    "as capex@microsoft");
	if (!measure_of_compute(m->kind))
		return 0;
	if (!compute)
		return err_set(e, EXIT_USAGE,
		    "'%.*s' belongs to the entity compute", STR_ARG(m->label));
	if (a->signal.n)
		return err_set(e, EXIT_USAGE,
		    "'%.*s' has signals of its own: leave --signal out",
		    STR_ARG(m->label));
	return 0;
}

int tracks_check(const struct measure *stats, size_t n, const struct ask *a,
    struct arena *arena, struct err *e)
{
	bool compute = a->entity.n == 0;
	size_t words;
	struct str *v = question_split(arena, &a->entity, &words);

	for (size_t i = 0; i < words; i++)
		compute |=
		    str_eq(v[i], STR("*")) || str_eq(v[i], STR("compute"));
	for (size_t i = 0; i < n; i++)
		if (check_one(&stats[i], a, compute, e) != 0)
			return -1;
	return 0;
}

static void window_of(
    const struct track *t, size_t bucket, size_t window, double *before)
{
	for (size_t i = 0; i < window; i++) {
		size_t back = window - i;

		before[i] =
		    back > bucket ? (double)NAN : t->v[bucket - back].v.value;
	}
}

/* the track's own values become how unusual they are */
static void to_z(struct tracks *t, struct track *to)
{
	size_t window = stat_z_window(t->q->rule.every);
	bool counts = measure_counts(to->stat->kind);
	double *before = mem_new(window, sizeof *before);
	struct stat_value *z = mem_new(t->r.grid.n, sizeof *z);

	for (size_t i = t->r.grid.first; i < t->r.grid.n; i++) {
		window_of(to, i, window, before);
		z[i] = stat_z(to->v[i].v.value, before, window, counts);
	}
	for (size_t i = 0; i < t->r.grid.n; i++)
		to->v[i].v = i < t->r.grid.first ? stat_null(0) : z[i];
	free(before);
	free(z);
}

static bool made(enum measure_kind kind)
{
	return measure_group(kind) == GROUP_NONE || kind == MEASURE_INDEX;
}

static void add(struct tracks *t, struct str entity, size_t stat,
    const struct reckon_target *x)
{
	struct track *to = &t->v[t->n++];
	enum measure_kind kind = t->stats[stat].kind;

	*to = (struct track){
	    entity, &t->stats[stat], mem_new(t->r.grid.n, sizeof *to->v)};
	for (size_t i = 0; i < t->r.grid.n; i++)
		to->v[i] = made(kind) ? tracks_made(t, stat, x, i)
				      : reckon_value(&t->r, x, kind, i);
	if (to->stat->z)
		to_z(t, to);
}

static int add_entity(struct tracks *t, const struct target *of, struct err *e)
{
	struct reckon_target x = {0};
	int rc = reckon_target(&t->r, of, &x, e);

	if (x.undated > t->undated)
		t->undated = x.undated;
	for (size_t i = 0; i < t->n_stats && rc == 0; i++)
		if (measure_group(t->stats[i].kind) == GROUP_ENTITY)
			add(t, of->label, i, &x);
	reckon_target_release(&x);
	return rc;
}

static int add_group(struct tracks *t, enum measure_group group, struct err *e)
{
	struct reckon_target x = {0};
	bool some = false;
	int rc = 0;

	for (size_t i = 0; i < t->n_stats; i++)
		some |= measure_group(t->stats[i].kind) == group;
	if (some && group != GROUP_NONE)
		rc = reckon_group(&t->r, group, &x, e);
	if (x.undated > t->undated)
		t->undated = x.undated;
	for (size_t i = 0; i < t->n_stats && rc == 0; i++)
		if (measure_group(t->stats[i].kind) == group)
			add(t, STR("compute"), i, &x);
	reckon_target_release(&x);
	return rc;
}

int tracks_open(struct tracks *t, struct question *q,
    const struct measure *stats, size_t n, struct err *e)
{
	bool entities = false;
	int rc = 0;

	*t = (struct tracks){.q = q, .stats = stats, .n_stats = n};
	for (size_t i = 0; i < n; i++)
		entities |= measure_group(stats[i].kind) == GROUP_ENTITY;
	t->v = mem_new((q->n_targets + 1) * n, sizeof *t->v);
	if (reckon_open(&t->r, q, stats, n, e) != 0 ||
	    tracks_prepare(t, e) != 0)
		return -1;
	for (size_t i = 0; i < q->n_targets && entities && rc == 0; i++)
		rc = add_entity(t, &q->targets[i], e);
	for (int g = GROUP_ENTITY + 1; g < GROUPS && rc == 0; g++)
		rc = add_group(t, (enum measure_group)g, e);
	return rc;
}

void tracks_close(struct tracks *t)
{
	for (size_t i = 0; i < t->n; i++)
		free(t->v[i].v);
	free(t->v);
	free(t->demand);
	free(t->cost);
	hard_close(&t->spending);
	hard_close(&t->price);
	reckon_release(&t->r);
	arena_release(&t->arena);
	*t = (struct tracks){0};
}
