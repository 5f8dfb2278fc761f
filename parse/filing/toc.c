#include "parse/filing/toc.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS_AHEAD = 8, ROW_MAX_BYTES = 300 };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "… | 13", "…. 13", "… 13-14": figures at the end that are no part of it */
static bool ends_with_page(struct str s)
{
	size_t end = s.n, digits;

	while (end > 0 && is_digit(s.p[end - 1]))
		end--;
	digits = s.n - end;
	if (digits == 0 || digits > 3 || end == 0)
		return false;
	/* "Rule 10", "Form 10": a blank and a letter are not enough */
	if (s.p[end - 1] == ' ' && end > 1 && s.p[end - 2] == '|')
		return true;
	if (s.p[end - 1] == '.' || s.p[end - 1] == '-')
		return true;
	return s.p[end - 1] == ' ' && end > 8 && s.n < 200;
}

static int by_name(const void *a, const void *b)
{
	const struct anchor *x = a, *y = b;

	if (x->name != y->name)
		return x->name < y->name ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

void toc_index(struct toc *t, const struct flow *f)
{
	*t = (struct toc){.n = f->n_anchors};
	t->by_name = mem_new(t->n + 1, sizeof *t->by_name);
	if (t->n)
		memcpy(t->by_name, f->anchors, t->n * sizeof *t->by_name);
	qsort(t->by_name, t->n, sizeof *t->by_name, by_name);
}

void toc_release(struct toc *t)
{
	free(t->by_name);
	*t = (struct toc){.n = 0};
}

size_t toc_target(const struct toc *t, const struct flow *f, size_t line)
{
	uint64_t name = f->lines[line].href;
	size_t from = 0, to = t->n;

	while (from < to) {
		size_t mid = from + (to - from) / 2;

		if (t->by_name[mid].name < name)
			from = mid + 1;
		else
			to = mid;
	}
	if (!name || from == t->n || t->by_name[from].name != name ||
	    t->by_name[from].line >= f->n_lines)
		return f->n_lines;
	return t->by_name[from].line;
}

/* Of a document that is cut: does one of these short lines lead to a place
 * behind the cut? Not every row of the contents has a link. */
static bool leads_beyond(const struct toc *t, const struct flow *f, size_t line)
{
	for (size_t i = line; i < line + ROWS_AHEAD && i < f->n_lines; i++)
		if (f->lines[i].href &&
		    f->lines[i].end - f->lines[i].begin < ROW_MAX_BYTES &&
		    toc_target(t, f, i) == f->n_lines)
			return true;
	return false;
}

bool toc_is_entry(const struct toc *t, const struct flow *f, size_t line)
{
	size_t target = toc_target(t, f, line);

	/* a heading may hold a link: an entry is one */
	return ((f->lines[line].flags & LINE_LINK) && target < f->n_lines &&
		   target > line) ||
	       (t->cut && leads_beyond(t, f, line)) ||
	       ends_with_page(flow_line(f, line));
}

struct str toc_title(struct str s)
{
	if (!ends_with_page(s))
		return s;
	while (s.n && (is_digit(s.p[s.n - 1]) || s.p[s.n - 1] == ' ' ||
			  s.p[s.n - 1] == '|' || s.p[s.n - 1] == '.' ||
			  s.p[s.n - 1] == '-'))
		s.n--;
	return s;
}
