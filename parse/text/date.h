/*
 * Reads a date in the forms that feeds and pages write.
 *
 * Keeps: never a guess: a form that could be day-month or month-day, or has no
 *   year, is no date, unless the order is given. Times without a zone are UTC;
 * named zones of RFC 5322 and the common abbreviations are known. Source: RFC
 * 5322 3.3, RFC 3339, W3C Note datetime, and their relatives in English, Arabic
 * (both month namings, both digit sets) and Chinese. Users: parse.
 */
#ifndef PARSE_TEXT_DATE_H
#define PARSE_TEXT_DATE_H

#include "fetch/base/stamp.h"

enum date_precision { DATE_NONE, DATE_DAY, DATE_MINUTE, DATE_SECOND };

/* The date that s is (whole) or begins with, as a feed writes it. */
enum date_precision date_parse(struct str s, int64_t *t);

/* The same, as a page writes it: a time without a zone is of the place where
 * the page was made, which nobody told us; so only its day counts. */
enum date_precision date_parse_local(struct str s, int64_t *t);

/* date_parse() for any year, and two digits of one behind day and month. */
enum date_precision date_parse_any_year(struct str s, int64_t *t);

/* The first date inside a line of visible text, local; *at: where it
 * begins. */
enum date_precision date_find(struct str s, int64_t *t, size_t *at);

/* How a page writes 3/4/2025: days or months first. */
enum date_order { DATE_ORDER_UNKNOWN, DATE_DAY_FIRST, DATE_MONTH_FIRST };

/* date_find() where that is known. */
enum date_precision date_find_as(
    struct str s, enum date_order order, int64_t *t, size_t *at);

/* What the first such date in s that has one reading only tells of it. */
enum date_order date_order_of(struct str s);

/* no publication is later than a day behind the fetch (a date may be of a
 * zone that is ahead; STAMP_NONE: no bound), or before 1995 */
bool date_believable(int64_t t, int64_t fetched);

const char *date_precision_name(enum date_precision p); /* NULL for none */

#endif
