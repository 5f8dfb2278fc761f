/*
 * The items of Form 8-K: from the titles that headers state to numbers.
 *
 * Keeps: since 23 August 2004 items are numbered 1.01 to 9.01, before that 1
 *   to 12; the same words ("Other events") name an item of both.
 * Source: Form 8-K, General Instructions; SEC release 33-8400.
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_ITEMS8K_H
#define PARSE_FILING_ITEMS8K_H

#include "fetch/base/str.h"

/* filed: YYYY-MM-DD or absent. What is a number already, or is not known,
 * comes back as it is. */
struct str items8k_number(struct str title, struct str form, struct str filed);

#endif
