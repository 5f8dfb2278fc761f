/*
 * Points in time: microseconds since 1970-01-01T00:00:00Z, as int64_t.
 *
 * Keeps: UTC only; no local time, no floating point. Proleptic Gregorian
 *   calendar (days_from_civil: H. Hinnant, "chrono-Compatible Low-Level Date
 *   Algorithms").
 * Users: everyone.
 */
#ifndef FETCH_BASE_STAMP_H
#define FETCH_BASE_STAMP_H

#include "fetch/base/str.h"

#include <stdint.h>

#define STAMP_NONE INT64_MIN /* unknown */
#define STAMP_SECOND INT64_C(1000000)
#define STAMP_MINUTE (60 * STAMP_SECOND)
#define STAMP_HOUR (3600 * STAMP_SECOND)
#define STAMP_DAY (86400 * STAMP_SECOND)
#define STAMP_TEXT_BYTES 32

struct civil {
	int year, month, day; /* month 1..12, day 1..31 */
	int hour, minute, second, micro;
};

/* days since 1970-01-01; month may be 1..12, day 1..31 (not checked) */
int64_t stamp_days(int year, int month, int day);
bool stamp_valid_date(int year, int month, int day);
int64_t stamp_of_civil(const struct civil *c);
void stamp_to_civil(int64_t t, struct civil *c);

/* Strict ISO 8601 / RFC 3339: YYYY-MM-DD, or with T or space and hh:mm[:ss
 * [.f…]] and Z, +hh:mm, +hhmm or nothing (= UTC). false leaves *t alone. */
bool stamp_parse(struct str s, int64_t *t);

/* "2025-01-27T14:30:00Z", with ".ffffff" only where micro is not 0.
 * STAMP_NONE gives "". Returns text. */
const char *stamp_format(int64_t t, char text[STAMP_TEXT_BYTES]);
/* "2025-01-27" */
const char *stamp_format_day(int64_t t, char text[STAMP_TEXT_BYTES]);

/* The program's clock: fixed by --now, else CLOCK_REALTIME. */
struct stamp_clock {
	int64_t fixed; /* STAMP_NONE: the system's */
};
int64_t stamp_now(const struct stamp_clock *clock);
/* CLOCK_MONOTONIC in microseconds: durations and waits only */
int64_t stamp_ticks(void);

#endif
