/*
 * Whether the feeds were asked: good polls inside a bucket tell "no news" from
 * "nobody looked", and how much of what is usually seen was looked at.
 *
 * Owns: its tables, until polls_release().
 * Keeps: a poll is good that was answered by the feed itself, with 200 or
 *   304, or read from a file. Which feed a source comes from is taken from
 *   one of its articles.
 * Fails: EXIT_DATA.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_POLLS_H
#define STORE_QUERY_POLLS_H

#include "store/query/catalog.h"
#include "store/query/docline.h"
#include "store/query/firsts.h"
#include "store/query/grid.h"

/* whether a series is of the outcomes of a feed; the place of a feed among
 * these in the catalog, or SIZE_MAX */
bool polls_has(const struct catalog_series *s);
size_t polls_feed(const struct catalog *c, struct str url);
/* whether an outcome row is an attempt at the feed itself, and a good one */
bool polls_is_feed(const struct obs_row *row, struct str feed);
bool polls_good(struct reader *r, const struct obs_row *row, struct err *e);

struct polls_source {
	uint32_t source;
	size_t feed; /* index; SIZE_MAX: its feed is not known */
};

/* the newest article of a source tells which feed it comes from */
struct polls_newest {
	uint32_t source;
	uint64_t doc;
	int64_t known; /* of its first version */
};

struct polls {
	size_t n_feeds, n_buckets;
	bool *good; /* feed by bucket */
	struct polls_source *sources;
	size_t n_sources;
};

/* Costs by the buckets in which feeds were polled; by the months where `days`
 * says that the buckets are of whole days (daily_fits_grid()). */
int polls_read(struct polls *p, const struct catalog *c, struct reader *r,
    const struct grid *g, bool days, struct err *e);
/* The feeds of sources; one article each, in order of source. */
int polls_sources(struct polls *p, const struct catalog *c,
    const struct polls_newest *v, size_t n, struct docline *d, struct err *e);
/* the newest of the stories told by source; freed by the caller */
struct polls_newest *polls_newest_of(const struct firsts *by_source, size_t *n);
void polls_release(struct polls *p);

/* some feed was polled with success in the bucket */
bool polls_any(const struct polls *p, size_t bucket);
/* The share of the stories of [from, to) that belongs to sources polled with
 * success in the bucket; NaN where there are none. */
double polls_coverage(const struct polls *p, const struct strata *s,
    size_t bucket, int64_t from, int64_t to);

#endif
