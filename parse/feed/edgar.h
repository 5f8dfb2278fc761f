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
#ifndef PARSE_FEED_EDGAR_H
#define PARSE_FEED_EDGAR_H

#include "parse/feed/feed.h"

#define EDGAR_INDEX_TITLE "EDGAR index"

/* a list that is no XML */
bool edgar_sniff(struct str text);
int edgar_read(struct feed *f, struct arena *a, struct str text,
    const struct feed_source *s, struct err *e);

/* master.idx, which is read a line at a time */
bool edgar_is_index(struct str text);

/* What is wanted of a list that comes item by item. */
enum { EDGAR_NEAR = 256, EDGAR_ACCESSION_BYTES = 20 };
struct edgar_filter {
	const struct feed_source *s;
	int64_t since, until;
	bool asked, sec; /* whether it is EDGAR's was asked; it is */
	/* of the last ones, a ring: the filers of a filing stand near */
	char known[EDGAR_NEAR][EDGAR_ACCESSION_BYTES];
	size_t n;
};
void edgar_filter_init(struct edgar_filter *x, const struct feed_source *s);
/* an item of an Atom page of EDGAR becomes a filing; items of other feeds stay
 * as they are; false: it is not wanted, or was met */
bool edgar_filter_item(
    struct edgar_filter *x, struct arena *a, struct feed_item *it);
/* a line of an index; false: it tells of nothing that is wanted */
bool edgar_filter_row(struct edgar_filter *x, struct arena *a, struct str line,
    struct feed_item *to);
/* all of a feed */
void edgar_tidy(struct feed *f, struct arena *a, const struct feed_source *s);

/* 0001045810-25-000023 as it stands in the text, with its dashes or without;
 * absent where there is none */
struct str edgar_accession(struct arena *a, struct str text);

#endif
