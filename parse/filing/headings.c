#include "parse/filing/headings.h"

#include "fetch/base/utf8.h"

#include <stdlib.h>

enum {
	LINE_MAX_BYTES = 600,  /* a longer line heads nothing */
	TITLE_LINES_AHEAD = 2, /* a title may stand on a line of its own */
	LIST_GAP_BYTES = 150,
	LIST_ITEMS_MIN = 6,
	WEIGHT_TITLE = 4,
	WEIGHT_ALONE = 3, /* a title without its number */
};

/* what is known while lines are read */
struct finding {
	struct headings *h;
	int part; /* of the last line that named one */
};

void headings_add(struct headings *h, const struct heading *x)
{
	if (h->n == h->cap) {
		h->cap = h->cap ? h->cap * 2 : 64;
		h->v = mem_grow(h->v, h->cap, sizeof *h->v);
	}
	h->v[h->n++] = *x;
}

static bool is_upper_text(struct str s)
{
	bool some = false;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] >= 'a' && s.p[i] <= 'z')
			return false;
		some |= s.p[i] >= 'A' && s.p[i] <= 'Z';
	}
	return some;
}

/* "Item 7 of this report", "Item 1A, and elsewhere": a sentence names it */
static bool goes_on_as_sentence(struct str rest)
{
	static const char *const words[] = {"of ", "in ", "and ", "or ", "to ",
	    "for ", "on ", "is ", "are ", "above", "below", "herein", "under ",
	    "as ", "has ", "have ", "by ", "with ", "(", "shall", "will ",
	    "may ", "which ", "that ", "entitled", "captioned", "hereof",
	    "contained", "included", "information required", NULL};

	for (const char *const *w = words; *w; w++)
		if (str_starts(rest, str_of(*w)))
			return true;
	size_t at = 0;
	uint32_t c = rest.n ? utf8_next(rest, &at) : '\0';

	return c == 0x201D || c == '"' || c == 0x2019;
}

/* what follows the title of a reference: its closing quotes, "of Part II" */
static bool is_reference(struct str behind)
{
	static const char *const words[] = {" of this", " of our",
	    " of the Ann", " of the Qua", " of the Com", " of Part", " in this",
	    " in our", " in Part", " in the Ann", " above", " below",
	    " included in", " contained in", " section", " and elsewhere",
	    ", of ", ", in ", ", and ", ", which", ", included", ", above",
	    "),", ").", NULL};
	size_t at = 0;
	uint32_t c = behind.n ? utf8_next(behind, &at) : '\0';

	if (c == 0x201D || c == '"' || c == 0x2019)
		return true;
	for (const char *const *w = words; *w; w++)
		if (str_starts(behind, str_of(*w)))
			return true;
	return false;
}

static bool says_continued(struct str s)
{
	return str_find(s, STR("ontinued)"), 0) < s.n ||
	       str_find(s, STR("ONTINUED)"), 0) < s.n ||
	       str_find(s,
		   STR("ont\xE2\x80\x99"
		       "d)"),
		   0) < s.n ||
	       str_find(s, STR("ont'd)"), 0) < s.n;
}

/* weight that the title gives; the title may be on a line further down */
static int weigh_title(
    const struct finding *g, struct heading *x, struct str rest)
{
	size_t end;

	x->title_line = x->line;
	if (rest.n) {
		int fits = item_list_fits(g->h->l, x->item, rest, &end);

		if (!fits)
			return goes_on_as_sentence(rest) ? HEADING_CONTENTS
							 : -1;
		if (is_reference(str_sub(rest, end, rest.n)))
			return HEADING_CONTENTS;
		return WEIGHT_TITLE;
	}
	for (size_t k = x->line + 1;
	     k <= x->line + TITLE_LINES_AHEAD && k < g->h->f->n_lines; k++) {
		struct str s = flow_line(g->h->f, k);

		if (item_list_fits(g->h->l, x->item, s, &end)) {
			x->title_line = k;
			x->title = 0;
			return WEIGHT_TITLE;
		}
	}
	return 0;
}

static int weigh(const struct finding *g, struct heading *x,
    const struct item_name *n, struct str line)
{
	const struct item_name *want = &g->h->l->name[x->item];
	struct str rest = str_sub(line, n->rest, line.n);
	unsigned flags = g->h->f->lines[x->line].flags;
	int title = weigh_title(g, x, rest);
	int weight = 2 + title;

	if (title == HEADING_CONTENTS || says_continued(line))
		return HEADING_CONTENTS;
	/* 10-Q: "Item 1" is of the part that it stands in */
	int part = n->part ? n->part : g->part;

	if (want->part && part && part != want->part)
		weight -= n->part ? 20 : 3;
	else if (want->part && part)
		weight += 1;
	if (flags & LINE_BOLD)
		weight += 1;
	/* a list of references has bullets */
	if (line.n > 2 && (unsigned char)line.p[0] == 0xE2)
		weight -= 3;
	if (str_starts(line, STR("ITEM")) || is_upper_text(rest))
		weight += 1;
	if (!n->said_item && title < WEIGHT_TITLE)
		return HEADING_CONTENTS;
	if (line.n > LINE_MAX_BYTES && title < WEIGHT_TITLE)
		return HEADING_CONTENTS;
	if (toc_is_entry(g->h->toc, g->h->f, x->line))
		weight += HEADING_CONTENTS;
	return weight;
}

bool heading_is(const struct item_name *a, int number, char letter)
{
	return a->number == number && a->letter == letter;
}

static void one(struct finding *g, size_t line, const struct item_name *n)
{
	struct str s = flow_line(g->h->f, line);

	for (size_t i = 0; i < g->h->l->n; i++) {
		const struct item_name *want = &g->h->l->name[i];
		struct heading x = {
		    .line = line, .item = i, .to_item = i, .title = n->rest};

		if (!heading_is(want, n->number, n->letter) ||
		    want->point != n->point)
			continue;
		for (size_t k = i; k < g->h->l->n && n->point < 0; k++)
			if (heading_is(&g->h->l->name[k], n->to_number,
				n->to_letter) &&
			    g->h->l->name[k].part == want->part)
				x.to_item = k;
		x.weight = weigh(g, &x, n, s);
		headings_add(g->h, &x);
	}
}

/* A run of names with next to nothing between them is a list of items: it may
 * be the contents, or the items at the end of a form that say "None". */
static void weaken_lists(struct headings *h)
{
	for (size_t i = 0; i < h->n;) {
		size_t k = i + 1, items = 1;

		while (k < h->n &&
		       h->f->lines[h->v[k].line].begin <
			   h->f->lines[h->v[k - 1].line].end + LIST_GAP_BYTES) {
			items += h->v[k].line != h->v[k - 1].line;
			k++;
		}
		for (; i < k; i++)
			if (items >= LIST_ITEMS_MIN && h->v[i].weight > 1)
				h->v[i].weight =
				    h->v[i].weight > 6 ? h->v[i].weight - 5 : 1;
	}
}

/* what stands below a heading speaks for it */
static void weigh_text_below(struct headings *h)
{
	for (size_t i = 0; i < h->n; i++) {
		size_t next = i + 1, end = h->f->text.n;

		while (next < h->n && h->v[next].line == h->v[i].line)
			next++;
		if (next < h->n)
			end = h->f->lines[h->v[next].line].begin;
		size_t bytes = end - h->f->lines[h->v[i].line].end;

		if (h->v[i].weight > 0)
			h->v[i].weight +=
			    (bytes > 300) + (bytes > 1500) + (bytes > 6000);
	}
}

void headings_find(struct headings *h)
{
	struct finding g = {.h = h};
	struct item_name n;

	for (size_t i = 0; i < h->f->n_lines; i++) {
		struct str s = flow_line(h->f, i);

		if (item_name_read(s, &n)) {
			if (n.part && s.n < LINE_MAX_BYTES)
				g.part = n.part;
			if (n.number)
				one(&g, i, &n);
		} else if (item_name_bare(s, &n)) {
			one(&g, i, &n);
		}
	}
	weaken_lists(h);
	weigh_text_below(h);
}

void headings_titles(struct headings *h)
{
	for (size_t i = 0; i < h->f->n_lines; i++) {
		struct str s = flow_line(h->f, i);
		struct heading x = {
		    .line = i, .title_line = i, .weight = WEIGHT_ALONE};
		unsigned flags = h->f->lines[i].flags;

		if ((flags & LINE_ROW) ||
		    !((flags & LINE_BOLD) || is_upper_text(s)) ||
		    toc_is_entry(h->toc, h->f, i))
			continue;
		x.item = x.to_item = item_list_titled(h->l, s);
		/* "Summary" may head anything */
		x.sure = str_find(s, STR(" "), 0) < s.n;
		if (x.item < h->l->n)
			headings_add(h, &x);
	}
}

static int by_line(const void *a, const void *b)
{
	const struct heading *x = a, *y = b;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return x->item < y->item ? -1 : x->item > y->item;
}

void headings_sort(struct headings *h)
{
	if (h->n)
		qsort(h->v, h->n, sizeof *h->v, by_line);
}

void headings_release(struct headings *h)
{
	free(h->v);
	h->v = NULL;
	h->n = h->cap = 0;
}
