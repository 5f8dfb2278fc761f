/*
 * The lists of EDGAR as feeds: a company's submissions (JSON), master.idx of a
 * day or a quarter, and the Atom pages of the latest and of a company's
 * filings.
 *
 * Keeps: an item is a filing: its id is the accession number, its address the
 *   complete submission text, its kind filing; a filing that stands in a list
 *   once for each filer is one item. What is to be read (struct feed_source:
 *   forms, cik, since, until) is kept, the rest dropped; where the source names
 *   no forms, reports and results are fetched, and other forms are dropped of
 *   an index, and of the other lists go out alone.
 * Fails: EXIT_DATA.
 * Source:
 * www.sec.gov/search-filings/edgar-search-assistance/accessing-edgar-data
 * Users: parse.
 */
#ifndef PARSE_EDGAR_H
#define PARSE_EDGAR_H

#include "parse/feed.h"

/* a list that is no XML */
bool edgar_sniff(struct str text);
int edgar_read(struct feed *f, struct arena *a, struct str text,
    const struct feed_source *s, struct err *e);

/* items of an Atom page of EDGAR become filings; other feeds stay as they
 * are */
void edgar_tidy(struct feed *f, struct arena *a, const struct feed_source *s);

/* 0001045810-25-000023 as it stands in the text, with its dashes or without;
 * absent where there is none */
struct str edgar_accession(struct arena *a, struct str text);

#endif
