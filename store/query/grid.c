#include "store/query/grid.h"

#include "fetch/base/buf.h"

#include <stdlib.h>

static int add(struct grid *g, size_t *cap, int64_t edge, struct err *e)
{
	if (g->n > GRID_MAX)
		return err_set(e, EXIT_USAGE,
		    "more than %d buckets: ask for a shorter range or longer "
		    "buckets (--every)",
		    GRID_MAX);
	if (g->n == *cap) {
		*cap = *cap ? 2 * *cap : 128;
		g->edge = mem_grow(g->edge, *cap, sizeof *g->edge);
	}
	g->edge[g->n++] = edge;
	return 0;
}

int grid_build(struct grid *g, const struct bucket_rule *rule, int64_t since,
    int64_t until, size_t past, struct err *e)
{
	int64_t begin = bucket_begin(rule, since), back = begin;
	size_t cap = 0;

	*g = (struct grid){0};
	if (since >= until)
		return err_set(e, EXIT_USAGE,
		    "the range is empty: --since is not before --until");
	for (size_t i = 0; i < past; i++) {
		back = bucket_step(rule, back, -1);
		if (add(g, &cap, back, e) != 0)
			return -1;
	}
	/* the past came newest first */
	for (size_t i = 0; i < g->n / 2; i++) {
		int64_t was = g->edge[i];

		g->edge[i] = g->edge[g->n - 1 - i];
		g->edge[g->n - 1 - i] = was;
	}
	g->first = g->n;
	for (int64_t at = begin; at < until; at = bucket_step(rule, at, 1))
		if (add(g, &cap, at, e) != 0)
			return -1;
	if (add(g, &cap, bucket_step(rule, g->edge[g->n - 1], 1), e) != 0)
		return -1;
	g->n--;
	return 0;
}

size_t grid_bucket(const struct grid *g, int64_t t)
{
	size_t low = 0, high = g->n;

	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;

		if (g->edge[mid] <= t)
			low = mid;
		else
			high = mid;
	}
	return low;
}

void grid_release(struct grid *g)
{
	free(g->edge);
	*g = (struct grid){0};
}
