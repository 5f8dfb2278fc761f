/*
 * Buckets: hours, days, ISO weeks and months on the wall of a zone.
 *
 * Keeps: buckets are half-open and meet without a gap; a day is 23 or 25
 *   hours long where the clocks change. A week begins on Monday (ISO 8601).
 *   With day_ends = 16 h, the day of a date runs from 16:00 of the date
 *   before it, and weeks and months begin with such days.
 *   A closed day begins the bucket of the next open one.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_BUCKET_H
#define STORE_QUERY_BUCKET_H

#include "store/query/calendar.h"
#include "store/query/zone.h"

enum bucket_unit { BUCKET_HOUR, BUCKET_DAY, BUCKET_WEEK, BUCKET_MONTH };

struct bucket_rule {
	enum bucket_unit every;
	const struct zone *zone;
	int64_t day_ends; /* microseconds behind midnight, 0 .. 24 h */
	const struct calendar *calendar; /* of days; NULL: all are open */
	int64_t whole_from, whole_to; /* one bucket instead, where to > from */
};

/* "1h" "1d" "1w" "1M" */
bool bucket_unit_read(struct str word, enum bucket_unit *unit);
const char *bucket_unit_word(enum bucket_unit unit);

/* the beginning of the bucket that t lies in */
int64_t bucket_begin(const struct bucket_rule *r, int64_t t);
/* the beginning of the bucket n after that which begins at begin */
int64_t bucket_step(const struct bucket_rule *r, int64_t begin, long n);
/* so many days of the wall before an instant (trailing windows) */
int64_t bucket_days_before(const struct bucket_rule *r, int64_t t, long days);

#endif
