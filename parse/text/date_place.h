/*
 * Time zones by the name of a place: "America/Los_Angeles".
 *
 * Source: the IANA time zone database, as ICU carries it.
 * Users: date_clock.c.
 */
#ifndef PARSE_TEXT_DATE_PLACE_H
#define PARSE_TEXT_DATE_PLACE_H

#include "fetch/base/stamp.h"

enum { DATE_PLACE_MAX_BYTES = 40 };

/* Minutes east of Greenwich at the local time c; false: no such place. */
bool date_place_zone(struct str name, const struct civil *local, int *minutes);

#endif
