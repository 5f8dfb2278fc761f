/*
 * EDGAR's pages about one filing: -index.html (filing detail),
 * -index-headers.html (the header as a page) and index.json (its folder).
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_INDEX_PAGE_H
#define PARSE_FILING_INDEX_PAGE_H

#include "parse/filing/reading.h"

bool index_page_sniff(struct str bytes);

/* header fields, items and documents; the page's text is in the reading.
 * EXIT_DATA where no accession number is found. */
int index_page_read(struct filing *f, struct arena *a, struct reading *r,
    struct str bytes, struct err *e);

#endif
