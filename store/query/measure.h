/*
 * The statistics of one target in one bucket, from its stories and counts:
 * the formulas of stat_*.h, whoever counted.
 *
 * Owns: nothing.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_MEASURE_H
#define STORE_QUERY_MEASURE_H

#include "fetch/base/arena.h"
#include "fetch/base/err.h"
#include "store/query/stat.h"
#include "store/query/stat_share.h"

enum measure_kind {
	MEASURE_COUNT,
	MEASURE_SHARE,
	MEASURE_TONE,
	MEASURE_BALANCE,
	MEASURE_DISAGREEMENT,
	MEASURE_BUZZ,
	MEASURE_DECAY,
	MEASURE_JEVONS,
	MEASURE_UNLINKED, /* cost stories without a link: beside jevons */
	MEASURE_AES,
	MEASURE_AEV,
	MEASURE_NET_DEMAND,
	MEASURE_NET_COST,
	/* made of other values, or of hard series */
	MEASURE_GAP,
	MEASURE_RESPONSE,
	MEASURE_INDEX,
	MEASURE_ELASTICITY,
	MEASURE_KINDS
};

/* whose stories a statistic is of */
enum measure_group {
	GROUP_ENTITY, /* the target's */
	GROUP_LINKS,  /* cost stories, whoever they are about */
	GROUP_DEMAND, /* those that speak of demand, likewise */
	GROUP_COSTS,  /* those that speak of costs, likewise */
	GROUP_NONE,   /* made of others */
	GROUPS
};

/* a statistic that was asked for */
struct measure {
	struct str label;
	enum measure_kind kind;
	struct str name; /* of an index definition; absent: none */
	bool z;          /* how unusual the kind's value is */
};

/* "count,share,z:tone"; jevons brings jevons-unlinked with it */
int measure_read(struct arena *a, struct str list, struct measure **to,
    size_t *n, struct err *e);
enum measure_group measure_group(enum measure_kind kind);
/* belongs to the pseudo-entity compute */
bool measure_of_compute(enum measure_kind kind);
/* the value is a number of stories */
bool measure_counts(enum measure_kind kind);

/* a story as its speaker tells it */
struct measure_story {
	double weight, tone; /* NaN unknown */
	signed char demand, cost;
	unsigned char side; /* enum jevons_side */
	bool counted;       /* takes part in N */
};

/* Only what the kind needs has to be filled. */
struct measure_view {
	const struct measure_story *v; /* those that match, in the bucket */
	size_t n;
	size_t counted, all;           /* those of them in N, and N */
	size_t past_counted, past_all; /* of the 28 days before */
	const struct share_part *parts;
	size_t n_parts;            /* 0: pooled */
	bool looked;               /* some feed was polled with success */
	size_t positive, negative; /* of the 91 days that end with it */
};

/* all but MEASURE_DECAY, which looks further back (stat_decay.h), and what is
 * made of other values */
struct stat_value measure_value(
    const struct measure_view *w, enum measure_kind kind);

#endif
