/*
 * Whatever is honestly a date, as a reader of dates takes it: months and years
 * alone, ordinal days, short ISO 8601, seconds since 1970, days of any year.
 *
 * Keeps: what it leaves out is the first (of the month, of the year), so the
 *   result is no time of publication: articles use parse/text/date.h.
 * Source: ISO 8601:2000 5.2 (truncated and ordinal forms).
 * Users: the driver conform-dates, feed.c for what only it can read, tests.
 */
#ifndef PARSE_TEXT_DATE_WIDE_H
#define PARSE_TEXT_DATE_WIDE_H

#include "parse/text/date.h"

/* s whole; false: it is none, *t is left alone */
bool date_read_wide(struct str s, int64_t *t);

#endif
