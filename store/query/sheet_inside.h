/*
 * The inside of a sheet, for the modules that write one format each.
 *
 * Users: sheet.c, sheet_lines.c, sheet_table.c, sheet_spark.c.
 */
#ifndef STORE_QUERY_SHEET_INSIDE_H
#define STORE_QUERY_SHEET_INSIDE_H

#include "fetch/base/buf.h"
#include "store/query/arrow.h"
#include "store/query/sheet.h"

struct sheet_row {
	struct cell *cells;
};

struct sheet {
	const struct column *columns;
	size_t n;
	struct sheet_options o;
	struct buf out;
	struct err failed;
	/* kept rows: table and spark */
	struct arena arena;
	struct sheet_row *rows;
	size_t n_rows, cap;
	struct buf notes;
	struct arrow *arrow; /* NULL: another format */
};

/* as it stands in tables: stamps short, reals with the column's digits */
void sheet_cell_text(
    const struct sheet *s, size_t column, const struct cell *c, struct buf *to);

void sheet_csv_row(struct sheet *s, const struct cell *cells);
void sheet_tsv_row(struct sheet *s, const struct cell *cells);
void sheet_json_row(struct sheet *s, const struct cell *cells);
void sheet_lines_head(struct sheet *s, char between);
void sheet_table_print(struct sheet *s);
void sheet_spark_print(struct sheet *s);

#endif
