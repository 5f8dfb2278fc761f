/*
 * The rows of `series`, as they are printed.
 *
 * Owns: the sheet, until series_sheet_close().
 * Users: cmd_series.c, series_vintages.c.
 */
#ifndef STORE_QUERY_SERIES_SHEET_H
#define STORE_QUERY_SERIES_SHEET_H

#include "store/query/measure.h"
#include "store/query/question.h"

/* columns that are not always there, behind the others */
enum series_more { SERIES_PLAIN, SERIES_BY, SERIES_VINTAGES };

struct series_row {
	int64_t begin, end;
	struct str entity;
	const struct measure *stat;
	struct stat_value v;
	size_t stories, n;
	double coverage;
	struct str model;
	struct str by;    /* SERIES_BY */
	int64_t from, to; /* SERIES_VINTAGES; to: STAMP_NONE still */
	struct str tail;  /* of the reference, see ref_tail() */
};

struct series_sheet {
	const struct question *q;
	enum series_more more;
	struct sheet *sheet;
	struct buf ref;
	size_t rows;
};

void series_sheet_open(
    struct series_sheet *s, const struct question *q, enum series_more more);
int series_sheet_close(struct series_sheet *s, struct err *e);
/* false: --limit is reached, nothing was printed */
bool series_sheet_row(struct series_sheet *s, const struct series_row *row);

/* What --by and --vintages print, in modules of their own; *code as a command
 * returns it. */
int series_by(const struct ask *a, struct question *q,
    const struct measure *stats, size_t n, int *code, struct err *e);
int series_vintages(const struct ask *a, struct question *q,
    const struct measure *stats, size_t n, int *code, struct err *e);

#endif
