/*
 * A table for a terminal (libsmartcols), columns as wide as they need.
 * Users: the front's commands.
 */
#ifndef FETCH_FRONT_TABLE_H
#define FETCH_FRONT_TABLE_H

#include "fetch/base/err.h"
#include "fetch/base/str.h"

enum { TABLE_COLUMNS_MAX = 16 };

struct table;

/* names: NULL-ended. A name that begins with ">" is set flush right. */
struct table *table_new(const char *const *names);
void table_free(struct table *t); /* NULL is fine */
/* as many cells as there are columns; absent ones print "-" */
void table_row(struct table *t, const struct str *cells);
/* on stdout */
int table_print(struct table *t, struct err *e);

#endif
