/*
 * Dots drawn with characters: a braille cell holds two by four of them
 * (Unicode block 2800).
 *
 * Owns: its cells, until canvas_release().
 * Users: plot_text.c.
 */
#ifndef STORE_QUERY_CANVAS_H
#define STORE_QUERY_CANVAS_H

#include "fetch/base/buf.h"

struct canvas {
	unsigned char *cells; /* row by row from the top */
	size_t columns, rows;
};

enum { CANVAS_ACROSS = 2, CANVAS_DOWN = 4 }; /* dots of a cell */

void canvas_init(struct canvas *c, size_t columns, size_t rows);
void canvas_release(struct canvas *c);

/* x from the left, y from the top, in dots; outside is nothing */
void canvas_dot(struct canvas *c, long x, long y);
void canvas_line(struct canvas *c, long x0, long y0, long x1, long y1);
/* one row, blank cells as spaces, none at the end */
void canvas_write(const struct canvas *c, size_t row, struct buf *to);

#endif
