/*
 * The buckets of an answer, in a row.
 *
 * Owns: its edges, until grid_release().
 * Keeps: bucket i is [edge[i], edge[i+1]); buckets before `first` are not
 *   shown, they are the past that windows look back on.
 * Fails: EXIT_USAGE for more than GRID_MAX buckets, or none.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_GRID_H
#define STORE_QUERY_GRID_H

#include "store/query/bucket.h"

enum { GRID_MAX = 200000 };

struct grid {
	int64_t *edge;
	size_t n, first;
};

/* The buckets that [since, until) touches, whole, and `past` before them. */
int grid_build(struct grid *g, const struct bucket_rule *rule, int64_t since,
    int64_t until, size_t past, struct err *e);
/* the bucket of a time within the grid */
size_t grid_bucket(const struct grid *g, int64_t t);
void grid_release(struct grid *g);

#endif
