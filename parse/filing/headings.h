/*
 * The lines of a flow that may head an item of the form, each with how much
 * speaks for it.
 *
 * Owns: its array, until headings_release().
 * Keeps: in the order of lines. Weights above 0 speak for a heading, below 0
 *   for a line of the table of contents (and what leads to it is a heading) or
 *   a reference to the item.
 * Users: sections.c, heading_links.c.
 */
#ifndef PARSE_FILING_HEADINGS_H
#define PARSE_FILING_HEADINGS_H

#include "parse/filing/flow.h"
#include "parse/filing/item_list.h"
#include "parse/filing/toc.h"

enum { HEADING_CONTENTS = -20 }; /* the weight of what is none for certain */

struct heading {
	size_t line;
	size_t item, to_item; /* of the list; "Items 1 and 2" heads both */
	int weight;
	size_t title_line, title; /* where the title begins */
	bool sure; /* by a link of the contents, or the whole of its title */
};

struct headings {
	struct heading *v;
	size_t n, cap;
	/* the caller's */
	const struct flow *f;
	const struct item_list *l;
	const struct toc *toc;
};

/* for those who look elsewhere */
void headings_add(struct headings *h, const struct heading *x);
/* is it the item of that number and letter, of any part? */
bool heading_is(const struct item_name *a, int number, char letter);
void headings_find(struct headings *h);
/* lines that bear an item's title alone, without its number */
void headings_titles(struct headings *h);
void headings_sort(struct headings *h); /* by lines */
void headings_release(struct headings *h);

#endif
