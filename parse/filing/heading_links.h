/*
 * The headings that the links of the contents lead to: one that is known is
 * confirmed, one that bears no number is found.
 * Users: sections.c.
 */
#ifndef PARSE_FILING_HEADING_LINKS_H
#define PARSE_FILING_HEADING_LINKS_H

#include "parse/filing/headings.h"

/* behind headings_find(), whose headings are in the order of lines; so are
 * those with the new ones */
void heading_links(struct headings *h);

#endif
