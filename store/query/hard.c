#include "store/query/hard.h"

#include "store/query/hard_names.h"

#include <stdlib.h>

/* days of a quarter: thirteen weeks, or fourteen, or three months */
enum { QUARTER_LEAST = 80, QUARTER_MOST = 100, POINTS_MAX = 10000000 };

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

static int add_row(
    struct hard *h, const struct obs_row *row, uint32_t rank, struct err *e)
{
	for (size_t i = 0; i < row->n; i++) {
		struct obs_fact f = obs_fact_item(row, i);
		struct hard_point p = {.known = row->key.known,
		    .until = INT64_MAX,
		    .filed = row->key.time,
		    .rank = rank,
		    .v = {.start = f.start_day,
			.end = f.end_day,
			.value = decimal_real(f.value)}};

		if (f.end_day == OBS_NONE)
			continue;
		p.v.time = h->own ? row->key.time
				  : ((int64_t)f.end_day + 1) * STAMP_DAY - 1;
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
		    add_row(h, &row, name->rank, e) != 0) {
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
		h->filed[i] = h->points[i].filed;
		h->changes[h->n_changes++] = h->points[i].known;
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
	h->scratch = mem_new(h->n_points + 1, sizeof *h->scratch);
}

int hard_open(
    struct hard *h, struct question *q, struct str word, struct err *e)
{
	struct hard_names names;
	int rc = hard_names_find(&names, q, word, e);

	*h = (struct hard){.label = word, .flow = names.flow, .own = names.own};
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
	free(h->scratch);
	*h = (struct hard){0};
}

/* ---- as of a moment ---- */

/* by period; of one period the last filing, of one filing the best concept */
static int by_period(const void *a, const void *b)
{
	const struct hard_point *x = a, *y = b;

	if (x->v.start != y->v.start)
		return x->v.start < y->v.start ? -1 : 1;
	if (x->v.end != y->v.end)
		return x->v.end < y->v.end ? -1 : 1;
	if (x->v.time != y->v.time)
		return x->v.time < y->v.time ? -1 : 1;
	if (x->filed != y->filed)
		return x->filed > y->filed ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	if (x->known != y->known)
		return x->known > y->known ? -1 : 1;
	return (x->v.value > y->v.value) - (x->v.value < y->v.value);
}

static bool same_period(const struct hard_value *a, const struct hard_value *b)
{
	return a->start == b->start && a->end == b->end && a->time == b->time;
}

static int by_end(const void *a, const void *b)
{
	const struct hard_value *x = a, *y = b;

	if (x->end != y->end)
		return x->end < y->end ? -1 : 1;
	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	/* what was filed stands before what is derived */
	if (x->derived != y->derived)
		return x->derived ? 1 : -1;
	return (x->start > y->start) - (x->start < y->start);
}

static bool quarter(int32_t days)
{
	return days >= QUARTER_LEAST && days <= QUARTER_MOST;
}

static void put(struct hard *h, struct hard_value v)
{
	if (h->n == h->cap_v) {
		h->cap_v = h->cap_v ? 2 * h->cap_v : 64;
		h->v = mem_grow(h->v, h->cap_v, sizeof *h->v);
	}
	h->v[h->n++] = v;
}

/* p: one period each, in order of start and end */
static void take_periods(struct hard *h, const struct hard_point *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct hard_value *v = &p[i].v;

		/* a concept that was named raw may be a stock after all */
		if (!h->flow || v->start == OBS_NONE) {
			put(h, *v);
			continue;
		}
		if (quarter(v->end - v->start + 1))
			put(h, *v);
		if (i == 0 || p[i - 1].v.start != v->start)
			continue;
		const struct hard_value *shorter = &p[i - 1].v;

		if (quarter(v->end - shorter->end))
			put(h, (struct hard_value){shorter->end + 1, v->end,
				   v->time, v->value - shorter->value, true});
	}
}

static void reckon(struct hard *h, int64_t t, int64_t filed)
{
	size_t n = 0, kept = 0;

	h->n = 0;
	for (size_t i = 0; i < h->n_points; i++)
		if (h->points[i].known <= t && t < h->points[i].until &&
		    h->points[i].filed <= filed)
			h->scratch[n++] = h->points[i];
	if (n > 1)
		qsort(h->scratch, n, sizeof *h->scratch, by_period);
	for (size_t i = 0; i < n; i++)
		if (!kept ||
		    !same_period(&h->scratch[kept - 1].v, &h->scratch[i].v))
			h->scratch[kept++] = h->scratch[i];
	take_periods(h, h->scratch, kept);
	if (h->n > 1)
		qsort(h->v, h->n, sizeof *h->v, by_end);
	kept = 0;
	for (size_t i = 0; i < h->n; i++)
		if (!kept || h->v[kept - 1].end != h->v[i].end ||
		    h->v[kept - 1].time != h->v[i].time)
			h->v[kept++] = h->v[i];
	h->n = kept;
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
