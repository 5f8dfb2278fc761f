/*
 * The words that name a moment on the command line.
 *
 *   2025-01-27               the beginning of that day in the zone
 *   2025-01-27T14:30[:05]    the wall time in the zone
 *   2025-01-27T14:30Z +08:00 RFC 3339: that instant
 *   @1737936000[.25]         seconds since 1970
 *   30d -7d 12h 90m 2w 3M 1y so long ago: days and longer on the wall
 *   now today yesterday      the beginning of the day
 *
 * Fails: EXIT_USAGE with the word.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_RANGE_H
#define STORE_QUERY_RANGE_H

#include "store/query/zone.h"

int range_instant(struct str word, int64_t now, const struct zone *z,
    int64_t *t, struct err *e);

#endif
