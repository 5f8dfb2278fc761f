#include "store/query/cmd.h"

#include "fetch/base/log.h"
#include "store/query/footer.h"
#include "store/query/hard_rates.h"
#include "store/query/hard_read.h"
#include "store/query/hard_sum.h"
#include "store/query/list_fields.h"
#include "store/query/ref.h"

#include <stdio.h>

/* columns at the right end of those that facts have */
enum { EXTRA = 6, COLUMNS = LIST_COLUMNS_MAX + EXTRA, REF_BYTES = 1 << 17 };

struct showing {
	struct question *q;
	const struct hard_words *words;
	const struct hard_read *h;
	const struct list_field *fields;
	size_t columns; /* of fields */
	struct list_line line;
	struct sheet *sheet;
	struct footer footer;
	/* the values that a row is made of: one, or those of a sum */
	const struct hard_figure *parts;
	size_t n_parts;
	struct hard_rates rates;
};

static struct cell day_cell(struct showing *s, int32_t day)
{
	char text[STAMP_TEXT_BYTES];

	if (day == OBS_NONE)
		return cell_null();
	(void)stamp_format_day((int64_t)day * STAMP_DAY, text);
	return cell_text(arena_str(&s->line.arena, str_of(text)));
}

static struct cell value_cell(struct showing *s, struct decimal d)
{
	struct buf b;

	buf_init(&b, 1024);
	decimal_write(&b, d);
	struct cell c = cell_text(arena_str(&s->line.arena, buf_view(&b)));

	buf_release(&b);
	return c;
}

static void add_ref(struct showing *s, struct buf *b, uint32_t statement)
{
	const struct listed *l = &s->h->statements[statement];
	const struct catalog *c = &s->q->catalog;
	const struct series_name name = {.kind = OBS_FACT,
	    .what = c->whats.v[l->series->what],
	    .entity = c->entities.v[l->series->entity]};

	if (b->n)
		buf_char(b, ' ');
	ref_row(b, l->row.key.doc, &name, l->item);
}

static struct cell refs_cell(struct showing *s)
{
	struct buf b;

	buf_init(&b, REF_BYTES);
	for (size_t i = 0; i < s->n_parts; i++) {
		add_ref(s, &b, s->parts[i].from);
		if (s->parts[i].less != HARD_NONE)
			add_ref(s, &b, s->parts[i].less);
	}
	struct cell c = cell_text(arena_str(&s->line.arena, buf_view(&b)));

	buf_release(&b);
	return c;
}

/* "TWD 0.0311": what the parts of a sum were multiplied by */
static struct cell rates_cell(struct showing *s)
{
	struct buf b;

	buf_init(&b, REF_BYTES);
	for (size_t i = 0; i < s->n_parts; i++) {
		const struct hard_figure *p = &s->parts[i];
		const struct listed *l = &s->h->statements[p->from];
		struct str rest = s->q->catalog.entities.v[l->series->entity];

		if (!p->rate.mantissa)
			continue;
		(void)str_split(&rest, ' ');
		struct str unit = str_split(&rest, ' ');

		buf_printf(&b, "%s%.*s ", b.n ? " " : "", STR_ARG(unit));
		decimal_write(&b, p->rate);
	}
	struct cell c = b.n ? cell_text(arena_str(&s->line.arena, buf_view(&b)))
			    : cell_null();

	buf_release(&b);
	return c;
}

/* "amazon+google" */
static struct cell entity_cell(struct showing *s)
{
	struct str label = s->h->companies[s->parts[0].company].label;

	for (size_t i = 1; i < s->n_parts; i++)
		label =
		    arena_printf(&s->line.arena, "%.*s+%.*s", STR_ARG(label),
			STR_ARG(s->h->companies[s->parts[i].company].label));
	return cell_text(label);
}

static bool of_a_filing(struct str column)
{
	return str_eq(column, STR("url")) || str_eq(column, STR("origin")) ||
	       str_eq(column, STR("seen")) || str_eq(column, STR("ref"));
}

static bool of_a_company(struct str column)
{
	return str_eq(column, STR("cik")) || str_eq(column, STR("concept")) ||
	       str_eq(column, STR("dims"));
}

/* A column that a value answers for itself: a derived one is stated in no
 * filing. */
static bool own_cell(struct showing *s, const struct hard_figure *v,
    struct str column, struct cell *to)
{
	if (str_eq(column, STR("known")))
		*to = cell_stamp(v->known);
	else if (str_eq(column, STR("unit")))
		*to = cell_text(s->h->units[v->unit]);
	else if (!v->derived)
		return false;
	else if (str_eq(column, STR("time")))
		*to = cell_stamp(v->time);
	else if (str_eq(column, STR("value")))
		*to = value_cell(s, v->value);
	else if (str_eq(column, STR("start")))
		*to = day_cell(s, v->start);
	else if (str_eq(column, STR("decimals")))
		*to =
		    v->decimals == 127 ? cell_null() : cell_count(v->decimals);
	else if (of_a_filing(column) ||
		 (s->n_parts > 1 && of_a_company(column)))
		*to = cell_null();
	else
		return false;
	return true;
}

static int show(struct showing *s, const struct hard_figure *v,
    const struct hard_figure *parts, size_t n_parts, struct err *e)
{
	struct cell cells[COLUMNS];
	size_t n = s->columns;

	s->parts = parts;
	s->n_parts = n_parts;
	arena_reset(&s->line.arena);
	s->line.l = &s->h->statements[v->from];
	for (size_t i = 0; i < n; i++)
		if (!own_cell(
			s, v, str_of(s->fields[i].column.name), &cells[i]))
			cells[i] = s->fields[i].cell(&s->line);
	cells[n] = cell_text(s->words->table.series[v->series]);
	cells[n + 1] = entity_cell(s);
	cells[n + 2] = cell_flag(v->derived);
	cells[n + 3] = cell_flag(v->mixed);
	cells[n + 4] = refs_cell(s);
	cells[n + 5] = rates_cell(s);
	if (e->code)
		return -1;
	sheet_row(s->sheet, cells);
	s->footer.rows++;
	return 0;
}

/* whether the period ends in the range that was asked for */
static bool in_range(const struct question *q, const struct hard_figure *v)
{
	int64_t end = (int64_t)v->end * STAMP_DAY;

	return (!q->ask->since || end >= q->since) &&
	       (!q->ask->until || end < q->until);
}

static bool is_full(const struct showing *s)
{
	return sheet_failed(s->sheet) ||
	       (s->q->limit && s->footer.rows == s->q->limit);
}

/* figures in one unit, by the user's rates */
static int convert(struct showing *s, struct hard_list *l, struct err *e)
{
	struct hard_figure first;
	char n[24], day[STAMP_TEXT_BYTES];

	if (!s->q->ask->rates)
		return 0;
	if (hard_rates_read(&s->rates, s->q->ask->rates, e) != 0)
		return -1;
	size_t lost = hard_rates_convert(&s->rates, l, s->h->units, &first);

	if (!lost)
		return 0;
	(void)snprintf(n, sizeof n, "%zu", lost);
	log_event(LOG_WARN, "figures without a rate are left out", "figures", n,
	    "first", s->h->companies[first.company].label.p, "end",
	    stamp_format_day((int64_t)first.end * STAMP_DAY, day), NULL);
	return 0;
}

static int show_sums(struct showing *s, struct hard_list *l, struct err *e)
{
	struct hard_sum sum;
	size_t at = 0;

	if (convert(s, l, e) != 0)
		return -1;
	if (hard_sum_begin(l, s->h->units, e) != 0)
		return -1;
	while (!is_full(s) && hard_sum_next(l, &at, s->words->n_ciks, &sum))
		if (in_range(s->q, &sum.value) &&
		    show(s, &sum.value, l->v + sum.first, sum.n, e) != 0)
			return -1;
	return 0;
}

static int show_all(struct showing *s, struct hard_list *l, struct err *e)
{
	if (s->q->ask->sum)
		return show_sums(s, l, e);
	for (size_t i = 0; i < l->n && !is_full(s); i++)
		if (in_range(s->q, &l->v[i]) &&
		    show(s, &l->v[i], &l->v[i], 1, e) != 0)
			return -1;
	return 0;
}

static struct sheet *open_sheet(struct showing *s)
{
	static const struct column extra[EXTRA] = {
	    {"series", 0, 0, CELL_NULL},
	    {"entity", 0, 0, CELL_NULL},
	    {"derived", 0, 0, CELL_FLAG},
	    {"mixed", COLUMN_PIPE, 0, CELL_FLAG},
	    {"refs", COLUMN_PIPE, 0, CELL_NULL},
	    {"rates", COLUMN_PIPE, 0, CELL_NULL},
	};
	struct column columns[COLUMNS];
	struct list_table t = list_fields_of(ASK_FACTS);

	s->fields = t.fields;
	for (s->columns = 0; t.fields[s->columns].cell; s->columns++)
		columns[s->columns] = t.fields[s->columns].column;
	for (size_t i = 0; i < EXTRA; i++)
		columns[s->columns + i] = extra[i];
	/* the last one is of sums that were converted */
	return sheet_open(columns, s->columns + EXTRA - !s->q->ask->rates,
	    &s->q->out);
}

static void tell_overflows(size_t n)
{
	char text[24];

	if (!n)
		return;
	(void)snprintf(text, sizeof text, "%zu", n);
	log_event(LOG_WARN, "differences of more than 18 digits are left out",
	    "values", text, NULL);
}

static int answer(struct question *q, struct hard_words *w, struct hard_read *h,
    struct err *e)
{
	struct showing s = {.q = q, .words = w, .h = h};

	if (hard_words_read(w, q, e) != 0 || hard_read(h, q, w, e) != 0)
		return -1;
	hard_pick(&h->list);
	if (w->quarters)
		hard_quarters(&h->list);
	hard_settle(&h->list, q->ask->vintages);
	s.line = (struct list_line){.q = q, .e = e};
	docline_begin(&s.line.doc, q->reader, q->model);
	s.line.doc.may_lack = true;
	s.sheet = open_sheet(&s);
	int rc = show_all(&s, &h->list, e);

	tell_overflows(h->list.overflows);
	if (rc == 0)
		footer_write(q, &s.footer, s.sheet);
	if (sheet_close(s.sheet, e) != 0)
		rc = -1;
	docline_release(&s.line.doc);
	hard_rates_release(&s.rates);
	arena_release(&s.line.arena);
	if (rc != 0)
		return -1;
	return s.footer.rows ? EXIT_GOOD : EXIT_SOME;
}

int cmd_facts(const struct ask *a, struct err *e)
{
	struct hard_words w = {0};
	struct hard_read h = {0};
	struct question q;
	int code = -1;

	if (hard_words_check(a, e) != 0)
		return -1;
	if (!a->series.n)
		return cmd_list(a, e);
	if (question_open(&q, a, e) == 0)
		code = answer(&q, &w, &h, e);
	hard_read_release(&h);
	hard_words_release(&w);
	question_close(&q);
	return code;
}
