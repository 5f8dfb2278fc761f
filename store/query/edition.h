/*
 * Stories as they were known, commit by commit: an edition holds from a commit
 * until the next one that changes what the story says or where it stands.
 *
 * As in tell.h a story is placed at its member of lowest clock (of equal ones
 * the lower doc), and the first member with the full text speaks for it, of
 * those known by then.
 *
 * Owns: its array, until editions_release().
 * Users: the query tool.
 */
#ifndef STORE_QUERY_EDITION_H
#define STORE_QUERY_EDITION_H

#include "store/query/vintage.h"

struct edition {
	int64_t at;       /* of the member that places it */
	int64_t from, to; /* known from, until before (INT64_MAX: still) */
	int64_t known;    /* when the first of its members was known */
	uint64_t story;
	uint64_t key;        /* source and kind of content, as in strata.h */
	double weight, tone; /* of the speaker; NaN unknown */
	bool counted;        /* takes part in N */
	signed char class;   /* of the speaker: most probable */
	signed char cost;    /* likewise */
	signed char demand;  /* of the speaker */
	unsigned char side;  /* likewise */
};

struct editions {
	struct edition *v; /* in order of story, source, from */
	size_t n, cap;
};

/* By story; with by_source each source tells it once. */
void editions_build(
    struct editions *to, const struct vintages *from, bool by_source);
void editions_release(struct editions *e);

#endif
