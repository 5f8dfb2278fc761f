/*
 * Reads the tables of a model row by row (score/table.h), and their cells.
 *
 * Keeps: no cell is empty ("-" stands for none).
 * Owns: nothing; cells borrow from the file's bytes while `take` runs.
 * Fails: EXIT_NOINPUT (cannot be opened), EXIT_CONFIG with file and line.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_ROWS_H
#define SCORE_TONE_ROWS_H

#include "score/table.h"

enum { ROW_CELLS_MAX = 12 };

struct row {
	size_t line;
	struct str cell[ROW_CELLS_MAX];
};

/* Non-zero with e set ends the reading; the place is put in front. */
typedef int rows_take(void *user, const struct row *row, struct err *e);

/* columns: the names, separated by blanks */
int rows_read(const char *path, const char *columns, rows_take *take,
    void *user, struct err *e);

bool cell_none(struct str cell); /* "-" */

/* a decimal number with at most four digits on either side of the point, read
 * the same way on every machine */
int cell_number(struct str cell, double *to, struct err *e);

/* the next word of a cell; the absent view at its end */
struct str cell_word(struct str *rest);

#endif
