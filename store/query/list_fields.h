/*
 * The columns of the list commands, and how each cell is made.
 *
 * Keeps: the same order in every format; new columns are only ever added at
 *   the right end. In tables some are left out (COLUMN_PIPE).
 * Fails: a cell that cannot be read is null and sets the line's error.
 * Users: cmd_list.c.
 */
#ifndef STORE_QUERY_LIST_FIELDS_H
#define STORE_QUERY_LIST_FIELDS_H

#include "store/query/docline.h"
#include "store/query/listing.h"

enum { LIST_COLUMNS_MAX = 24 };

/* everything a cell may be made from */
struct list_line {
	struct question *q;
	const struct listed *l;
	struct docline doc;
	struct arena arena; /* texts of this line's cells */
	struct err *e;
};

struct list_field {
	struct column column;
	struct cell (*cell)(struct list_line *x);
};

struct list_table {
	enum obs_kind kind;
	const struct list_field *fields; /* ends with a NULL cell */
};

struct list_table list_fields_of(enum ask_command c);

#endif
