/*
 * The time of day behind a date, and its zone.
 *
 * Keeps: what is written like a time and is none ("25:14", "10:14:61",
 *   "+00:xx") makes the whole date none.
 * Users: date.c.
 */
#ifndef PARSE_TEXT_DATE_CLOCK_H
#define PARSE_TEXT_DATE_CLOCK_H

#include "parse/text/date.h"
#include "parse/text/date_tokens.h"

enum { DATE_NO_ZONE = 10000 };

/* From token i on: DATE_DAY where no time follows. *zone: minutes east of
 * Greenwich, DATE_NO_ZONE where none is told. */
enum date_precision date_clock_read(
    const struct date_tokens *t, size_t i, struct civil *c, int *zone);

#endif
