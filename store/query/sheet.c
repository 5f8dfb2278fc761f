#include "store/query/sheet_inside.h"

#include "fetch/base/out.h"
#include "store/query/plain.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { FLUSH_BYTES = 1 << 16 };
#define OUT_MAX_BYTES ((size_t)1 << 30)

static const char *const formats[] = {
    "table", "csv", "tsv", "jsonl", "spark", "arrow", "arrows"};

bool sheet_format_read(struct str word, enum sheet_format *f)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (str_eq(word, str_of(formats[i]))) {
			*f = (enum sheet_format)i;
			return true;
		}
	return false;
}

const char *sheet_format_word(enum sheet_format f)
{
	return formats[f];
}

static bool keeps(const struct sheet *s)
{
	return s->o.format == SHEET_TABLE || s->o.format == SHEET_SPARK;
}

struct sheet *sheet_open(
    const struct column *columns, size_t n, const struct sheet_options *o)
{
	struct sheet *s = mem_new(1, sizeof *s);

	s->columns = columns;
	s->n = n;
	s->o = *o;
	buf_init(&s->out, OUT_MAX_BYTES);
	buf_init(&s->notes, FLUSH_BYTES);
	if (o->format == SHEET_ARROW || o->format == SHEET_ARROWS)
		s->arrow = arrow_open(columns, n, o->format == SHEET_ARROWS);
	if (o->head && o->format == SHEET_CSV)
		sheet_lines_head(s, ',');
	if (o->head && o->format == SHEET_TSV)
		sheet_lines_head(s, '\t');
	return s;
}

static void flush(struct sheet *s)
{
	if (s->failed.code == 0 && s->o.digest)
		digest_add(s->o.digest, buf_view(&s->out));
	if (s->failed.code == 0)
		(void)out_all(s->o.fd, buf_view(&s->out), &s->failed);
	buf_clear(&s->out);
}

static void keep(struct sheet *s, const struct cell *cells)
{
	struct cell *copy = arena_new(&s->arena, s->n * sizeof *copy);

	for (size_t i = 0; i < s->n; i++) {
		copy[i] = cells[i];
		if (cells[i].kind == CELL_TEXT)
			copy[i].text = arena_str(&s->arena, cells[i].text);
	}
	if (s->n_rows == s->cap) {
		s->cap = s->cap ? 2 * s->cap : 64;
		s->rows = mem_grow(s->rows, s->cap, sizeof *s->rows);
	}
	s->rows[s->n_rows++].cells = copy;
}

static int put_arrow(void *to, struct str bytes, struct err *e)
{
	struct sheet *s = to;

	(void)e;
	buf_str(&s->out, bytes);
	if (s->out.n >= FLUSH_BYTES)
		flush(s);
	return s->failed.code ? -1 : 0;
}

void sheet_row(struct sheet *s, const struct cell *cells)
{
	if (s->arrow)
		arrow_row(s->arrow, cells);
	else if (keeps(s))
		keep(s, cells);
	else if (s->o.format == SHEET_CSV)
		sheet_csv_row(s, cells);
	else if (s->o.format == SHEET_TSV)
		sheet_tsv_row(s, cells);
	else
		sheet_json_row(s, cells);
	if (s->out.n >= FLUSH_BYTES)
		flush(s);
}

void sheet_note(struct sheet *s, struct str line)
{
	if (s->o.format != SHEET_TABLE && s->o.format != SHEET_SPARK)
		return;
	plain_write(&s->notes, line);
	buf_char(&s->notes, '\n');
}

bool sheet_failed(const struct sheet *s)
{
	return s->failed.code != 0;
}

int sheet_close(struct sheet *s, struct err *e)
{
	if (!s)
		return 0;
	if (s->o.format == SHEET_TABLE)
		sheet_table_print(s);
	if (s->o.format == SHEET_SPARK)
		sheet_spark_print(s);
	if (s->arrow)
		(void)arrow_write(s->arrow, put_arrow, s, &s->failed);
	arrow_close(s->arrow);
	if (s->notes.n) {
		if (s->o.colour)
			buf_puts(&s->out, "\033[2m");
		buf_str(&s->out, buf_view(&s->notes));
		if (s->o.colour)
			buf_puts(&s->out, "\033[0m");
	}
	if (s->out.over)
		err_set(&s->failed, EXIT_USAGE,
		    "the answer is too long for a table: use --limit or "
		    "--format tsv");
	flush(s);
	int rc = s->failed.code
		     ? err_set(e, s->failed.code, "%s", s->failed.text)
		     : 0;

	arena_release(&s->arena);
	buf_release(&s->out);
	buf_release(&s->notes);
	free(s->rows);
	free(s);
	return rc;
}

static void real_text(double v, int digits, struct buf *to)
{
	/* -0.000 is 0.000 */
	double half = 0.5 * pow(10, -digits);

	buf_printf(to, "%.*f", digits, fabs(v) < half ? 0.0 : v);
}

void sheet_cell_text(
    const struct sheet *s, size_t column, const struct cell *c, struct buf *to)
{
	char text[ZONE_TEXT_BYTES];
	const struct column *col = &s->columns[column];

	switch (c->kind) {
	case CELL_NULL:
		buf_puts(to, "–");
		break;
	case CELL_TEXT:
		plain_write(to, c->text);
		break;
	case CELL_COUNT:
		if (col->flags & COLUMN_SIGN)
			buf_puts(to, c->number > 0   ? "▲"
				     : c->number < 0 ? "▼"
						     : "·");
		else
			buf_printf(to, "%lld", (long long)c->number);
		break;
	case CELL_REAL:
		real_text(c->real, col->digits, to);
		break;
	case CELL_STAMP:
		buf_puts(to, zone_format_short(s->o.zone, c->number,
				 (col->flags & COLUMN_DAY) != 0, text));
		break;
	case CELL_FLAG:
		buf_puts(to, c->number ? col->name : "");
		break;
	}
}

struct cell cell_null(void)
{
	return (struct cell){.kind = CELL_NULL};
}

struct cell cell_text(struct str s)
{
	return s.p ? (struct cell){.kind = CELL_TEXT, .text = s} : cell_null();
}

struct cell cell_count(int64_t n)
{
	return (struct cell){.kind = CELL_COUNT, .number = n};
}

struct cell cell_real(double v)
{
	return isfinite(v) ? (struct cell){.kind = CELL_REAL, .real = v}
			   : cell_null();
}

struct cell cell_stamp(int64_t t)
{
	return t != STAMP_NONE ? (struct cell){.kind = CELL_STAMP, .number = t}
			       : cell_null();
}

struct cell cell_flag(bool v)
{
	return (struct cell){.kind = CELL_FLAG, .number = v};
}

struct cell cell_tinted(struct cell c, enum cell_tint tint)
{
	c.tint = tint;
	return c;
}
