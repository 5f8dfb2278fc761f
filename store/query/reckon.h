/*
 * The stories of an answer, counted and weighed bucket by bucket.
 *
 * N, the denominators: the scored stories of the selection, whatever they are
 * about: of whole days from the rollup (daily.h), else from the rows. X: those
 * that match one target (entity, signals). Both are gathered once; every
 * statistic of every bucket is reckoned from them.
 *
 * Owns: its arrays, until reckon_release() and reckon_target_release().
 * Keeps: a story's members lie within RECKON_SPREAD of each other (the store
 *   joins copies within 72 h of the first), so that reading so much before
 *   the first bucket places every story where it belongs.
 * Fails: EXIT_DATA; EXIT_USAGE for too large a selection.
 * Users: cmd_series.c, explain_cell.c.
 */
#ifndef STORE_QUERY_RECKON_H
#define STORE_QUERY_RECKON_H

#include "store/db/rollup.h"
#include "store/query/firsts.h"
#include "store/query/grid.h"
#include "store/query/measure.h"
#include "store/query/polls.h"
#include "store/query/question.h"
#include "store/query/stat_decay.h"
#include "store/query/stat_jevons.h"
#include "store/query/strata.h"

#define RECKON_SPREAD ROLLUP_SPREAD
enum { RECKON_TRAILING_DAYS = 28 };

struct reckon {
	struct question *q;
	struct grid grid;
	bool needs[MEASURE_KINDS];
	struct doc_clock clock;
	struct strata n, n_parts; /* counted stories: reckon_all() */
	struct polls polls;
	size_t undated, vague; /* articles left out of N */
	size_t other_origins;  /* articles in the range that are not live */
	bool none_live;        /* so that all origins were taken */
};

struct reckon_target {
	struct tell x;
	struct strata x_parts;
	signed char *demand; /* a story: -1 0 1 */
	signed char *cost;   /* likewise */
	unsigned char *side; /* a story: enum jevons_side */
	struct stat_decaying *decaying;
	size_t n_decaying, undated;
	struct cue *cues; /* in order of doc */
	size_t n_cues;
};

/* past: buckets before the first one shown */
int reckon_open(struct reckon *r, struct question *q,
    const struct measure *stats, size_t n, struct err *e);
void reckon_release(struct reckon *r);

int reckon_target(struct reckon *r, const struct target *t,
    struct reckon_target *to, struct err *e);
/* the stories of a group, whoever they are about; not GROUP_ENTITY */
int reckon_group(struct reckon *r, enum measure_group group,
    struct reckon_target *to, struct err *e);
void reckon_target_release(struct reckon_target *t);

struct reckon_value {
	struct stat_value v;
	size_t stories, n; /* X and N of the bucket */
};

struct reckon_value reckon_value(const struct reckon *r,
    const struct reckon_target *t, enum measure_kind kind, size_t bucket);

/* N of a time that begins and ends as buckets do, or lies so many days before
 * them as they look back on */
size_t reckon_all(const struct reckon *r, int64_t from, int64_t to);

/* Of the 28 days' N before a bucket, the share of sources that were polled with
 * success in it; NaN: null. */
double reckon_coverage(const struct reckon *r, size_t bucket);

/* the cues of an article, sorted by sentence */
struct cue *reckon_cues(const struct reckon_target *t, uint64_t doc, size_t *n);

#endif
