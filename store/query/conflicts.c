#include "store/query/conflicts.h"

#include "store/query/footer.h"
#include "store/query/listing.h"
#include "store/query/ref.h"

#include <math.h>
#include <stdlib.h>

static const struct column columns[] = {{"entity", 0, 0, CELL_TEXT},
    {"metric", 0, 0, CELL_TEXT}, {"unit", 0, 0, CELL_TEXT},
    {"role", COLUMN_WIDE, 0, CELL_TEXT}, {"horizon", COLUMN_WIDE, 0, CELL_TEXT},
    {"start", COLUMN_WIDE, 0, CELL_TEXT}, {"end", COLUMN_WIDE, 0, CELL_TEXT},
    {"modality", COLUMN_PIPE, 0, CELL_TEXT},
    {"apart", COLUMN_RIGHT, 3, CELL_REAL},
    {"value", COLUMN_RIGHT, 0, CELL_TEXT}, {"source", 0, 0, CELL_TEXT},
    {"time", COLUMN_DAY, 0, CELL_STAMP}, {"ref", COLUMN_PIPE, 0, CELL_TEXT},
    {"other_value", COLUMN_RIGHT, 0, CELL_TEXT},
    {"other_source", 0, 0, CELL_TEXT},
    {"other_time", COLUMN_DAY, 0, CELL_STAMP},
    {"other_ref", COLUMN_PIPE, 0, CELL_TEXT}};
enum { COLUMNS = sizeof columns / sizeof *columns };

struct figure {
	const struct catalog_series *series;
	struct obs_claim c;
	int64_t at;
	uint64_t doc;
	uint32_t source;
	size_t item;
	bool forecast;
	double value;
	int64_t last; /* when it was said again, without a period */
};

struct figures {
	struct figure *v;
	size_t n, cap;
	struct sheet *sheet;
	struct question *q;
	struct footer footer;
	struct arena arena;
	bool cut;
};

static int take(struct figures *f, const struct listed *l)
{
	struct obs_claim c = obs_claim_item(&l->row, l->item);
	bool forecast = c.modality == MODALITY_FORECAST;

	if (!forecast && c.modality != MODALITY_ASSERTED &&
	    c.modality != MODALITY_REPORTED)
		return 0;
	if (f->n == f->cap) {
		f->cap = f->cap ? 2 * f->cap : 256;
		f->v = mem_grow(f->v, f->cap, sizeof *f->v);
	}
	f->v[f->n++] = (struct figure){l->series, c, l->at, l->row.key.doc,
	    l->row.source, l->item, forecast, decimal_real(c.value), l->at};
	return 0;
}

#define COMPARE(a, b)                                                          \
	if ((a) != (b))                                                        \
	return (a) < (b) ? -1 : 1

/* what must be equal */
static int by_thing(const struct figure *x, const struct figure *y)
{
	COMPARE(x->series, y->series);
	COMPARE(x->c.unit, y->c.unit);
	COMPARE(x->c.role, y->c.role);
	COMPARE(x->c.horizon, y->c.horizon);
	COMPARE(x->forecast, y->forecast);
	return 0;
}

static int order(const void *a, const void *b)
{
	const struct figure *x = a, *y = b;
	int thing = by_thing(x, y);

	if (thing)
		return thing;
	COMPARE(x->c.start_day, y->c.start_day);
	COMPARE(x->c.end_day, y->c.end_day);
	COMPARE(x->value, y->value);
	COMPARE(x->at, y->at);
	COMPARE(x->doc, y->doc);
	COMPARE(x->item, y->item);
	return 0;
}

static int by_time(const void *a, const void *b)
{
	const struct figure *x = a, *y = b;

	COMPARE(x->at, y->at);
	COMPARE(x->doc, y->doc);
	COMPARE(x->item, y->item);
	return 0;
}

static bool has_period(const struct figure *f)
{
	return f->c.start_day != OBS_NONE || f->c.end_day != OBS_NONE;
}

static bool overlap(const struct figure *a, const struct figure *b)
{
	if (!has_period(a) || !has_period(b))
		return !has_period(a) && !has_period(b) &&
		       a->at - b->last <= CONFLICTS_WITHIN &&
		       b->at - a->last <= CONFLICTS_WITHIN;
	/* an open end is not known: it may overlap with nothing for sure */
	if (a->c.start_day == OBS_NONE || b->c.start_day == OBS_NONE ||
	    a->c.end_day == OBS_NONE || b->c.end_day == OBS_NONE)
		return a->c.start_day == b->c.start_day &&
		       a->c.end_day == b->c.end_day;
	return a->c.start_day <= b->c.end_day && b->c.start_day <= a->c.end_day;
}

static double apart(const struct figure *a, const struct figure *b)
{
	double most = fmax(fabs(a->value), fabs(b->value));

	return most > 0 ? fabs(a->value - b->value) / most : 0;
}

static bool conflict(const struct figure *a, const struct figure *b)
{
	double slack = a->c.approx || b->c.approx ? 0.10 : 0.02;

	return a->doc != b->doc && overlap(a, b) && apart(a, b) > slack;
}

/* ---- printing ---- */

static struct cell word(struct figures *f, uint32_t id, struct err *e)
{
	struct str text = {NULL, 0};

	if (id)
		(void)read_name(f->q->reader, NAME_WORD, id, &text, e);
	return cell_text(text);
}

static struct cell source(struct figures *f, uint32_t id, struct err *e)
{
	struct str text = {NULL, 0};

	(void)read_name(f->q->reader, NAME_SOURCE, id, &text, e);
	return cell_text(text);
}

static struct cell day(struct figures *f, int32_t d)
{
	char text[STAMP_TEXT_BYTES];

	if (d == OBS_NONE)
		return cell_null();
	(void)stamp_format_day((int64_t)d * STAMP_DAY, text);
	return cell_text(arena_str(&f->arena, str_of(text)));
}

static struct cell decimal(struct figures *f, struct decimal d)
{
	struct buf b;

	buf_init(&b, 512);
	decimal_write(&b, d);
	struct cell c = cell_text(arena_str(&f->arena, buf_view(&b)));

	buf_release(&b);
	return c;
}

static struct cell ref(struct figures *f, const struct figure *x)
{
	const struct catalog *c = &f->q->catalog;
	const struct series_name name = {OBS_CLAIM, c->whats.v[x->series->what],
	    c->entities.v[x->series->entity]};
	struct buf b;

	buf_init(&b, 1 << 16);
	ref_row(&b, x->doc, &name, x->item);
	struct cell to = cell_text(arena_str(&f->arena, buf_view(&b)));

	buf_release(&b);
	return to;
}

static void print(struct figures *f, const struct figure *a,
    const struct figure *b, struct err *e)
{
	const struct catalog *c = &f->q->catalog;

	if (f->q->limit && f->footer.rows >= f->q->limit)
		return;
	arena_reset(&f->arena);
	const struct cell cells[COLUMNS] = {
	    cell_text(c->entities.v[a->series->entity]),
	    cell_text(c->whats.v[a->series->what]), word(f, a->c.unit, e),
	    word(f, a->c.role, e), word(f, a->c.horizon, e),
	    day(f, a->c.start_day), day(f, a->c.end_day),
	    cell_text(str_of(schema_word(LIST_MODALITY, a->c.modality))),
	    cell_real(apart(a, b)), decimal(f, a->c.value),
	    source(f, a->source, e), cell_stamp(a->at), ref(f, a),
	    decimal(f, b->c.value), source(f, b->source, e), cell_stamp(b->at),
	    ref(f, b)};

	sheet_row(f->sheet, cells);
	f->footer.rows++;
}

/* whether b says again what a said; a is the earlier one */
static bool again(const struct figure *a, const struct figure *b)
{
	return a->value == b->value && a->c.start_day == b->c.start_day &&
	       a->c.end_day == b->c.end_day &&
	       (has_period(a) || b->at - a->last <= CONFLICTS_WITHIN);
}

/* the figures of one thing, one a period and value: the first published */
static void compare(
    struct figures *f, struct figure *v, size_t n, struct err *e)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (kept && again(&v[kept - 1], &v[i]))
			v[kept - 1].last = v[i].at;
		else
			v[kept++] = v[i];
	if (kept > 1)
		qsort(v, kept, sizeof *v, by_time);
	f->cut |= kept > CONFLICTS_MAX;
	for (size_t i = 0; i < kept; i++)
		for (size_t k = i > CONFLICTS_MAX ? i - CONFLICTS_MAX : 0;
		     k < i; k++)
			if (conflict(&v[k], &v[i]))
				print(f, &v[k], &v[i], e);
}

static int gather(struct figures *f, struct err *e)
{
	struct listing l;
	int rc = listing_open(&l, f->q, OBS_CLAIM, 0, e);

	if (rc == 0)
		while ((rc = listing_next(&l, e)) == 1)
			for (size_t i = 0; i < l.n; i++)
				(void)take(f, &l.v[i]);
	f->footer.undated = l.undated;
	f->footer.others = l.others;
	f->footer.none_live = l.none_live;
	listing_release(&l);
	return rc;
}

int conflicts_print(struct question *q, struct err *e)
{
	struct figures f = {.q = q};
	int rc = gather(&f, e);

	f.sheet = sheet_open(columns, COLUMNS, &q->out);
	if (f.n > 1)
		qsort(f.v, f.n, sizeof *f.v, order);
	for (size_t i = 0, k; i < f.n && rc == 0 && !e->code; i = k) {
		for (k = i + 1; k < f.n && by_thing(&f.v[i], &f.v[k]) == 0; k++)
			;
		compare(&f, f.v + i, k - i, e);
	}
	if (f.cut)
		sheet_note(f.sheet,
		    STR("of some things a figure was compared with the 200 "
			"before it alone"));
	if (rc == 0 && !e->code)
		footer_write(q, &f.footer, f.sheet);
	if (sheet_close(f.sheet, e) != 0 || e->code)
		rc = -1;
	free(f.v);
	arena_release(&f.arena);
	return rc != 0 ? -1 : f.footer.rows ? EXIT_GOOD : EXIT_SOME;
}
