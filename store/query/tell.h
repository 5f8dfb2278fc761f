/*
 * Stories: the unit of the statistics.
 *
 * A story within a selection is placed at its member of lowest clock (of
 * equal ones, the lower doc); its first member with the full text speaks for
 * it, else the first one.
 *
 * Owns: its array, until tell_release().
 * Keeps: stories are in order of `at`.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_TELL_H
#define STORE_QUERY_TELL_H

#include "store/query/gather.h"

struct tell_story {
	int64_t at;    /* of the member that places it */
	int64_t known; /* when the first of its members was known */
	uint64_t story;
	uint64_t first; /* doc of the member that places it */
	uint64_t doc;   /* of the one that speaks */
	uint32_t source;
	size_t members;
	bool summary;      /* the member that places it is a feed item alone */
	bool counted;      /* takes part in N: one of its members does */
	bool full;         /* the speaker has the whole text */
	signed char class; /* of the speaker: -1 0 1 */
	double weight;     /* relevance of the speaker, 0..1 */
	double tone;       /* of the speaker; NaN unknown */
};

struct tell {
	struct tell_story *v;
	size_t *counted; /* [i]: how many of the first i are counted */
	size_t n;
};

/* what counts once */
enum tell_unit {
	TELL_STORY,
	TELL_SOURCE, /* a story and source: each source tells it once */
	TELL_ARTICLE /* the k-th copy of a story weighs 0.75^k of its relevance
		      */
};

/* members in order of their clock, of equal ones the lower doc first */
void tell_order(struct member *members, size_t n);
/* Sorts the members. */
void tell_stories(
    struct tell *t, struct member *members, size_t n, enum tell_unit unit);
void tell_release(struct tell *t);

/* index of the first story with at >= t */
size_t tell_find(const struct tell *t, int64_t at);

#endif
