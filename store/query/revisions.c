#include "store/query/revisions.h"

#include <math.h>
#include <stdlib.h>

enum { NONE = -1 };

struct walk {
	const struct matrix *m;
	struct arena arena;
	struct frame f;
	struct matrix_segment s; /* of the frame */
	struct matrix_row *rows;
	size_t n, cap;
	long *last;  /* the newest row of a bucket and target; NONE */
	size_t next; /* bucket to be delivered */
	struct stat_value *value;
};

static long *last_of(struct walk *w, size_t bucket, size_t target)
{
	size_t row = bucket - w->m->grid.first;

	return &w->last[row * w->m->q->n_targets + target];
}

/* as printed, with six digits */
static bool same_real(double a, double b)
{
	return isnan(a) ? isnan(b) : round(a * 1e6) == round(b * 1e6);
}

static bool same(const struct walk *w, const struct matrix_row *a,
    const struct matrix_row *b)
{
	if (a->n != b->n || a->stories != b->stories ||
	    !same_real(a->coverage, b->coverage) || !str_eq(a->model, b->model))
		return false;
	for (size_t i = 0; i < w->m->n_stats; i++)
		if (!same_real(a->value[i].value, b->value[i].value))
			return false;
	return true;
}

static void keep(struct walk *w, struct matrix_row *row, int64_t from)
{
	long *last = last_of(w, row->bucket, row->target);
	struct stat_value *value = NULL;

	if (*last != NONE) {
		struct matrix_row *was = &w->rows[*last];

		if (same(w, was, row))
			return;
		row->available = was->available;
		was->to = from;
	}
	value = arena_new(&w->arena, (w->m->n_stats + 1) * sizeof *value);
	for (size_t i = 0; i < w->m->n_stats; i++)
		value[i] = row->value[i];
	row->value = value;
	row->from = from;
	row->to = STAMP_NONE;
	if (w->n == w->cap) {
		w->cap = w->cap ? 2 * w->cap : 256;
		w->rows = mem_grow(w->rows, w->cap, sizeof *w->rows);
	}
	*last = (long)w->n;
	w->rows[w->n++] = *row;
}

static int look(struct walk *w, size_t bucket, int64_t from, struct err *e)
{
	int64_t available = STAMP_NONE;

	if (read_commit_after(w->m->q->reader, matrix_moment(w->m, bucket),
		&available, e) < 0)
		return -1;
	for (size_t t = 0; t < w->m->q->n_targets; t++) {
		struct matrix_row row =
		    matrix_row(w->m, &w->f, &w->s, t, bucket, w->value);

		row.available = available;
		keep(w, &row, from);
	}
	return 0;
}

/* rows that were delivered, and may have changed at t */
static int look_again(
    struct walk *w, size_t from, size_t to, int64_t t, struct err *e)
{
	if (from < w->m->grid.first)
		from = w->m->grid.first;
	for (size_t i = from; i < to && i < w->next; i++)
		if (look(w, i, t, e) != 0)
			return -1;
	return 0;
}

/* one step to t: an event, the end of a bucket, or both */
static int step(struct walk *w, int64_t t, struct err *e)
{
	size_t from, to;

	frame_move(&w->f, t);
	if (frame_touched(&w->f, &from, &to) &&
	    look_again(w, from, to, t, e) != 0)
		return -1;
	while (w->next < w->m->end && matrix_moment(w->m, w->next) <= t)
		if (look(w, w->next++, t, e) != 0)
			return -1;
	return 0;
}

static int64_t next_moment(const struct walk *w)
{
	return w->next < w->m->end ? matrix_moment(w->m, w->next) : INT64_MAX;
}

/* from..until: one model, one set of origins */
static int stretch(struct walk *w, int64_t from, int64_t until, struct err *e)
{
	const struct frame_ask ask = matrix_ask(w->m, &w->s);
	int rc = frame_open(&w->f, &ask, e);

	if (rc == 0) {
		frame_move(&w->f, from);
		rc = look_again(w, 0, SIZE_MAX, from, e);
	}
	if (rc == 0)
		rc = step(w, from, e);
	while (rc == 0) {
		int64_t t = frame_next(&w->f), moment = next_moment(w);

		t = moment < t ? moment : t;
		if (t >= until)
			break;
		rc = step(w, t, e);
	}
	frame_close(&w->f);
	return rc;
}

/* when the model, or the origins that count, change first after t */
static int next_change(
    const struct matrix *m, int64_t t, int64_t *next, struct err *e)
{
	int64_t at = m->q->committed, since;
	uint16_t model;

	*next = m->q->committed + 1;
	while (!m->q->ask->model && at > t) {
		int rc = read_adopted_at(m->q->reader, at, &model, &since, e);

		if (rc < 0)
			return -1;
		if (rc == 0 || since <= t)
			break;
		*next = since;
		at = since - 1;
	}
	if (m->q->origin_auto && m->first_live > t && m->first_live < *next)
		*next = m->first_live;
	return 0;
}

static int by_bucket(const void *a, const void *b)
{
	const struct matrix_row *x = a, *y = b;

	if (x->bucket != y->bucket)
		return x->bucket < y->bucket ? -1 : 1;
	if (x->target != y->target)
		return x->target < y->target ? -1 : 1;
	return x->from < y->from ? -1 : x->from > y->from;
}

static int walk(struct walk *w, struct err *e)
{
	int64_t t = matrix_moment(w->m, w->m->grid.first), until;

	for (; t <= w->m->q->committed; t = until) {
		if (matrix_at(w->m, t, &w->s, e) != 0 ||
		    next_change(w->m, t, &until, e) != 0 ||
		    stretch(w, t, until, e) != 0)
			return -1;
	}
	return 0;
}

int revisions_each(
    const struct matrix *m, matrix_fn *fn, void *to, struct err *e)
{
	struct walk w = {.m = m, .next = m->grid.first};
	size_t cells = m->end > m->grid.first
			   ? (m->end - m->grid.first) * m->q->n_targets
			   : 0;

	if (cells == 0)
		return 0;
	w.value = mem_new(m->n_stats + 1, sizeof *w.value);
	w.last = mem_new(cells, sizeof *w.last);
	for (size_t i = 0; i < cells; i++)
		w.last[i] = NONE;
	int rc = walk(&w, e);

	if (w.n > 1)
		qsort(w.rows, w.n, sizeof *w.rows, by_bucket);
	for (size_t i = 0; i < w.n && rc == 0; i++)
		rc = fn(to, &w.rows[i], e);
	free(w.value);
	free(w.last);
	free(w.rows);
	arena_release(&w.arena);
	return rc;
}
