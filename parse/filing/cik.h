/*
 * The number of a company at the SEC, as records write it.
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_CIK_H
#define PARSE_FILING_CIK_H

#include "fetch/base/str.h"

/* "0001045810" to "1045810" */
struct str cik_plain(struct str s);

#endif
