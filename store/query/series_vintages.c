#include "store/query/footer.h"
#include "store/query/ref.h"
#include "store/query/revisions.h"
#include "store/query/series_sheet.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct told {
	struct question *q;
	struct matrix m;
	struct series_sheet s;
	/* the rows of one bucket and target, until all are known */
	struct matrix_row *rows;
	size_t n, cap;
	struct arena arena;
	struct buf tail;
	bool matched;
};

static bool same_real(double a, double b)
{
	return isnan(a) ? isnan(b) : round(a * 1e6) == round(b * 1e6);
}

static bool same(const struct stat_value *a, const struct stat_value *b)
{
	return same_real(a->value, b->value) && same_real(a->n, b->n) &&
	       same_real(a->se, b->se);
}

static void put(
    struct told *t, const struct matrix_row *row, size_t stat, int64_t until)
{
	const int64_t *edge = &t->m.grid.edge[row->bucket];
	struct ask pinned = *t->q->ask;
	struct series_row x = {.begin = edge[0],
	    .end = edge[1],
	    .entity = t->q->targets[row->target].label,
	    .stat = &t->m.stats[stat],
	    .v = row->value[stat],
	    .stories = row->stories,
	    .n = row->n,
	    .coverage = row->coverage,
	    .model = row->model,
	    .from = row->from,
	    .to = until};

	buf_clear(&t->tail);
	if (t->q->origin_auto && t->m.first_live > row->from)
		pinned.origin.v[pinned.origin.n++] = "all";
	ref_tail(&t->tail, &pinned, row->from);
	x.tail = buf_view(&t->tail);
	t->matched |= row->n || row->stories;
	(void)series_sheet_row(&t->s, &x);
}

/* a vintage of a statistic lasts while it stays the same */
static void put_all(struct told *t)
{
	for (size_t s = 0; s < t->m.n_stats; s++)
		for (size_t i = 0, k; i < t->n; i = k) {
			for (k = i + 1; k < t->n && same(&t->rows[i].value[s],
							&t->rows[k].value[s]);
			     k++)
				;
			put(t, &t->rows[i], s, t->rows[k - 1].to);
		}
	t->n = 0;
	arena_reset(&t->arena);
}

static int take(void *to, const struct matrix_row *row, struct err *e)
{
	struct told *t = to;

	(void)e;
	if (t->n && (t->rows[0].bucket != row->bucket ||
			t->rows[0].target != row->target))
		put_all(t);
	if (t->n == t->cap) {
		t->cap = t->cap ? 2 * t->cap : 16;
		t->rows = mem_grow(t->rows, t->cap, sizeof *t->rows);
	}
	/* the values are gone with the call */
	size_t bytes = t->m.n_stats * sizeof *row->value;
	struct stat_value *copy = arena_new(&t->arena, bytes);

	memcpy(copy, row->value, bytes);
	t->rows[t->n] = *row;
	t->rows[t->n++].value = copy;
	return 0;
}

int series_vintages(const struct ask *a, struct question *q,
    const struct measure *stats, size_t n, int *code, struct err *e)
{
	struct told t = {.q = q};
	struct footer footer = {0};

	for (size_t i = 0; i < n; i++)
		if (measure_of_compute(stats[i].kind) ||
		    stats[i].kind == MEASURE_INDEX)
			return err_set(e, EXIT_USAGE, "'%.*s' has no vintages",
			    STR_ARG(stats[i].label));
	if (a->duplicates)
		return err_set(e, EXIT_USAGE,
		    "--vintages and --duplicates do not go together");
	buf_init(&t.tail, 1 << 16);
	int rc = matrix_open(&t.m, q, 0, STAMP_NONE, stats, n, e);

	if (rc == 0) {
		series_sheet_open(&t.s, q, SERIES_VINTAGES);
		rc = revisions_each(&t.m, take, &t, e);
		if (t.n)
			put_all(&t);
		footer.rows = t.s.rows;
		footer_write(q, &footer, t.s.sheet);
		if (series_sheet_close(&t.s, e) != 0)
			rc = -1;
	}
	free(t.rows);
	arena_release(&t.arena);
	buf_release(&t.tail);
	matrix_close(&t.m);
	*code = t.matched ? EXIT_GOOD : EXIT_SOME;
	return rc;
}
