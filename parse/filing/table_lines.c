#include "parse/filing/table_lines.h"

#include "parse/filing/figures.h"

#include <stdlib.h>
#include <string.h>

enum { HEAD_ROWS_MAX = 6, HEAD_CELL_BYTES = 60 };

/* what a reader takes for one cell: a figure with its signs, or words */
struct value {
	size_t first, last; /* cells of the grid */
	size_t from, to;    /* columns, end exclusive */
};

/* the rows above the figures, each with where its labels are looked for */
struct heads {
	size_t row[HEAD_ROWS_MAX], n;
	size_t at[HEAD_ROWS_MAX];
};

struct writing {
	struct grid *g;
	struct flow *to;
	struct value *values;
	size_t n_values;
	struct heads heads;
	bool in_data;
};

/* the values of a row; signs that stand alone go to their figure */
static void collect(struct writing *w, const struct row *r)
{
	bool prefix = false;
	size_t n = 0;

	for (size_t i = r->first; i < r->first + r->n; i++) {
		const struct cell *c = &w->g->cells[i];
		struct str s = grid_text(w->g, i);

		if (!s.n)
			continue;
		if (n && (prefix || (figure_is_suffix(s) &&
					figure_is(grid_text(
					    w->g, w->values[n - 1].last))))) {
			w->values[n - 1].last = i;
			w->values[n - 1].to = c->col + c->span;
			prefix = false;
			continue;
		}
		prefix = figure_is_prefix(s);
		w->values[n++] = (struct value){i, i, c->col, c->col + c->span};
	}
	w->n_values = n;
}

static struct str text_of(const struct writing *w, const struct value *v)
{
	struct str s = grid_text(w->g, v->last);

	if (v->first != v->last) {
		struct str sign = grid_text(w->g, v->first);

		/* the figure itself, whichever side its sign is on */
		if (!figure_is_prefix(sign))
			return sign;
	}
	return s;
}

static bool is_figure(const struct writing *w, const struct value *v)
{
	return v->first != v->last || figure_is(text_of(w, v));
}

/* the first value names the row if it is words, or stands in the first column
 * and is no figure of the others' kind */
static bool is_label(const struct writing *w)
{
	const struct value *v = &w->values[0];

	return !is_figure(w, v) ||
	       (v->from == 0 && v->first == v->last && w->n_values > 1 &&
		   figure_is_year(text_of(w, v)));
}

enum row_kind { ROW_EMPTY, ROW_ONE, ROW_WORDS, ROW_HEAD, ROW_DATA };

static enum row_kind kind_of(const struct writing *w)
{
	size_t figures = 0, years = 0;

	if (w->n_values == 0)
		return ROW_EMPTY;
	bool label = is_label(w);

	for (size_t i = label; i < w->n_values; i++) {
		figures += is_figure(w, &w->values[i]);
		years += figure_is_year(text_of(w, &w->values[i]));
	}
	if (figure_is_bullet(grid_text(w->g, w->values[0].first)))
		return w->n_values == 1 ? ROW_ONE : ROW_WORDS;
	if (w->n_values == 1)
		return w->values[0].from > 0 && figures == years ? ROW_HEAD
								 : ROW_ONE;
	/* "99.1" "Press release": a number that names its row */
	if (!label && w->n_values == 2 && !is_figure(w, &w->values[1]))
		return ROW_WORDS;
	if (figures > years)
		return ROW_DATA;
	if (years)
		return ROW_HEAD;
	return w->values[0].from > 0 ? ROW_HEAD : ROW_WORDS;
}

static void put_cell(struct writing *w, size_t cell)
{
	const struct cell *c = &w->g->cells[cell];

	w->to->ink.bold = (c->flags & LINE_BOLD) != 0;
	w->to->ink.href = c->flags & LINE_LINK ? c->href : 0;
	ink_text(&w->to->ink, grid_text(w->g, cell));
	w->to->ink.bold = false;
	w->to->ink.href = 0;
}

static void put_value(struct writing *w, const struct value *v)
{
	struct ink *ink = &w->to->ink;

	for (size_t i = v->first; i <= v->last; i++) {
		struct str s = grid_text(w->g, i);

		if (!s.n)
			continue;
		/* "(" "5.2" ")%" is one word on the page */
		if (i > v->first)
			ink->space = false;
		put_cell(w, i);
	}
	ink->space = true;
}

static void put(struct writing *w, const char *words)
{
	w->to->ink.space = false;
	buf_puts(&w->to->text, words);
}

/* the labels above a value; heads are walked along with the values */
static void put_heads(struct writing *w, const struct value *v)
{
	struct heads *h = &w->heads;

	for (size_t k = 0; k < h->n; k++) {
		const struct row *r = &w->g->rows[h->row[k]];

		for (; h->at[k] < r->n; h->at[k]++) {
			size_t i = r->first + h->at[k];
			const struct cell *c = &w->g->cells[i];
			struct str s = grid_text(w->g, i);

			if (c->col >= v->to)
				break;
			/* what begins in the first column heads the labels */
			if (c->col + c->span <= v->from || c->col == 0)
				continue;
			/* "($ in millions)" is of the table, no column's */
			if (s.n && s.n <= HEAD_CELL_BYTES &&
			    !(s.p[0] == '(' && s.p[s.n - 1] == ')')) {
				put_cell(w, i);
				w->to->ink.space = true;
			}
			if (c->col + c->span > v->to)
				break;
		}
	}
}

static void data_row(struct writing *w)
{
	bool label = is_label(w), some = false;

	for (size_t k = 0; k < w->heads.n; k++)
		w->heads.at[k] = 0;
	if (label) {
		put_value(w, &w->values[0]);
		size_t n = w->to->text.n;

		if (n && w->to->text.p[n - 1] != ':')
			put(w, ":");
		w->to->ink.space = true;
	}
	for (size_t i = label; i < w->n_values; i++) {
		if (some)
			put(w, ";");
		w->to->ink.space = true;
		some = true;
		put_heads(w, &w->values[i]);
		put_value(w, &w->values[i]);
	}
}

static void words_row(struct writing *w)
{
	bool bullet = figure_is_bullet(grid_text(w->g, w->values[0].first));

	for (size_t i = 0; i < w->n_values; i++) {
		if (i > 0 && !(bullet && i == 1)) {
			w->to->ink.space = false;
			put(w, " |");
			w->to->ink.space = true;
		}
		put_value(w, &w->values[i]);
	}
}

/* a cell alone in its row is a paragraph, or several */
static void one_row(struct writing *w)
{
	const struct cell *c = &w->g->cells[w->values[0].first];
	struct str rest = grid_text(w->g, w->values[0].first), part;

	while ((part = str_split(&rest, '\n')).p) {
		w->to->ink.bold = (c->flags & LINE_BOLD) != 0;
		w->to->ink.href = c->flags & LINE_LINK ? c->href : 0;
		ink_text(&w->to->ink, part);
		flow_end_line(w->to, 0);
	}
	w->to->ink.bold = false;
	w->to->ink.href = 0;
}

static void remember_head(struct writing *w, size_t row)
{
	if (w->in_data)
		w->heads.n = 0;
	w->in_data = false;
	if (w->heads.n == HEAD_ROWS_MAX)
		memmove(w->heads.row, w->heads.row + 1,
		    --w->heads.n * sizeof *w->heads.row);
	w->heads.row[w->heads.n++] = row;
}

static void one_line(struct writing *w, size_t row, enum row_kind kind)
{
	unsigned flags = LINE_ROW;

	switch (kind) {
	case ROW_EMPTY:
		return;
	case ROW_ONE:
		one_row(w);
		return;
	case ROW_HEAD:
		remember_head(w, row);
		words_row(w);
		break;
	case ROW_WORDS:
		/* "Item 1A." "Risk Factors" is a heading, not a row */
		if (figure_is_bullet(grid_text(w->g, w->values[0].first)))
			flags = w->n_values == 2 ? 0 : LINE_ROW;
		else if (!w->in_data)
			remember_head(w, row);
		words_row(w);
		break;
	case ROW_DATA:
		w->in_data = true;
		data_row(w);
		break;
	}
	flow_end_line(w->to, flags);
}

/* places in a row's cells are where its line is */
static void move_anchors(struct writing *w, size_t row)
{
	size_t from = w->g->rows[row].anchor;
	size_t to = row + 1 < w->g->n_rows ? w->g->rows[row + 1].anchor
					   : w->to->n_anchors;

	for (size_t i = from; i < to && i < w->to->n_anchors; i++)
		w->to->anchors[i].line = w->to->n_lines;
}

void table_lines(struct grid *g, struct flow *to)
{
	struct writing w = {.g = g, .to = to};
	size_t widest = 0;
	bool bold = to->ink.bold;
	uint64_t href = to->ink.href;

	grid_cell_end(g);
	for (size_t i = 0; i < g->n_rows; i++)
		widest = g->rows[i].n > widest ? g->rows[i].n : widest;
	w.values = mem_new(widest + 1, sizeof *w.values);
	to->ink.bold = false;
	to->ink.href = 0;
	for (size_t i = 0; i < g->n_rows; i++) {
		if (g->rows[i].page_break)
			to->page_break = true;
		move_anchors(&w, i);
		collect(&w, &g->rows[i]);
		one_line(&w, i, kind_of(&w));
	}
	free(w.values);
	to->ink.bold = bold;
	to->ink.href = href;
	grid_clear(g);
}
