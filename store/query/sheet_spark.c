#include "store/query/sheet_inside.h"

#include "store/query/spark.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The values of one entity and statistic, in the order of the buckets. */
struct line {
	struct str entity, stat;
	double *v;
	size_t n, cap;
	struct cell first, last, low, high;
};

struct lines {
	struct arena arena;
	struct line *v;
	size_t n, cap, at; /* at: where the last row went */
};

enum {
	OUT_ENTITY,
	OUT_STAT,
	OUT_SPARK,
	OUT_FIRST,
	OUT_LAST,
	OUT_LOW,
	OUT_HIGH,
	OUT_N,
	OUT_COLUMNS
};

static size_t column(const struct sheet *s, const char *name)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->columns[i].name, name) == 0)
			return i;
	BUG("a sparkline needs a series");
}

static bool is(const struct line *l, struct str entity, struct str stat)
{
	return str_eq(l->entity, entity) && str_eq(l->stat, stat);
}

/* Rows come bucket by bucket, each in the same order, so that the line
 * behind the last one is nearly always the right one. */
static struct line *find(struct lines *l, struct str entity, struct str stat)
{
	for (size_t i = 0; i < l->n; i++) {
		l->at = l->at + 1 < l->n ? l->at + 1 : 0;
		if (is(&l->v[l->at], entity, stat))
			return &l->v[l->at];
	}
	l->v = arena_more(&l->arena, l->v, l->n, &l->cap, sizeof *l->v);
	l->v[l->n] = (struct line){.entity = entity, .stat = stat};
	l->at = l->n;
	return &l->v[l->n++];
}

static double number(const struct cell *c)
{
	if (c->kind == CELL_REAL)
		return c->real;
	return c->kind == CELL_COUNT ? (double)c->number : (double)NAN;
}

static void add(struct lines *l, struct line *to, const struct cell *c)
{
	double v = number(c);

	to->v = arena_more(&l->arena, to->v, to->n, &to->cap, sizeof *to->v);
	to->v[to->n++] = v;
	if (isnan(v))
		return;
	if (to->first.kind == CELL_NULL)
		to->first = to->low = to->high = *c;
	if (v < number(&to->low))
		to->low = *c;
	if (v > number(&to->high))
		to->high = *c;
	to->last = *c;
}

/* the table of lines, printed by the table's own means */
static void fill(struct sheet *t, struct sheet *from, const struct lines *l)
{
	struct cell row[OUT_COLUMNS];
	struct buf spark;

	buf_init(&spark, (size_t)1 << 24);
	for (size_t i = 0; i < l->n; i++) {
		const struct line *x = &l->v[i];
		struct spark_range r = spark_range_of(x->v, x->n);

		buf_clear(&spark);
		/* zero is always on the scale: heights can be compared */
		spark_write(
		    &spark, x->v, x->n, fmin(0, r.low), fmax(0, r.high));
		row[OUT_ENTITY] = cell_text(x->entity);
		row[OUT_STAT] = cell_text(x->stat);
		row[OUT_SPARK] = cell_text(buf_view(&spark));
		row[OUT_FIRST] = x->first;
		row[OUT_LAST] = x->last;
		row[OUT_LOW] = x->low;
		row[OUT_HIGH] = x->high;
		row[OUT_N] = cell_count((int64_t)r.n);
		sheet_row(t, row);
	}
	buf_release(&spark);
	sheet_table_print(t);
	buf_str(&from->out, buf_view(&t->out));
}

/* "2025-01-20 … 2025-03-10" */
static struct str range_text(const struct sheet *s, struct arena *a)
{
	size_t bucket = column(s, "bucket"), end = column(s, "end");
	struct buf b;

	buf_init(&b, 256);
	if (s->n_rows) {
		sheet_cell_text(s, bucket, &s->rows[0].cells[bucket], &b);
		buf_puts(&b, " … ");
		sheet_cell_text(s, end, &s->rows[s->n_rows - 1].cells[end], &b);
	}
	struct str text = arena_str(a, buf_view(&b));

	buf_release(&b);
	return text;
}

void sheet_spark_print(struct sheet *s)
{
	size_t entity = column(s, "entity"), stat = column(s, "stat");
	size_t value = column(s, "value");
	unsigned right = COLUMN_RIGHT;
	int digits = s->columns[value].digits;
	struct lines l = {0};

	for (size_t i = 0; i < s->n_rows; i++) {
		const struct cell *c = s->rows[i].cells;

		add(&l, find(&l, c[entity].text, c[stat].text), &c[value]);
	}
	const struct column columns[OUT_COLUMNS] = {
	    [OUT_ENTITY] = {"entity", 0, 0, CELL_NULL},
	    [OUT_STAT] = {"stat", 0, 0, CELL_NULL},
	    [OUT_SPARK] = {range_text(s, &l.arena).p, 0, 0, CELL_NULL},
	    [OUT_FIRST] = {"first", right, digits, CELL_NULL},
	    [OUT_LAST] = {"last", right, digits, CELL_NULL},
	    [OUT_LOW] = {"min", right, digits, CELL_NULL},
	    [OUT_HIGH] = {"max", right, digits, CELL_NULL},
	    [OUT_N] = {"n", right, 0, CELL_NULL},
	};
	struct sheet_options o = s->o;

	o.format = SHEET_TABLE;
	if (l.n) {
		struct sheet *t = sheet_open(columns, OUT_COLUMNS, &o);
		struct err none = {0};

		fill(t, s, &l);
		buf_clear(&t->out);
		t->n_rows = 0;
		(void)sheet_close(t, &none);
	}
	arena_release(&l.arena);
}
