/*
 * Reads the tables of a model: tab-separated lines under a head line.
 *
 * Keeps: `#` starts a comment line; the head line names exactly the columns
 *   that the reader expects; every row has as many cells; no cell is empty
 *   ("-" stands for none).
 * Owns: nothing; cells borrow from the file's bytes while `take` runs.
 * Fails: EXIT_NOINPUT (cannot be opened), EXIT_CONFIG with file and line.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_TABLE_H
#define SCORE_TONE_TABLE_H

#include "fetch/base/arena.h"
#include "fetch/base/err.h"

enum { TABLE_MAX_COLUMNS = 12, TABLE_MAX_BYTES = 4 * 1024 * 1024 };

struct table_row {
	size_t line;
	struct str cell[TABLE_MAX_COLUMNS];
};

/* Non-zero with e set ends the reading; the place is put in front. */
typedef int table_take(void *user, const struct table_row *row, struct err *e);

/* columns: the names, separated by blanks */
int table_parse(struct str text, const char *name, const char *columns,
    table_take *take, void *user, struct err *e);
int table_read(const char *path, const char *columns, table_take *take,
    void *user, struct err *e);

bool table_none(struct str cell); /* "-" */

/* a decimal number with at most four digits on either side of the point, read
 * the same way on every machine */
int table_number(struct str cell, double *to, struct err *e);

/* the next word of a cell; the absent view at its end */
struct str table_word(struct str *rest);

#endif
