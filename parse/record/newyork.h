/*
 * New York's wall clock, in which EDGAR states its times without a zone.
 *
 * Keeps: the rules are those of the tz database that ICU carries, so summer
 *   time of any year is right.
 * Users: parse, store.
 */
#ifndef PARSE_RECORD_NEWYORK_H
#define PARSE_RECORD_NEWYORK_H

#include "fetch/base/stamp.h"

/* YYYYMMDDhhmmss or YYYY-MM-DD hh:mm:ss (any signs between the digits) in New
 * York to UTC; STAMP_NONE where it is no such time */
int64_t newyork_time(struct str s);

/* 06:00 in New York of a day (YYYY-MM-DD): when what was filed for that day
 * has become public at the latest */
int64_t newyork_morning(struct str day);

#endif
