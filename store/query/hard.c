#include "store/query/hard.h"

#include "store/query/hard_names.h"

#include <stdlib.h>

enum { POINTS_MAX = 10000000 };

static int add(struct hard *h, const struct hard_point *p, struct err *e)
{
	if (h->n_points == h->cap) {
		if (h->cap >= POINTS_MAX)
			return err_set(e, EXIT_USAGE,
			    "'%.*s' has too many figures", STR_ARG(h->label));
		h->cap = h->cap ? 2 * h->cap : 64;
		h->points = mem_grow(h->points, h->cap, sizeof *h->points);
	}
	h->points[h->n_points++] = *p;
	return 0;
}

/* the figures of a version end where the next one of its row begins */
static void end_points(struct hard *h, size_t from, int64_t until)
{
	for (size_t i = from; i < h->n_points; i++)
		h->points[i].until = until;
}

static int add_row(struct hard *h, const struct obs_row *row,
    const struct hard_name *name, struct err *e)
{
	for (size_t i = 0; i < row->n; i++) {
		struct hard_point p = {
		    .until = INT64_MAX, .v = hard_figure_of(row, i)};

		if (p.v.end == OBS_NONE)
			continue;
		p.v.row = name->row;
		p.v.measure = name->measure;
		p.v.rank = name->rank;
		/* a concept that was named raw may be a stock after all */
		p.v.stock = h->raw ? p.v.start == OBS_NONE : !h->flow;
		if (!h->own && !p.v.stock && p.v.start == OBS_NONE)
			continue;
		p.v.from = (uint32_t)h->n_points;
		if (add(h, &p, e) != 0)
			return -1;
	}
	return 0;
}

static int read_points(struct hard *h, struct question *q,
    const struct hard_name *name, struct err *e)
{
	struct obs_key last = {0};
	struct obs_row row;
	size_t from = 0;
	bool some = false;
	int rc = -1;

	if (read_check_months(
		q->reader, name->series->id, STAMP_NONE, INT64_MAX, e) != 0)
		return -1;
	struct read_versions *it = read_versions_begin(
	    q->reader, name->series->id, STAMP_NONE, INT64_MAX, e);

	while (it && (rc = read_versions_next(it, &row, e)) == 1) {
		if (some && last.time == row.key.time &&
		    last.doc == row.key.doc && last.model == row.key.model)
			end_points(h, from, row.key.known);
		from = h->n_points;
		last = row.key;
		some = true;
		if (!(row.flags & OBS_RETRACTED) &&
		    add_row(h, &row, name, e) != 0) {
			rc = -1;
			break;
		}
	}
	read_versions_end(it);
	return rc;
}

static int by_time(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void list_changes(struct hard *h)
{
	size_t kept = 0;

	h->changes = mem_new(2 * h->n_points + 1, sizeof *h->changes);
	h->filed = mem_new(h->n_points + 1, sizeof *h->filed);
	for (size_t i = 0; i < h->n_points; i++) {
		h->filed[i] = h->points[i].v.time;
		h->changes[h->n_changes++] = h->points[i].v.known;
		if (h->points[i].until != INT64_MAX)
			h->changes[h->n_changes++] = h->points[i].until;
	}
	if (h->n_changes > 1)
		qsort(h->changes, h->n_changes, sizeof *h->changes, by_time);
	if (h->n_points > 1)
		qsort(h->filed, h->n_points, sizeof *h->filed, by_time);
	for (size_t i = 0; i < h->n_changes; i++)
		if (!kept || h->changes[kept - 1] != h->changes[i])
			h->changes[kept++] = h->changes[i];
	h->n_changes = kept;
}

int hard_open(
    struct hard *h, struct question *q, struct str word, struct err *e)
{
	struct hard_names names;
	int rc = hard_names_find(&names, q, word, e);

	*h = (struct hard){.label = word,
	    .flow = names.flow,
	    .own = names.own,
	    .raw = names.raw};
	if (names.n)
		h->unit = names.v[0].unit;
	for (size_t i = 0; i < names.n && rc == 0; i++)
		rc = read_points(h, q, &names.v[i], e);
	hard_names_release(&names);
	if (rc == 0)
		list_changes(h);
	return rc;
}

void hard_close(struct hard *h)
{
	free(h->points);
	free(h->changes);
	free(h->filed);
	free(h->v);
	hard_list_release(&h->list);
	*h = (struct hard){0};
}

/* ---- as of a moment ---- */

static void put(struct hard *h, const struct hard_figure *f)
{
	struct hard_value v = {
	    .start = f->stock ? OBS_NONE : f->start,
	    .end = f->end,
	    .time = h->own ? f->time : ((int64_t)f->end + 1) * STAMP_DAY - 1,
	    .value = decimal_real(f->value),
	    .derived = f->derived,
	};

	if (h->n == h->cap_v) {
		h->cap_v = h->cap_v ? 2 * h->cap_v : 64;
		h->v = mem_grow(h->v, h->cap_v, sizeof *h->v);
	}
	h->v[h->n++] = v;
}

/* a user's values by their moments; of one moment the last that was told */
static int by_moment(const void *a, const void *b)
{
	const struct hard_figure *x = a, *y = b;

	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	if (x->known != y->known)
		return x->known < y->known ? -1 : 1;
	return (x->from > y->from) - (x->from < y->from);
}

static void settle_own(struct hard *h)
{
	struct hard_list *l = &h->list;

	if (l->n > 1)
		qsort(l->v, l->n, sizeof *l->v, by_moment);
	for (size_t i = 0; i < l->n; i++)
		if (i + 1 == l->n || l->v[i].time != l->v[i + 1].time)
			put(h, &l->v[i]);
}

/* by their ends; two spans may end on one day (thirteen weeks, three months):
 * what was filed goes before what is derived */
static void settle_filed(struct hard *h)
{
	struct hard_list *l = &h->list;

	hard_pick(l);
	if (h->flow)
		hard_quarters(l);
	hard_settle(l, false);
	for (size_t i = 0, k; i < l->n; i = k) {
		const struct hard_figure *best = &l->v[i];

		for (k = i + 1; k < l->n && l->v[k].end == l->v[i].end; k++)
			if (best->derived && !l->v[k].derived)
				best = &l->v[k];
		put(h, best);
	}
}

static void reckon(struct hard *h, int64_t t, int64_t filed)
{
	h->n = h->list.n = 0;
	for (size_t i = 0; i < h->n_points; i++) {
		const struct hard_point *p = &h->points[i];

		if (p->v.known <= t && t < p->until && p->v.time <= filed)
			hard_list_add(&h->list, &p->v);
	}
	if (h->own)
		settle_own(h);
	else
		settle_filed(h);
}

/* how many of v, in order, are <= t */
static size_t up_to(const int64_t *v, size_t n, int64_t t)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (v[mid] <= t)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

const struct hard_value *hard_at(
    struct hard *h, int64_t known, int64_t filed, size_t *n)
{
	size_t changes = up_to(h->changes, h->n_changes, known);
	size_t filings = up_to(h->filed, h->n_points, filed);

	if (h->at != changes + 1 || h->filed_at != filings) {
		reckon(h, known, filed);
		h->at = changes + 1;
		h->filed_at = filings;
	}
	*n = h->n;
	return h->v;
}
