/*
 * A company's list of filings (data.sec.gov/submissions) to item records, the
 * complete submission text of each as their address.
 *
 * Keeps: the day of filing is the date: the acceptance times of this list end
 *   in Z and are New York's for some companies. Only annual, quarterly and
 *   current reports are to be followed.
 * Fails: EXIT_DATA for JSON that breaks off or columns of unequal length.
 * Source: EDGAR application programming interfaces (data.sec.gov).
 * Users: parse.
 */
#ifndef PARSE_FILING_FILINGS_JSON_H
#define PARSE_FILING_FILINGS_JSON_H

#include "fetch/base/arena.h"
#include "fetch/base/err.h"
#include "fetch/base/stamp.h"

bool filings_json_sniff(struct str bytes);

struct filings_entry {
	struct str accession, form, items, cik, name;
	int64_t filed; /* the day; STAMP_NONE unknown */
	bool followed; /* a report or results: not every form is */
};
typedef int filings_take(
    void *user, const struct filings_entry *entry, struct err *e);

/* the entries in their order, the newest first */
int filings_json_entries(struct str bytes, struct str url, struct arena *a,
    filings_take *take, void *user, struct err *e);
/* reports and results are read, every other form is passed over */
bool filings_json_followed(struct str form);

/* url: the list's own, which may hold the CIK; or absent */
int filings_json_read(struct str bytes, struct str url, struct arena *a,
    int (*line)(void *user, struct str line, struct err *e), void *user,
    struct err *e);

#endif
