/*
 * Stories by source, and within it the feed items alone apart from articles:
 * the parts whose shares are averaged.
 *
 * Owns: its arrays, until strata_release().
 * Users: the query tool.
 */
#ifndef STORE_QUERY_STRATA_H
#define STORE_QUERY_STRATA_H

#include "store/query/tell.h"

struct strata_one {
	uint64_t key;
	size_t from, to; /* into at */
};

/* a story by its stratum */
struct strata_item {
	uint64_t key;
	int64_t at;
};

/* so many stories of a day */
struct strata_days {
	struct strata_item in; /* at: the day's first moment */
	size_t n;
};

struct strata {
	int64_t *at; /* times of the stories, in order within a stratum */
	size_t *sum; /* of days: how many stories are before; NULL: of stories
		      */
	struct strata_one *v;
	size_t n;
};

static inline uint64_t strata_key(uint32_t source, bool summary)
{
	return (uint64_t)source << 1 | summary;
}

/* Of items in order of time, each at the head of `bytes` bytes. */
void strata_build(
    struct strata *s, const struct strata_item *v, size_t n, size_t bytes);
/* The same of days; times are then counted to the day. */
void strata_build_days(struct strata *s, const struct strata_days *v, size_t n);
/* of stories told by source; those alone that are counted */
void strata_tell(struct strata *s, const struct tell *t);
void strata_release(struct strata *s);

/* stories of s->v[stratum] with from <= at < to */
size_t strata_count_in(
    const struct strata *s, size_t stratum, int64_t from, int64_t to);
/* stories of a stratum with from <= at < to; 0 where there is no such key */
size_t strata_count(
    const struct strata *s, uint64_t key, int64_t from, int64_t to);

#endif
