#include "parse/filing/plain_table.h"

#include "parse/filing/figures.h"
#include "parse/filing/table_lines.h"

#include <stdlib.h>
#include <string.h>

enum {
	COLUMNS_MAX = 64,
	STUB_MARGIN = 6, /* a label ends before the first column */
	MARK_TO_CENTRE = 3,
	LEADER_POINTS = 3
};

/* words that blanks part from others, and where they stand in the line */
struct piece {
	size_t from, to;
};

struct layout {
	size_t mark[COLUMNS_MAX], n; /* of <C>; the stub has none */
	size_t head;                 /* lines above the marks */
};

void plain_table_add(struct plain_table *t, struct str line)
{
	if (t->n == t->cap) {
		t->cap = t->cap ? t->cap * 2 : 64;
		t->lines = mem_grow(t->lines, t->cap, sizeof *t->lines);
	}
	t->lines[t->n++] = line;
}

void plain_table_release(struct plain_table *t)
{
	free(t->lines);
	*t = (struct plain_table){.lines = NULL};
}

bool plain_rule_is(struct str s)
{
	size_t signs = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (!strchr("-=_*~. ", s.p[i]))
			return false;
		signs += s.p[i] != ' ';
	}
	return signs > 1;
}

static bool find_marks(const struct plain_table *t, struct layout *l)
{
	for (size_t i = 0; i < t->n; i++) {
		struct str s = t->lines[i];
		size_t at = str_find(s, STR("<C>"), 0);

		if (str_find(s, STR("<S>"), 0) == s.n || at == s.n)
			continue;
		l->head = i;
		for (; at < s.n && l->n < COLUMNS_MAX;
		     at = str_find(s, STR("<C>"), at + 1))
			l->mark[l->n++] = at;
		return true;
	}
	return false;
}

/* "....", ". . . .": where a leader that begins here ends; at: none does */
static size_t leader_end(struct str s, size_t at)
{
	size_t end = at, points = 0;

	while (end < s.n && (s.p[end] == '.' || s.p[end] == ' '))
		points += s.p[end++] == '.';
	return points >= LEADER_POINTS ? end : at;
}

static size_t pieces_of(struct str s, struct piece *to)
{
	size_t n = 0;

	for (size_t at = 0; at < s.n && n < COLUMNS_MAX;) {
		while (at < s.n && s.p[at] == ' ')
			at++;
		at = leader_end(s, at);
		size_t from = at;

		/* two blanks part, one does not; a leader of points does */
		while (
		    at < s.n && leader_end(s, at) == at &&
		    !(s.p[at] == ' ' && (at + 1 == s.n || s.p[at + 1] == ' ')))
			at++;
		if (at > from)
			to[n++] = (struct piece){from, at};
	}
	return n;
}

/* 0: the stub; 1 and up: the column whose figures are nearest */
static size_t column_of(const struct layout *l, const struct piece *p)
{
	size_t centre = (p->from + p->to) / 2, best = 1, least = SIZE_MAX;

	if (centre + STUB_MARGIN < l->mark[0])
		return 0;
	for (size_t i = 0; i < l->n; i++) {
		size_t at = l->mark[i] + MARK_TO_CENTRE;
		size_t far = at > centre ? at - centre : centre - at;

		if (far < least) {
			least = far;
			best = i + 1;
		}
	}
	return best;
}

static void put(struct grid *g, struct str s, size_t col, size_t span)
{
	grid_cell(g, span);
	g->cells[g->n_cells - 1].col = col;
	ink_text(&g->ink, s);
}

/* labels above the columns: fewer than these, evenly spread, span several */
static void head_row(struct grid *g, const struct layout *l, struct str s)
{
	struct piece p[COLUMNS_MAX];
	size_t n = pieces_of(s, p), first = 0;

	if (n && column_of(l, &p[0]) == 0)
		first = 1;
	size_t labels = n - first;
	size_t span = labels && l->n % labels == 0 ? l->n / labels : 0;

	grid_row(g, SIZE_MAX, false);
	for (size_t i = 0; i < n; i++) {
		size_t col =
		    span ? (i - first) * span + 1 : column_of(l, &p[i]);

		if (i < first)
			put(g, str_sub(s, p[i].from, p[i].to), 0, 1);
		else
			put(g, str_sub(s, p[i].from, p[i].to), col,
			    span ? span : 1);
	}
}

/* as many figures as columns: each is of its own, wherever it stands */
static bool is_full(
    const struct layout *l, struct str s, const struct piece *p, size_t n)
{
	size_t values = 0;

	for (size_t i = 1; i < n; i++)
		values += !figure_is_prefix(str_sub(s, p[i].from, p[i].to)) &&
			  !figure_is_suffix(str_sub(s, p[i].from, p[i].to));
	return values == l->n;
}

static void data_row(
    struct grid *g, const struct layout *l, struct str s, struct str before)
{
	struct piece p[COLUMNS_MAX];
	size_t n = pieces_of(s, p), next = 1;
	bool labelled = n > 1 && !figure_is(str_sub(s, p[0].from, p[0].to)) &&
			!figure_is_prefix(str_sub(s, p[0].from, p[0].to));
	bool full = labelled && is_full(l, s, p, n);

	grid_row(g, SIZE_MAX, false);
	for (size_t i = 0; i < n; i++) {
		struct str words = str_sub(s, p[i].from, p[i].to);
		size_t col = column_of(l, &p[i]);

		/* a long label reaches into the first column */
		if (i == 0 && labelled)
			col = 0;
		else if (full)
			col = next > 1 && figure_is_suffix(words) ? next - 1
								  : next;
		next += i > 0 && !figure_is_prefix(words) &&
			!figure_is_suffix(words);
		put(g, i == 0 && before.n ? before : words, col, 1);
		if (i == 0 && before.n) {
			g->ink.space = true;
			ink_text(&g->ink, words);
		}
	}
}

/* a label alone, and the next line goes on in small letters: one label */
static bool is_begun(struct str s, struct str next)
{
	struct piece p[COLUMNS_MAX];

	s = str_trim(s);
	next = str_trim(next);
	return s.n && next.n && next.p[0] >= 'a' && next.p[0] <= 'z' &&
	       s.p[s.n - 1] != ':' && s.p[s.n - 1] != '.' &&
	       pieces_of(s, p) == 1 && pieces_of(next, p) > 1;
}

/* words alone below words of the same column go on with them */
static bool goes_on(struct grid *g, const struct layout *l, struct str s)
{
	struct piece p[COLUMNS_MAX];
	size_t n = pieces_of(s, p);
	struct str words = str_sub(s, p[0].from, p[0].to);

	if (n != 1 || !g->in_cell || figure_is(words) ||
	    g->cells[g->n_cells - 1].col == 0 ||
	    g->cells[g->n_cells - 1].col != column_of(l, &p[0]))
		return false;
	struct str above = str_sub(
	    buf_view(&g->text), g->cells[g->n_cells - 1].begin, g->text.n);

	if (figure_is(above))
		return false;
	g->ink.space = true;
	ink_text(&g->ink, words);
	return true;
}

bool plain_table_write(
    const struct plain_table *t, struct grid *g, struct flow *to)
{
	struct layout l = {.n = 0};
	struct str before = {NULL, 0};

	if (!find_marks(t, &l))
		return false;
	grid_clear(g);
	for (size_t i = 0; i < t->n; i++) {
		struct str s = t->lines[i];

		if (i == l.head || !str_trim(s).n || plain_rule_is(str_trim(s)))
			continue;
		if (i < l.head) {
			head_row(g, &l, s);
		} else if (goes_on(g, &l, s)) {
			continue;
		} else if (i + 1 < t->n && is_begun(s, t->lines[i + 1])) {
			before = str_trim(s);
			continue;
		} else {
			data_row(g, &l, s, before);
		}
		before = (struct str){NULL, 0};
	}
	table_lines(g, to);
	return true;
}
