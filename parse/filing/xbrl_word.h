/*
 * The forms that words of XBRL must have: what has another one was damaged,
 * and is no fact.
 * Source: XBRL 2.1; EDGAR Filer Manual, 6.8 (names are of ASCII letters,
 *   digits, points, dashes, underscores).
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_XBRL_WORD_H
#define PARSE_FILING_XBRL_WORD_H

#include "fetch/base/str.h"

/* "us-gaap:Revenues" */
bool xbrl_name_is(struct str s);
/* "-6", "2", "INF", or absent */
bool xbrl_decimals_is(struct str s);
/* "2024-01-28": a day that there is */
bool xbrl_day_is(struct str s);

#endif
