/*
 * The rows of an answer, written in the format that was asked for.
 *
 * Owns: its buffers, until sheet_close(). Cells are borrowed for the call;
 *   the formats that need all rows at once (table, spark) keep copies.
 * Keeps: null is empty in TSV and CSV and null in JSON, never 0. TSV and CSV
 *   begin with the names of the columns. On a terminal, text from the store
 *   is made safe (plain.h) in every format.
 * Fails: EXIT_IO, once: a sheet that failed takes rows and drops them.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_SHEET_H
#define STORE_QUERY_SHEET_H

#include "fetch/base/arena.h"
#include "fetch/base/digest.h"
#include "store/query/zone.h"

enum sheet_format {
	SHEET_TABLE,
	SHEET_CSV,
	SHEET_TSV,
	SHEET_JSONL,
	SHEET_SPARK,
	SHEET_ARROW, /* file */
	SHEET_ARROWS /* stream */
};

enum cell_kind {
	CELL_NULL,
	CELL_TEXT,
	CELL_COUNT,
	CELL_REAL,
	CELL_STAMP,
	CELL_FLAG
};

enum cell_tint { TINT_NONE, TINT_GOOD, TINT_BAD, TINT_DIM };

struct cell {
	enum cell_kind kind;
	enum cell_tint tint;
	struct str text;
	int64_t number; /* count, stamp, flag */
	double real;
};

enum column_flags {
	COLUMN_RIGHT = 1,
	COLUMN_CUT = 2,   /* may be cut to the width of the terminal */
	COLUMN_PIPE = 4,  /* not in tables */
	COLUMN_DAY = 8,   /* a stamp at midnight is its day in tables */
	COLUMN_SIGN = 16, /* a count: in tables an arrow */
	COLUMN_WIDE = 32  /* given up first where a terminal is narrow */
};

struct column {
	const char *name;
	unsigned flags;
	int digits;          /* behind the point in tables */
	enum cell_kind type; /* where all cells have one; CELL_NULL: text */
};

struct sheet_options {
	enum sheet_format format;
	bool terminal; /* stdout is one */
	bool colour;
	bool head; /* names of the columns */
	const struct zone *zone;
	int fd;
	struct digest *digest; /* of the bytes written; NULL: none */
};

struct sheet;

bool sheet_format_read(struct str word, enum sheet_format *f);
const char *sheet_format_word(enum sheet_format f);

struct sheet *sheet_open(
    const struct column *columns, size_t n, const struct sheet_options *o);
void sheet_row(struct sheet *s, const struct cell *cells);
/* a line for people behind the table; nothing in other formats */
void sheet_note(struct sheet *s, struct str line);
bool sheet_failed(const struct sheet *s);
/* write what is held; -1 where not everything got out */
int sheet_close(struct sheet *s, struct err *e); /* NULL is fine: 0 */

struct cell cell_null(void);
struct cell cell_text(struct str s); /* the absent view is null */
struct cell cell_count(int64_t n);
struct cell cell_real(double v);
struct cell cell_stamp(int64_t t); /* STAMP_NONE is null */
struct cell cell_flag(bool v);
struct cell cell_tinted(struct cell c, enum cell_tint tint);

#endif
