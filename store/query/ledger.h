/*
 * Editions of stories, counted as they were known at a moment that moves
 * forward.
 *
 * Owns: the editions and its sums, until ledger_close().
 * Keeps: ledger_move() goes forward only. An edition is live where from <= T
 *   < to. Sums are a Fenwick tree over the editions in order of clock
 *   (P. M. Fenwick, "A new data structure for cumulative frequency tables",
 *   1994), so that a window costs the logarithm of what it holds.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_LEDGER_H
#define STORE_QUERY_LEDGER_H

#include "store/query/edition.h"

struct ledger_sum {
	uint32_t counted;
	uint32_t positive, negative; /* by most probable class */
};

struct ledger {
	struct edition *v; /* in order of (key,) at, story, from */
	size_t n;
	bool by_key;
	bool *live;
	struct ledger_sum *sum;   /* of those live that are counted */
	uint32_t *coming, *going; /* in order of from, of to */
	size_t n_going, come, gone;
	int64_t lowest, highest; /* clock of what the last move changed */
};

/* Takes the editions. by_key: sums are asked for by key, not over all. */
void ledger_open(struct ledger *l, struct editions *take, bool by_key);
void ledger_close(struct ledger *l);

/* What is known at t. lowest > highest where nothing changed. */
void ledger_move(struct ledger *l, int64_t t);
/* when something changes next; INT64_MAX never */
int64_t ledger_next(const struct ledger *l);

/* index of the first edition with at >= t; not by key */
size_t ledger_find(const struct ledger *l, int64_t at);
/* live, counted stories with from <= at < to: over all, or of a key */
size_t ledger_count(const struct ledger *l, int64_t from, int64_t to);
/* live stories by class, counted or not */
struct ledger_sum ledger_classes(
    const struct ledger *l, int64_t from, int64_t to);
size_t ledger_count_key(
    const struct ledger *l, uint64_t key, int64_t from, int64_t to);

#endif
