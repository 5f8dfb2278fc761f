/*
 * A time zone of the tz database: what a clock on the wall shows.
 *
 * Owns: the ICU calendar, until zone_close().
 * Keeps: instants are UTC microseconds; a wall time is the same count as if
 *   the wall were UTC. Offsets are whole seconds. UTC costs no calendar.
 * Fails: EXIT_USAGE for a name that is not in the database.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_ZONE_H
#define STORE_QUERY_ZONE_H

#include "fetch/base/err.h"
#include "fetch/base/stamp.h"

struct zone;

enum { ZONE_TEXT_BYTES = STAMP_TEXT_BYTES + 8 };

struct zone *zone_open(struct str name, struct err *e);
void zone_close(struct zone *z); /* NULL is fine */
const char *zone_name(const struct zone *z);

/* microseconds east of UTC at an instant */
int64_t zone_offset(const struct zone *z, int64_t t);
int64_t zone_wall(const struct zone *z, int64_t t);
/* The instant of a wall time: the first of two where clocks go back, the end
 * of the gap where they go forward over it. */
int64_t zone_instant(const struct zone *z, int64_t wall);

/* "2025-01-27T08:00:00+08:00", with Z for UTC; STAMP_NONE gives "" */
const char *zone_format(
    const struct zone *z, int64_t t, char text[ZONE_TEXT_BYTES]);
/* for people: "2025-01-27 08:00", at midnight the day alone where `day` */
const char *zone_format_short(
    const struct zone *z, int64_t t, bool day, char text[ZONE_TEXT_BYTES]);

#endif
