#include "store/query/report.h"

struct report_balance_of report_sides_balance(const struct report_sides *v)
{
	struct stat_value of = stat_jevons_sample(v->j, v->s, v->b);
	size_t n = v->j + v->s + v->b;

	struct report_balance_of b = {
	    n ? ((double)v->j - (double)v->s) / (double)n : (double)NAN,
	    fmax(-1, of.value - 1.96 * of.se), fmin(1, of.value + 1.96 * of.se),
	    n, false};

	/* not sure by what is rounded away */
	b.sure = b.low >= 0.005 || b.high <= -0.005;
	return b;
}

static struct report_sides of_bucket(
    const struct reckon_target *t, int64_t from, int64_t to)
{
	struct report_sides v = {0};
	size_t end = tell_find(&t->x, to);

	for (size_t i = tell_find(&t->x, from); i < end; i++) {
		v.j += t->side[i] == JEVONS_J;
		v.s += t->side[i] == JEVONS_S;
		v.b += t->side[i] == JEVONS_B;
		v.unlinked += t->side[i] == JEVONS_UNLINKED;
	}
	return v;
}

struct report_sides report_sides_of(
    const struct reckon *k, const struct reckon_target *t, double *by_bucket[4])
{
	struct report_sides all = {0};
	const struct grid *g = &k->grid;

	for (size_t b = g->first; b < g->n; b++) {
		struct report_sides v =
		    of_bucket(t, g->edge[b], g->edge[b + 1]);
		const size_t each[4] = {v.j, v.b, v.s, v.unlinked};

		for (size_t i = 0; by_bucket && i < 4; i++)
			by_bucket[i][b - g->first] = (double)each[i];
		all.j += v.j;
		all.s += v.s;
		all.b += v.b;
		all.unlinked += v.unlinked;
	}
	return all;
}
