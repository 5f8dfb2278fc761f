/*
 * Rows as Arrow columns, written as an IPC file (.arrow) or stream (.arrows);
 * https://arrow.apache.org/docs/format/Columnar.html, metadata V5.
 *
 * Columns: stamps are timestamps in microseconds UTC, counts int64, reals
 * float64, flags bool, texts utf8; texts of few different words (entities,
 * sources, models …) are dictionaries. All may be null.
 *
 * Owns: its columns, until arrow_close().
 * Keeps: columns are held until the end, for dictionaries stand in front of
 *   the rows; equal rows give equal bytes. Reals are rounded as in the other
 *   formats, so that a number is the same in all.
 * Fails: EXIT_USAGE for more than ARROW_MAX_BYTES.
 * Users: sheet.c.
 */
#ifndef STORE_QUERY_ARROW_H
#define STORE_QUERY_ARROW_H

#include "fetch/base/buf.h"
#include "store/query/sheet.h"

struct arrow;

/* bytes of a text column, or of all others */
#define ARROW_MAX_BYTES ((size_t)4 << 30)

struct arrow *arrow_open(const struct column *columns, size_t n, bool stream);
void arrow_row(struct arrow *a, const struct cell *cells);
void arrow_close(struct arrow *a); /* NULL is fine */

/* Everything, piece by piece; fn returns 0 to go on. */
typedef int arrow_fn(void *to, struct str bytes, struct err *e);
int arrow_write(struct arrow *a, arrow_fn *fn, void *to, struct err *e);

#endif
