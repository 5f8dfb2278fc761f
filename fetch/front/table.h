/*
 * A table for people: columns as wide as they need, in terminal cells (wide
 * characters take two, combining ones none).
 *
 * Owns: its cells.
 * Keeps: control characters never get out.
 * Users: the front's commands.
 */
#ifndef FETCH_FRONT_TABLE_H
#define FETCH_FRONT_TABLE_H

#include "fetch/base/arena.h"
#include "fetch/base/err.h"

enum { TABLE_COLUMNS_MAX = 16 };

struct table {
	struct arena arena;
	size_t columns, n, cap;
	bool right[TABLE_COLUMNS_MAX]; /* set flush right */
	size_t width[TABLE_COLUMNS_MAX];
	struct str *cells; /* row by row, the names first */
};

/* names: NULL-ended. A name that begins with ">" is set flush right. */
void table_begin(struct table *t, const char *const *names);
void table_release(struct table *t);
/* as many cells as there are columns; absent and empty ones print "-" */
void table_row(struct table *t, const struct str *cells);
/* on stdout; the last column is not padded */
int table_print(const struct table *t, struct err *e);
/* cells that a text takes */
size_t table_width(struct str s);

#endif
