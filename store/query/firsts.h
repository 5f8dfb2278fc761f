/*
 * The first member of each story, where stories are counted and nothing else
 * is asked of them: what a share is a share of.
 *
 * Owns: its array, until firsts_release().
 * Keeps: members in order of their clock give firsts in that order. A member
 *   is a first one where no other of its story stands ROLLUP_SPREAD before it
 *   at most: so far apart copies do not lie (store/story.h), and what was
 *   read before a range says nothing about its later days.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_FIRSTS_H
#define STORE_QUERY_FIRSTS_H

#include "store/query/strata.h"

struct first {
	struct strata_item in; /* source and kind, and when */
	uint64_t doc;
	int64_t known;
};

struct firsts {
	struct first *v;
	size_t n;
};

/* Sorts the members, as tell_stories() does. */
void firsts_of(
    struct firsts *f, struct member *members, size_t n, enum tell_unit unit);
void firsts_release(struct firsts *f);

/* leave out those before t */
void firsts_begin(struct firsts *f, int64_t t);
/* all of them in the one stratum 0 */
void firsts_strata(struct strata *s, const struct firsts *f);

#endif
