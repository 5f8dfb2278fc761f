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

struct strata {
	int64_t *at; /* times of the stories, in order within a stratum */
	struct strata_one *v;
	size_t n;
};

/* of stories told by source; those alone that are counted */
void strata_build(struct strata *s, const struct tell *t);
void strata_release(struct strata *s);

/* stories of a stratum with from <= at < to; 0 where there is no such key */
size_t strata_count(
    const struct strata *s, uint64_t key, int64_t from, int64_t to);

#endif
