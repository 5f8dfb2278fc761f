/*
 * A company's list of filings (data.sec.gov/submissions) to item records, the
 * complete submission text of each as their address.
 *
 * Keeps: the day of filing is the date: the acceptance times of this list end
 *   in Z and are New York's for some companies. Only annual, quarterly and
 *   current reports are to be followed.
 * Fails: EXIT_DATA for JSON that breaks off or columns of unequal length.
 * Source: EDGAR application programming interfaces (data.sec.gov).
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_FILINGS_JSON_H
#define PARSE_FILING_FILINGS_JSON_H

#include "fetch/base/arena.h"
#include "fetch/base/err.h"

bool filings_json_sniff(struct str bytes);

/* url: the list's own, which may hold the CIK; or absent */
int filings_json_read(struct str bytes, struct str url, struct arena *a,
    int (*line)(void *user, struct str line, struct err *e), void *user,
    struct err *e);

#endif
