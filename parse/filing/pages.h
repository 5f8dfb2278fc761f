/*
 * The furniture of printed pages out of a flow: page numbers, headers and
 * footers that repeat, and the gap they leave in a sentence.
 *
 * Keeps: only lines at the top or bottom of a page are furniture; a header
 *   must stand on six pages in a row, or on most pages of a short document. The
 * first line that heads an item or a part stays. Users: parse/filing.
 */
#ifndef PARSE_FILING_PAGES_H
#define PARSE_FILING_PAGES_H

#include "parse/filing/flow.h"

/* marks LINE_DROP and LINE_JOIN; flow_settle() carries it out */
void pages_clean(struct flow *f);

/* "36", "- 36 -", "Page 36 of 90", "F-12", "iv" */
bool page_number_is(struct str line);

#endif
