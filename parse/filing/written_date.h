/*
 * Dates as filings write them out.
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_WRITTEN_DATE_H
#define PARSE_FILING_WRITTEN_DATE_H

#include "fetch/base/str.h"

struct written_date {
	int year, month, day;
	size_t begin, end; /* where it stands */
};

/* The first one at or after `from`: "January 28, 2024", "28 January 2024",
 * "1/28/2024" (month first, as in America); false where there is none. */
bool written_date_next(struct str s, size_t from, struct written_date *to);

#endif
