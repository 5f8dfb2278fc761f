#include "store/query/hard_read.h"

#include <stdlib.h>

enum { STATEMENTS_MAX = 1000000 };

/* one series of the store, and the row of the table that it belongs to */
struct fit {
	const struct catalog_series *series;
	uint32_t row, rank, company, unit;
};

static uint32_t company_number(struct hard_read *h, struct question *q,
    const struct hard_words *w, uint64_t cik)
{
	for (size_t i = h->n_companies; i-- > 0;)
		if (h->companies[i].cik == cik)
			return (uint32_t)i;
	struct hard_company_name c = {
	    .label = hard_table_entity(&w->table, cik),
	    .cik = cik,
	    .number = (uint32_t)h->n_companies,
	};

	if (!c.label.p)
		c.label =
		    arena_printf(&q->arena, "%llu", (unsigned long long)cik);
	h->companies = arena_more(&q->arena, h->companies, h->n_companies,
	    &h->cap_companies, sizeof *h->companies);
	h->companies[h->n_companies++] = c;
	return c.number;
}

static uint32_t unit_number(
    struct hard_read *h, struct question *q, struct str unit)
{
	for (size_t i = 0; i < h->n_units; i++)
		if (str_eq(h->units[i], unit))
			return (uint32_t)i;
	h->units = arena_more(
	    &q->arena, h->units, h->n_units, &h->cap_units, sizeof *h->units);
	h->units[h->n_units] = unit;
	return (uint32_t)h->n_units++;
}

static int add(struct hard_read *h, const struct hard_words *w,
    const struct fit *f, const struct listed *l, struct err *e)
{
	const struct hard_row *r = &w->table.rows[f->row];
	struct hard_figure v = hard_figure_of(&l->row, l->item);

	v.company = f->company;
	v.series = (uint32_t)r->series;
	v.unit = f->unit;
	v.row = f->row;
	v.measure = r->measure;
	v.rank = f->rank;
	v.stock = r->stock;
	v.from = (uint32_t)h->n;
	/* a flow at an instant is none */
	if (v.end == OBS_NONE || (!v.stock && v.start == OBS_NONE))
		return 0;
	if (h->n == STATEMENTS_MAX)
		return err_set(e, EXIT_USAGE,
		    "more than %d statements: ask for fewer companies or "
		    "series",
		    STATEMENTS_MAX);
	if (h->n == h->cap) {
		h->cap = h->cap ? 2 * h->cap : 256;
		h->statements =
		    mem_grow(h->statements, h->cap, sizeof *h->statements);
	}
	h->statements[h->n++] = *l;
	hard_list_add(&h->list, &v);
	return 0;
}

static int read_series_of(struct hard_read *h, struct question *q,
    const struct hard_words *w, const struct fit *f, struct err *e)
{
	struct listed l = {.series = f->series};
	int rc;

	if (read_check_months(
		q->reader, f->series->id, STAMP_NONE, INT64_MAX, e) != 0)
		return -1;
	struct read_rows *it = read_rows_begin(
	    q->reader, f->series->id, STAMP_NONE, INT64_MAX, READ_ANY_MODEL, e);

	if (!it)
		return -1;
	while ((rc = read_rows_next(it, &l.row, e)) == 1) {
		l.at = l.row.key.time;
		if (!q->origin_auto &&
		    !select_origin(&q->selection, l.row.origin))
			continue;
		for (l.item = 0; l.item < l.row.n && rc == 1; l.item++)
			if (add(h, w, f, &l, e) != 0)
				rc = -1;
		if (rc != 1)
			break;
	}
	read_rows_end(it);
	return rc;
}

/* The numbers of the table's concepts in the catalogue, by row. */
static uint32_t *concepts_of(
    const struct question *q, const struct hard_table *t)
{
	uint32_t *v = mem_new(t->n_rows + 1, sizeof *v);

	for (size_t i = 0; i < t->n_rows; i++)
		v[i] = catalog_find(&q->catalog.whats, t->rows[i].concept);
	return v;
}

/* Read what the series of the store gives to each row of the table: a concept
 * may stand in several hard series. Rows of a company stand before those of
 * all, as the lower numbers that they get. */
static int read_one(struct hard_read *h, struct question *q,
    const struct hard_words *w, const struct catalog_series *s,
    const uint32_t *concepts, struct err *e)
{
	const struct hard_table *t = &w->table;
	struct str dims = q->catalog.entities.v[s->entity];
	struct str cik_text = str_split(&dims, ' ');
	struct str unit = str_split(&dims, ' ');
	uint64_t cik;

	if (!dims.p)
		dims = STR("");
	if (!hard_cik_read(cik_text, &cik) || !hard_words_takes(w, cik))
		return 0;
	for (size_t i = 0; i < t->n_rows; i++) {
		const struct hard_row *r = &t->rows[i];
		struct fit f = {.series = s, .row = (uint32_t)i};

		if (concepts[i] != s->what || !w->series[r->series] ||
		    (r->cik && r->cik != cik) || !hard_row_unit(r, unit) ||
		    !hard_row_rank(r, dims, &f.rank))
			continue;
		f.company = company_number(h, q, w, cik);
		f.unit = unit_number(h, q, unit);
		if (read_series_of(h, q, w, &f, e) != 0)
			return -1;
	}
	return 0;
}

static int by_label(const void *a, const void *b)
{
	const struct hard_company_name *x = a, *y = b;
	int order = str_cmp(x->label, y->label);

	return order ? order : (x->cik > y->cik) - (x->cik < y->cik);
}

static int by_text(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* numbers in the order of names */
static void renumber(struct hard_read *h)
{
	uint32_t *company = mem_new(h->n_companies + 1, sizeof *company);
	uint32_t *unit = mem_new(h->n_units + 1, sizeof *unit);
	struct str *was = mem_new(h->n_units + 1, sizeof *was);

	if (h->n_companies)
		qsort(h->companies, h->n_companies, sizeof *h->companies,
		    by_label);
	for (size_t i = 0; i < h->n_companies; i++)
		company[h->companies[i].number] = (uint32_t)i;
	for (size_t i = 0; i < h->n_units; i++)
		was[i] = h->units[i];
	if (h->n_units)
		qsort(h->units, h->n_units, sizeof *h->units, by_text);
	for (size_t i = 0; i < h->n_units; i++)
		for (size_t k = 0; k < h->n_units; k++)
			if (str_eq(was[i], h->units[k]))
				unit[i] = (uint32_t)k;
	for (size_t i = 0; i < h->list.n; i++) {
		struct hard_figure *v = &h->list.v[i];

		v->company = company[v->company];
		v->unit = unit[v->unit];
	}
	free(company);
	free(unit);
	free(was);
}

int hard_read(struct hard_read *h, struct question *q,
    const struct hard_words *w, struct err *e)
{
	const struct catalog *c = &q->catalog;
	uint32_t *concepts = concepts_of(q, &w->table);
	int rc = 0;

	*h = (struct hard_read){0};
	for (size_t i = 0; i < c->n && rc == 0; i++)
		if (c->v[i].kind == OBS_FACT && c->v[i].entity != CATALOG_NONE)
			rc = read_one(h, q, w, &c->v[i], concepts, e);
	free(concepts);
	if (rc == 0)
		renumber(h);
	return rc;
}

void hard_read_release(struct hard_read *h)
{
	hard_list_release(&h->list);
	free(h->statements);
	*h = (struct hard_read){0};
}
