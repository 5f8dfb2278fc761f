/*
 * The statistics of every target in every bucket, as known at a moment that
 * moves forward: what was not known then has no part in them.
 *
 * Owns: its ledgers and what it remembers, until frame_close().
 * Keeps: every value rests only on rows with known <= the moment, earlier
 *   buckets (of windows) too; it does not depend on where the moments began.
 * Fails: EXIT_DATA; EXIT_USAGE for too large a selection.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_FRAME_H
#define STORE_QUERY_FRAME_H

#include "store/query/ledger.h"
#include "store/query/measure.h"
#include "store/query/stat_decay.h"
#include "store/query/watch.h"

enum { FRAME_TRAILING_DAYS = 28 };

/* what is asked of every bucket */
struct frame_ask {
	struct question *q;
	const struct grid *grid;
	const struct measure *stats;
	size_t n_stats;
	bool has_model;
	uint16_t model;
	unsigned origins; /* mask; 0: all */
};

/* in order of known */
struct frame_fading {
	struct stat_decay_part part;
	uint32_t i; /* of x */
};

struct frame_target {
	const struct target *t; /* NULL: a group */
	struct ledger x, by_source;
	struct frame_fading *fading; /* editions with a tone */
	size_t n_fading;
	double *value; /* statistic by bucket: of those with a z */
	bool *valid;
};

/* what was counted last: it is asked for once a statistic */
struct frame_view {
	const struct frame_target *t;
	size_t bucket, cap;
	struct measure_story *stories;
	struct measure_view m;
};

struct frame_parts {
	bool some;
	size_t bucket, n, cap;
	uint64_t *keys; /* in order */
	struct share_part *v;
};

struct frame {
	struct frame_ask ask;
	int64_t now;
	struct doc_clock clock;
	struct story_set stories; /* that the buckets have to do with */
	struct watch watch;
	size_t polled; /* of watch.polls, known by now */
	struct ledger n, n_by_key, n_by_source;
	struct frame_target *targets; /* those of the question, then groups */
	size_t n_targets;
	size_t group[GROUPS]; /* which of them; 0: it is not needed */
	int64_t *trailing;    /* 28 days before each bucket */
	size_t counted; /* the bucket that both counts are of; SIZE_MAX none */
	size_t all, past_all;
	size_t covered; /* the bucket that coverage is of; SIZE_MAX none */
	double coverage;
	struct frame_view view;
	struct frame_parts parts;
	size_t valued;           /* buckets before this one may be remembered */
	int64_t lowest, highest; /* clock of what the last move changed */
};

int frame_open(struct frame *f, const struct frame_ask *ask, struct err *e);
void frame_close(struct frame *f);

/* Forward only. */
void frame_move(struct frame *f, int64_t t);
/* the buckets whose values the last move may have changed; false: none */
bool frame_touched(const struct frame *f, size_t *from, size_t *to);
/* when something becomes known next; INT64_MAX never */
int64_t frame_next(const struct frame *f);

/* target: number of the question's; null where the statistic is none of it */
struct stat_value frame_value(
    struct frame *f, size_t target, size_t stat, size_t bucket);
size_t frame_stories(struct frame *f, size_t target, size_t bucket);
size_t frame_all(struct frame *f, size_t bucket); /* N */
/* as reckon_coverage() */
double frame_coverage(struct frame *f, size_t bucket);

/* frame_view.c */
/* the stories of one target in one bucket; view->parts are of `shares` */
const struct measure_view *frame_look(
    struct frame *f, const struct frame_target *t, size_t bucket, bool shares);
void frame_forget(struct frame *f);

#endif
