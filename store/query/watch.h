/*
 * Who looked, and when that was known: polls of feeds by bucket, for answers
 * as of many moments.
 *
 * Owns: its tables, until watch_release().
 * Keeps: a good poll as in polls.h. Which feed a source comes from is taken
 *   from the first of its articles that became known and is still whole.
 * Fails: EXIT_DATA.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_WATCH_H
#define STORE_QUERY_WATCH_H

#include "store/query/docline.h"
#include "store/query/grid.h"
#include "store/query/vintage.h"

struct watch_poll {
	int64_t known;
	size_t feed, bucket;
};

struct watch_source {
	uint32_t source;
	size_t feed; /* SIZE_MAX: not known */
};

struct watch {
	size_t n_feeds, n_buckets;
	int64_t *known; /* feed by bucket: when a good poll was; INT64_MAX */
	int64_t *first; /* by bucket: of any feed */
	struct watch_poll
	    *polls; /* what first turned good, in order of known */
	size_t n_polls;
	struct watch_source *sources; /* in order of source */
	size_t n_sources;
};

int watch_read(struct watch *w, const struct catalog *c, struct reader *r,
    const struct grid *g, struct err *e);
/* articles: all of the selection, in any order */
int watch_sources(struct watch *w, const struct catalog *c,
    const struct vintages *articles, struct docline *d, struct err *e);
void watch_release(struct watch *w);

/* some feed was polled with success in the bucket, as known at t */
bool watch_any(const struct watch *w, size_t bucket, int64_t t);
/* that a source comes from */
bool watch_of(const struct watch *w, uint32_t source, size_t bucket, int64_t t);

#endif
