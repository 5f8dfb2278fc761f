/*
 * The table of contents of a document: which lines are its entries, and where
 * their links lead.
 *
 * Owns: its index, until toc_release().
 * Users: headings.c, sections.c.
 */
#ifndef PARSE_FILING_TOC_H
#define PARSE_FILING_TOC_H

#include "parse/filing/flow.h"

struct toc {
	struct anchor *by_name; /* sorted */
	size_t n;
	bool cut; /* the document is: what a link leads to may be gone */
};

void toc_index(struct toc *t, const struct flow *f);
void toc_release(struct toc *t);
/* the line that the link of this line leads to; f->n_lines for none */
size_t toc_target(const struct toc *t, const struct flow *f, size_t line);
/* a line that leads forward, or ends with a page number; headings often lead
 * back to the contents */
bool toc_is_entry(const struct toc *t, const struct flow *f, size_t line);
/* the line without the page number at its end */
struct str toc_title(struct str line);

#endif
