/*
 * How the feeds are doing, from the outcomes that the store keeps.
 *
 * Owns: its array, until health_release(). Names are borrowed from the
 *   reader.
 * Fails: EXIT_DATA.
 * Users: cmd_status.c.
 */
#ifndef STORE_QUERY_HEALTH_H
#define STORE_QUERY_HEALTH_H

#include "store/query/catalog.h"

enum { HEALTH_DAYS = 30 }; /* how far back outcomes are looked at */

struct health_feed {
	struct str feed;
	int64_t last_good;       /* STAMP_NONE: not in the days looked at */
	int64_t last;            /* attempt; STAMP_NONE none */
	size_t failed;           /* attempts since the last good one */
	size_t refused;          /* other records of the feed that failed */
	uint32_t status, reason; /* of the last attempt */
};

struct health {
	struct health_feed *v;
	size_t n;
};

int health_read(struct health *h, const struct catalog *c, struct reader *r,
    int64_t now, struct err *e);
void health_release(struct health *h);

#endif
