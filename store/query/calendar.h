/*
 * Which days are open: stories of closed ones count for the next open day.
 *
 *   all        every day (the default)
 *   weekdays   closed on Saturday and Sunday
 *   FILE       a closed day a line: a date (2025-12-25), or a day of every week
 *              (sat); # begins a comment
 *
 * Owns: its days, until calendar_release().
 * Fails: EXIT_NOINPUT, EXIT_DATA with the line; EXIT_USAGE where no day of the
 *   week is open.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_CALENDAR_H
#define STORE_QUERY_CALENDAR_H

#include "fetch/base/err.h"
#include "fetch/base/stamp.h"

struct calendar {
	bool some;           /* false: every day is open */
	bool closed_week[7]; /* from Monday */
	int64_t *closed;     /* days since 1970, in order */
	size_t n, cap;
};

int calendar_read(struct calendar *c, const char *word, struct err *e);
void calendar_release(struct calendar *c);

bool calendar_open(const struct calendar *c, int64_t day);
/* the first open day at or after a day; the last one before it */
int64_t calendar_next(const struct calendar *c, int64_t day);
int64_t calendar_before(const struct calendar *c, int64_t day);

#endif
