/*
 * Pieces of an HTML page: everything from the store is escaped here.
 *
 * Keeps: control bytes and invalid UTF-8 become U+FFFD, so that the page is
 *   well-formed whatever the store holds; invisible direction marks too, which
 *   could turn what follows. A link is made of http and https addresses alone.
 * Users: the report.
 */
#ifndef STORE_QUERY_PAGE_H
#define STORE_QUERY_PAGE_H

#include "fetch/base/buf.h"

/* text, or the value of an attribute in double quotes */
void page_text(struct buf *to, struct str s);
/* the same with the marks of sentence.h as <mark> */
void page_marked(struct buf *to, struct str s);
/* whether it is an address that may be linked */
bool page_is_link(struct str url);
/* "+0.43", "1,234": with a sign where it is asked for; NaN is "–" */
void page_number(struct buf *to, double v, int digits, bool sign);

#endif
