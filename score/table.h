/*
 * Reads a table: UTF-8, a head line with the names of its columns, then a row
 * a line, cells separated by tabs; lines that start with # and empty lines are
 * left out.
 *
 * Owns: its bytes, until table_close(); cells are views of them.
 * Keeps: every row has all columns (a cell may be empty).
 * Fails: EXIT_NOINPUT (no such file), EXIT_IO; EXIT_CONFIG with file and line:
 *   another head, a row with more or fewer cells, bytes that are no UTF-8, a
 *   file over TABLE_MAX_BYTES.
 * Users: score.
 */
#ifndef SCORE_TABLE_H
#define SCORE_TABLE_H

#include "fetch/base/buf.h"
#include "fetch/base/err.h"

enum { TABLE_COLUMNS_MAX = 16, TABLE_MAX_BYTES = 64 * 1024 * 1024 };

struct table {
	struct buf bytes;
	struct str rest;
	const char *path;
	size_t columns;
	long line; /* of the last row, from 1 */
};

/* columns are the names that the head line must hold, in order */
int table_open(struct table *t, const char *path, const char *const *columns,
    size_t n, struct err *e);
void table_close(struct table *t); /* may be called twice */

/* 1 a row in cells[0..columns), 0 end, -1 broken */
int table_next(struct table *t, struct str *cells, struct err *e);

/* EXIT_CONFIG with file and line in front; returns -1 */
int table_wrong(
    const struct table *t, struct err *e, const char *what, struct str subject);

#endif
