#include "store/query/interval.h"

#include "fetch/base/buf.h"
#include "store/query/polls.h"

#include <stdlib.h>

struct gaps {
	int64_t *v;
	size_t n, cap;
};

static void add(struct gaps *g, int64_t gap)
{
	if (g->n == g->cap) {
		g->cap = g->cap ? 2 * g->cap : 256;
		g->v = mem_grow(g->v, g->cap, sizeof *g->v);
	}
	g->v[g->n++] = gap;
}

static int by_length(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static int read_feed(struct gaps *g, struct reader *r, uint32_t series,
    struct str url, int64_t since, struct err *e)
{
	struct read_rows *it =
	    read_rows_begin(r, series, since, INT64_MAX, READ_ANY_MODEL, e);
	int64_t last = STAMP_NONE;
	struct obs_row row;
	int rc = -1;

	g->n = 0;
	while (it && (rc = read_rows_next(it, &row, e)) == 1) {
		if (!polls_is_feed(&row, url) || !polls_good(r, &row, e))
			continue;
		if (last != STAMP_NONE)
			add(g, row.key.time - last);
		last = row.key.time;
	}
	read_rows_end(it);
	return e->code ? -1 : rc;
}

int interval_read(int64_t *to, const struct catalog *c, struct reader *r,
    int64_t since, struct err *e)
{
	struct gaps g = {0};
	int rc = 0;

	*to = 0;
	for (size_t i = 0; i < c->n && rc == 0; i++) {
		if (c->v[i].kind != OBS_OUTCOME)
			continue;
		rc = read_feed(
		    &g, r, c->v[i].id, c->entities.v[c->v[i].entity], since, e);
		if (rc != 0 || g.n == 0)
			continue;
		qsort(g.v, g.n, sizeof *g.v, by_length);
		if (g.v[g.n / 2] > *to)
			*to = g.v[g.n / 2];
	}
	if (*to == 0)
		*to = INT64_MAX;
	free(g.v);
	return rc;
}
