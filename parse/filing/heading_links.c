#include "parse/filing/heading_links.h"

enum {
	LINK_LINES_AHEAD = 4,
	PAGE_LINES = 80, /* more than a page has */
	TITLE_LINE_BYTES = 200,
	WEIGHT_LINKED = 4
};

/* a heading that is known within a few lines of a place */
static bool known_near(
    struct headings *h, size_t known, size_t item, size_t line)
{
	size_t from = 0, to = known;

	while (from < to) {
		size_t mid = from + (to - from) / 2;

		if (h->v[mid].line < line)
			from = mid + 1;
		else
			to = mid;
	}
	for (; from < known && h->v[from].line <= line + LINK_LINES_AHEAD;
	     from++)
		if (h->v[from].item == item && h->v[from].weight > 0) {
			h->v[from].weight += 2;
			return true;
		}
	return false;
}

/* does the line name an item by its number, and not this one? Of the two parts
 * of a form the title tells. */
static bool names_another(const struct headings *h, size_t item, size_t line)
{
	struct str s = flow_line(h->f, line);
	struct item_name n;
	size_t end;

	if (!item_name_read(s, &n) || !n.number)
		return false;
	if (!heading_is(&h->l->name[item], n.number, n.letter))
		return true;
	s = str_sub(s, n.rest, s.n);
	if (item_list_fits(h->l, item, s, &end))
		return false;
	for (size_t i = 0; i < h->l->n; i++)
		if (i != item &&
		    heading_is(&h->l->name[i], n.number, n.letter) &&
		    item_list_fits(h->l, i, s, &end))
			return true;
	return false;
}

/* An entry of the contents leads to the heading or right before it; an index
 * at the end of a report, backward to the page that it is on. */
static void follow(
    struct headings *h, size_t known, size_t item, size_t entry, size_t line)
{
	bool forward = line > entry;
	size_t ahead = forward ? LINK_LINES_AHEAD : PAGE_LINES, end;
	struct heading x = {.line = line,
	    .title_line = line,
	    .item = item,
	    .to_item = item,
	    .weight = WEIGHT_LINKED,
	    .sure = true};

	if (known_near(h, known, item, line))
		return;
	for (size_t k = line; k < line + ahead && k < h->f->n_lines; k++) {
		struct str s = flow_line(h->f, k);

		if (s.n > TITLE_LINE_BYTES ||
		    !item_list_fits(h->l, item, s, &end) ||
		    toc_is_entry(h->toc, h->f, k))
			continue;
		x.line = x.title_line = k;
		x.weight += 2;
		headings_add(h, &x);
		return;
	}
	if (forward && !names_another(h, item, line))
		headings_add(h, &x);
}

/* "Business | I | 1 | 5": the title may be the first cell alone */
static size_t entry_item(const struct headings *h, size_t line)
{
	struct str s = toc_title(flow_line(h->f, line));
	size_t item = item_list_titled(h->l, s);

	if (item == h->l->n)
		item = item_list_titled(
		    h->l, str_sub(s, 0, str_find(s, STR(" | "), 0)));
	return item;
}

void heading_links(struct headings *h)
{
	size_t known = h->n;

	/* entries that name an item were weighed as such */
	for (size_t i = 0; i < known; i++) {
		struct heading x = h->v[i];
		size_t to = toc_target(h->toc, h->f, x.line);

		if (x.weight < 0 && x.weight > HEADING_CONTENTS &&
		    to != x.line && to < h->f->n_lines)
			follow(h, known, x.item, x.line, to);
	}
	for (size_t i = 0; i < h->f->n_lines; i++) {
		size_t to = toc_target(h->toc, h->f, i);

		if (to >= h->f->n_lines || to <= i)
			continue;
		size_t item = entry_item(h, i);

		if (item < h->l->n)
			follow(h, known, item, i, to);
	}
	headings_sort(h);
}
