/*
 * The values of every entity and statistic that a question asks for, bucket by
 * bucket: what series, plots, comparisons and the report are made of.
 *
 * Owns: its values, until tracks_close(). Labels are the question's.
 * Keeps: tracks are in the order of the entities, and of the statistics within
 *   one; those that belong to compute stand last.
 * Fails: EXIT_DATA; EXIT_USAGE, also where a definition is of another
 *   question.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_TRACKS_H
#define STORE_QUERY_TRACKS_H

#include "store/query/hard.h"
#include "store/query/index_def.h"
#include "store/query/reckon.h"

struct track {
	struct str entity;
	const struct measure *stat;
	struct reckon_value *v; /* a value a bucket of the grid */
};

struct tracks {
	struct question *q;
	const struct measure *stats;
	size_t n_stats;
	struct reckon r;
	struct track *v;
	size_t n, undated;
	/* what some statistics go by */
	struct arena arena;
	struct index_def *defs; /* by statistic */
	struct hard spending, price;
	struct reckon_value *demand, *cost; /* net, a value a bucket */
};

/* What does not go together, before the store is opened. */
int tracks_check(const struct measure *stats, size_t n, const struct ask *a,
    struct arena *arena, struct err *e);

int tracks_open(struct tracks *t, struct question *q,
    const struct measure *stats, size_t n, struct err *e);
void tracks_close(struct tracks *t);

/* tracks_made.c: values that are made of others */
int tracks_prepare(struct tracks *t, struct err *e);
struct reckon_value tracks_made(struct tracks *t, size_t stat,
    const struct reckon_target *x, size_t bucket);

#endif
