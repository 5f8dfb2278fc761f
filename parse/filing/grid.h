/*
 * One table while it is read: rows of cells with their columns.
 *
 * Owns: its text and arrays, kept from table to table.
 * Keeps: spans are counted, so that a cell's columns are those of the page;
 *   blocks within a cell are parted by \n.
 * Users: visible.c, table_lines.c.
 */
#ifndef PARSE_FILING_GRID_H
#define PARSE_FILING_GRID_H

#include "parse/filing/flow.h"

enum { GRID_SPAN_MAX = 1000 };

struct cell {
	size_t begin, end; /* in the grid's text */
	size_t col, span;
	unsigned flags; /* of its words */
	uint64_t href;
};

struct row {
	size_t first, n; /* cells */
	size_t anchor;   /* the flow's anchors from here on lie in it */
	bool page_break;
};

struct grid {
	struct buf text;
	struct ink ink;
	struct cell *cells;
	struct row *rows;
	size_t n_cells, n_rows, cells_cap, rows_cap;
	bool in_cell;
};

void grid_init(struct grid *g, size_t max_bytes);
void grid_release(struct grid *g);
void grid_clear(struct grid *g);
void grid_row(struct grid *g, size_t anchor, bool page_break);
void grid_cell(struct grid *g, size_t span); /* ends the one before */
void grid_block(struct grid *g); /* what follows stands on its own line */
void grid_cell_end(struct grid *g);
struct str grid_text(const struct grid *g, size_t cell);

#endif
