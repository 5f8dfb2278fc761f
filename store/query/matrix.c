#include "store/query/matrix.h"

#include "store/query/stat_z.h"

#include <stdlib.h>

int64_t matrix_moment(const struct matrix *m, size_t bucket)
{
	return m->grid.edge[bucket + 1] + m->lag;
}

/* when the first live article of the selection became known */
static int find_live(struct matrix *m, struct err *e)
{
	const struct catalog *c = &m->q->catalog;
	unsigned live = 1u << ORIGIN_LIVE;
	struct obs_row row;
	int rc = 0;

	m->first_live = INT64_MAX;
	for (size_t i = 0; i < c->n && rc == 0; i++) {
		if (c->v[i].kind != OBS_ARTICLE)
			continue;
		struct read_versions *it = read_versions_begin(
		    m->q->reader, c->v[i].id, STAMP_NONE, INT64_MAX, e);

		rc = -1;
		while (it && (rc = read_versions_next(it, &row, e)) == 1)
			if (row.key.known < m->first_live &&
			    !(row.flags & OBS_RETRACTED) &&
			    (live >> row.origin & 1u) &&
			    select_takes(&m->q->selection, &row))
				m->first_live = row.key.known;
		read_versions_end(it);
	}
	return rc;
}

int matrix_at(const struct matrix *m, int64_t at, struct matrix_segment *to,
    struct err *e)
{
	struct question *q = m->q;
	int64_t since;
	int rc = 1;

	*to = (struct matrix_segment){.origins = q->selection.origins};
	if (q->origin_auto && m->first_live > at)
		to->origins = 0;
	if (q->ask->model)
		to->model = q->model;
	else
		rc = read_adopted_at(q->reader, at, &to->model, &since, e);
	if (rc < 0)
		return -1;
	to->has_model = rc == 1;
	if (rc == 1 && read_name(q->reader, NAME_MODEL, to->model,
			   &to->model_name, e) != 1)
		return err_set(e, EXIT_DATA, "a model has lost its name");
	return 0;
}

static int find_segments(struct matrix *m, struct err *e)
{
	struct matrix_segment one, *last = NULL;
	size_t cap = 0;

	for (size_t i = m->grid.first; i < m->end; i++) {
		if (matrix_at(m, matrix_moment(m, i), &one, e) != 0)
			return -1;
		one.from = i;
		one.to = i + 1;
		if (last && last->has_model == one.has_model &&
		    last->model == one.model && last->origins == one.origins) {
			last->to = i + 1;
			continue;
		}
		if (m->n_segments == cap) {
			cap = cap ? 2 * cap : 8;
			m->segments =
			    mem_grow(m->segments, cap, sizeof *m->segments);
		}
		last = &m->segments[m->n_segments++];
		*last = one;
	}
	return 0;
}

int matrix_open(struct matrix *m, struct question *q, int64_t lag,
    int64_t after, const struct measure *stats, size_t n, struct err *e)
{
	int64_t since = q->since, until = q->until;
	size_t past = 0;

	*m = (struct matrix){.q = q, .lag = lag, .stats = stats, .n_stats = n};
	for (size_t i = 0; i < n; i++)
		if (stats[i].z)
			past = stat_z_window(q->rule.every);
	if (after != STAMP_NONE)
		since = after - lag;
	/* no bucket behind the last commit is closed */
	if (until > q->committed + 1)
		until = q->committed + 1;
	if (since >= until)
		return 0;
	if (grid_build(&m->grid, &q->rule, since, until, past, e) != 0)
		return -1;
	while (after != STAMP_NONE && m->grid.first < m->grid.n &&
	       matrix_moment(m, m->grid.first) <= after)
		m->grid.first++;
	m->end = m->grid.n;
	while (m->end > m->grid.first &&
	       matrix_moment(m, m->end - 1) > q->committed)
		m->end--;
	if (q->origin_auto && find_live(m, e) != 0)
		return -1;
	return find_segments(m, e);
}

void matrix_close(struct matrix *m)
{
	grid_release(&m->grid);
	free(m->segments);
	*m = (struct matrix){0};
}

struct frame_ask matrix_ask(
    const struct matrix *m, const struct matrix_segment *s)
{
	return (struct frame_ask){m->q, &m->grid, m->stats, m->n_stats,
	    s->has_model, s->model, s->origins};
}

struct matrix_row matrix_row(const struct matrix *m, struct frame *f,
    const struct matrix_segment *s, size_t target, size_t bucket,
    struct stat_value *value)
{
	for (size_t i = 0; i < m->n_stats; i++)
		value[i] = frame_value(f, target, i, bucket);
	return (struct matrix_row){
	    .bucket = bucket,
	    .target = target,
	    .available = STAMP_NONE,
	    .n = frame_all(f, bucket),
	    .stories = frame_stories(f, target, bucket),
	    .coverage = frame_coverage(f, bucket),
	    .model = s->model_name,
	    .value = value,
	    .from = matrix_moment(m, bucket),
	    .to = STAMP_NONE,
	};
}

static int segment(const struct matrix *m, const struct matrix_segment *s,
    matrix_fn *fn, void *to, struct err *e)
{
	const struct frame_ask ask = matrix_ask(m, s);
	struct stat_value *value = mem_new(m->n_stats + 1, sizeof *value);
	int64_t available = STAMP_NONE;
	struct frame f;
	int rc = frame_open(&f, &ask, e);

	for (size_t i = s->from; i < s->to && rc == 0; i++) {
		int64_t at = matrix_moment(m, i);

		frame_move(&f, at);
		if (read_commit_after(m->q->reader, at, &available, e) < 0)
			rc = -1;
		for (size_t t = 0; t < m->q->n_targets && rc == 0; t++) {
			struct matrix_row row =
			    matrix_row(m, &f, s, t, i, value);

			row.available = available;
			rc = fn(to, &row, e);
		}
	}
	frame_close(&f);
	free(value);
	return rc;
}

int matrix_each(const struct matrix *m, matrix_fn *fn, void *to, struct err *e)
{
	int rc = 0;

	for (size_t i = 0; i < m->n_segments && rc == 0; i++)
		rc = segment(m, &m->segments[i], fn, to, e);
	return rc;
}
