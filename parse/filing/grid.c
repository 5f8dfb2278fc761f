#include "parse/filing/grid.h"

#include <stdlib.h>

void grid_init(struct grid *g, size_t max_bytes)
{
	*g = (struct grid){.cells = NULL};
	buf_init(&g->text, max_bytes);
}

void grid_release(struct grid *g)
{
	buf_release(&g->text);
	free(g->cells);
	free(g->rows);
	*g = (struct grid){.cells = NULL};
}

void grid_clear(struct grid *g)
{
	buf_clear(&g->text);
	g->n_cells = g->n_rows = 0;
	g->in_cell = false;
	g->ink = (struct ink){.to = &g->text};
}

static void *more(void *v, size_t n, size_t *cap, size_t size)
{
	if (n < *cap)
		return v;
	*cap = *cap ? *cap * 2 : 64;
	return mem_grow(v, *cap, size);
}

void grid_row(struct grid *g, size_t anchor, bool page_break)
{
	grid_cell_end(g);
	g->rows = more(g->rows, g->n_rows, &g->rows_cap, sizeof *g->rows);
	g->rows[g->n_rows++] = (struct row){
	    .first = g->n_cells, .anchor = anchor, .page_break = page_break};
}

void grid_cell(struct grid *g, size_t span)
{
	struct cell c = {.span = span};

	grid_cell_end(g);
	if (!g->n_rows)
		grid_row(g, 0, false);
	struct row *r = &g->rows[g->n_rows - 1];

	if (r->n) {
		const struct cell *last = &g->cells[g->n_cells - 1];

		c.col = last->col + last->span;
	}
	ink_begin(&g->ink, &g->text);
	c.begin = c.end = g->text.n;
	g->cells = more(g->cells, g->n_cells, &g->cells_cap, sizeof c);
	g->cells[g->n_cells++] = c;
	r->n++;
	g->in_cell = true;
}

void grid_block(struct grid *g)
{
	if (!g->in_cell)
		return;
	g->ink.space = false;
	if (g->text.n > g->ink.begin) {
		buf_char(&g->text, '\n');
		g->ink.begin = g->text.n;
	}
}

void grid_cell_end(struct grid *g)
{
	if (!g->in_cell)
		return;
	struct cell *c = &g->cells[g->n_cells - 1];

	c->end = g->text.n;
	while (c->end > c->begin && g->text.p[c->end - 1] == '\n')
		c->end--;
	c->flags = ink_flags(&g->ink);
	c->href = g->ink.first_href;
	g->in_cell = false;
}

struct str grid_text(const struct grid *g, size_t cell)
{
	const struct cell *c = &g->cells[cell];

	return str_sub(buf_view(&g->text), c->begin, c->end);
}
