#include "store/query/canvas.h"

#include <stdlib.h>

void canvas_init(struct canvas *c, size_t columns, size_t rows)
{
	*c = (struct canvas){mem_new(columns * rows + 1, 1), columns, rows};
}

void canvas_release(struct canvas *c)
{
	free(c->cells);
	*c = (struct canvas){0};
}

void canvas_dot(struct canvas *c, long x, long y)
{
	/* the bit of a dot, by row and column of its cell */
	static const unsigned char bits[CANVAS_DOWN][CANVAS_ACROSS] = {
	    {0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

	if (x < 0 || y < 0 || (size_t)x >= c->columns * CANVAS_ACROSS ||
	    (size_t)y >= c->rows * CANVAS_DOWN)
		return;
	size_t cell =
	    (size_t)y / CANVAS_DOWN * c->columns + (size_t)x / CANVAS_ACROSS;

	c->cells[cell] |= bits[y % CANVAS_DOWN][x % CANVAS_ACROSS];
}

void canvas_line(struct canvas *c, long x0, long y0, long x1, long y1)
{
	long dx = labs(x1 - x0), dy = labs(y1 - y0);
	long steps = dx > dy ? dx : dy;

	for (long i = 0; i <= steps; i++) {
		long half = steps / 2;

		canvas_dot(c,
		    steps ? x0 + ((x1 - x0) * i + (x1 > x0 ? half : -half)) /
				     steps
			  : x0,
		    steps ? y0 + ((y1 - y0) * i + (y1 > y0 ? half : -half)) /
				     steps
			  : y0);
	}
}

void canvas_write(const struct canvas *c, size_t row, struct buf *to)
{
	size_t end = c->columns;

	while (end && !c->cells[row * c->columns + end - 1])
		end--;
	for (size_t i = 0; i < end; i++) {
		unsigned char cell = c->cells[row * c->columns + i];

		if (cell)
			buf_utf8(to, 0x2800u + cell);
		else
			buf_char(to, ' ');
	}
}
