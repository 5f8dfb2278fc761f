#include "store/query/series_sheet.h"

#include "store/query/ref.h"

#include <math.h>

enum column_at {
	AT_BUCKET,
	AT_END,
	AT_ENTITY,
	AT_STAT,
	AT_VALUE,
	AT_SE,
	AT_N,
	AT_ALL,
	AT_STORIES,
	AT_COVERAGE,
	AT_MODELS,
	AT_OPEN,
	AT_REF,
	COLUMNS
};

enum { MORE = 2, REF_MAX_BYTES = 1 << 16 };

#define PLAIN                                                                  \
	{"bucket", COLUMN_DAY, 0, CELL_STAMP},                                 \
	    {"end", COLUMN_DAY | COLUMN_PIPE, 0, CELL_STAMP},                  \
	    {"entity", 0, 0, CELL_TEXT}, {"stat", 0, 0, CELL_TEXT},            \
	    {"value", COLUMN_RIGHT, 3, CELL_REAL},                             \
	    {"se", COLUMN_RIGHT | COLUMN_WIDE, 3, CELL_REAL},                  \
	    {"n", COLUMN_RIGHT | COLUMN_WIDE, 1, CELL_REAL},                   \
	    {"N", COLUMN_RIGHT | COLUMN_WIDE, 0, CELL_COUNT},                  \
	    {"stories", COLUMN_RIGHT | COLUMN_WIDE, 0, CELL_COUNT},            \
	    {"coverage", COLUMN_RIGHT | COLUMN_PIPE, 3, CELL_REAL},            \
	    {"models", COLUMN_PIPE, 0, CELL_TEXT},                             \
	    {"open", COLUMN_WIDE, 0, CELL_FLAG},                               \
	{                                                                      \
		"ref", 0, 0, CELL_TEXT                                         \
	}

static const struct column plain[] = {PLAIN};
static const struct column by[] = {PLAIN, {"by", 0, 0, CELL_TEXT}};
static const struct column vintages[] = {
    PLAIN, {"valid_from", 0, 0, CELL_STAMP}, {"valid_to", 0, 0, CELL_STAMP}};

void series_sheet_open(
    struct series_sheet *s, const struct question *q, enum series_more more)
{
	static const struct {
		const struct column *columns;
		size_t n;
	} of[] = {[SERIES_PLAIN] = {plain, COLUMNS},
	    [SERIES_BY] = {by, COLUMNS + 1},
	    [SERIES_VINTAGES] = {vintages, COLUMNS + MORE}};

	*s = (struct series_sheet){.q = q,
	    .more = more,
	    .sheet = sheet_open(of[more].columns, of[more].n, &q->out)};
	buf_init(&s->ref, REF_MAX_BYTES);
}

int series_sheet_close(struct series_sheet *s, struct err *e)
{
	buf_release(&s->ref);
	return sheet_close(s->sheet, e);
}

/* ENTITY/STAT/BEGIN and what the question adds */
static struct str ref_of(struct series_sheet *s, const struct series_row *row)
{
	char text[STAMP_TEXT_BYTES];
	bool midnight = row->begin % STAMP_DAY == 0;
	struct buf *b = &s->ref;

	buf_clear(b);
	ref_part(b, row->entity);
	buf_char(b, '/');
	ref_part(b, row->stat->label);
	buf_char(b, '/');
	buf_puts(b, midnight && !s->q->ask->tz
			? stamp_format_day(row->begin, text)
			: stamp_format(row->begin, text));
	buf_str(b, row->tail);
	return buf_view(b);
}

static struct cell real_or_count(double v, bool count)
{
	if (count && !isnan(v))
		return cell_count((int64_t)v);
	return cell_real(v);
}

static enum cell_tint tint_of(const struct measure *m, double v)
{
	if (m->kind != MEASURE_TONE && m->kind != MEASURE_BALANCE &&
	    m->kind != MEASURE_JEVONS && m->kind != MEASURE_DECAY)
		return TINT_NONE;
	return v >= 0.15 ? TINT_GOOD : v <= -0.15 ? TINT_BAD : TINT_NONE;
}

bool series_sheet_row(struct series_sheet *s, const struct series_row *row)
{
	bool count = !row->stat->z && measure_counts(row->stat->kind);
	double value = row->v.value;
	struct cell c[COLUMNS + MORE];

	if (s->q->limit && s->rows >= s->q->limit)
		return false;
	c[AT_BUCKET] = cell_stamp(row->begin);
	c[AT_END] = cell_stamp(row->end);
	c[AT_ENTITY] = cell_text(row->entity);
	c[AT_STAT] = cell_text(row->stat->label);
	c[AT_VALUE] =
	    cell_tinted(real_or_count(value, count), tint_of(row->stat, value));
	c[AT_SE] = cell_real(row->v.se);
	c[AT_N] = real_or_count(row->v.n, floor(row->v.n) == row->v.n);
	c[AT_ALL] = cell_count((int64_t)row->n);
	c[AT_STORIES] = cell_count((int64_t)row->stories);
	c[AT_COVERAGE] = cell_real(row->coverage);
	c[AT_MODELS] = cell_text(row->model);
	c[AT_OPEN] = cell_flag(row->end > s->q->now);
	c[AT_REF] = cell_text(ref_of(s, row));
	if (s->more == SERIES_BY) {
		c[COLUMNS] = cell_text(row->by);
	} else if (s->more == SERIES_VINTAGES) {
		c[COLUMNS] = cell_stamp(row->from);
		c[COLUMNS + 1] = cell_stamp(row->to);
	}
	sheet_row(s->sheet, c);
	s->rows++;
	return true;
}
