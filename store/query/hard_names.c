#include "store/query/hard_names.h"

#include "store/query/hard_table.h"

#include <stdlib.h>
#include <string.h>

void hard_names_release(struct hard_names *n)
{
	free(n->v);
	*n = (struct hard_names){0};
}

static void add(struct hard_names *to, struct hard_name n)
{
	if (to->n == to->cap) {
		to->cap = to->cap ? 2 * to->cap : 8;
		to->v = mem_grow(to->v, to->cap, sizeof *to->v);
	}
	to->v[to->n++] = n;
}

/* ---- a user's own series ---- */

static int find_own(
    struct hard_names *to, struct question *q, struct str word, struct err *e)
{
	const struct catalog *c = &q->catalog;
	struct str unit = word, name = str_split(&unit, '/');
	struct nearest near;
	struct buf b;

	to->own = true;
	nearest_begin(&near, name);
	for (size_t i = 0; i < c->n; i++) {
		if (c->v[i].kind != OBS_HARD)
			continue;
		struct str what = c->whats.v[c->v[i].what];
		struct str is = c->entities.v[c->v[i].entity];

		nearest_offer(&near, what);
		if (str_eq(what, name) && (!unit.p || str_eq(unit, is)))
			add(to,
			    (struct hard_name){.series = &c->v[i], .unit = is});
	}
	if (to->n == 1)
		return 0;
	if (to->n > 1)
		return err_set(e, EXIT_USAGE,
		    "'%.*s' has more than one unit: name it, as '%.*s/%.*s'",
		    STR_ARG(name), STR_ARG(name), STR_ARG(to->v[0].unit));
	buf_init(&b, 1024);
	nearest_write(&near, &b);
	err_set(e, EXIT_USAGE,
	    "no series of your own (jevons-store observe) is called "
	    "'%.*s'%s; figures of filings are SERIES@ENTITY",
	    STR_ARG(word), buf_text(&b));
	buf_release(&b);
	return -1;
}

/* ---- figures of filings ---- */

/* what is asked for: a series of the table, or one concept */
struct filed {
	const struct hard_table *table;
	struct str series;
	uint64_t cik;
	bool any_unit;
};

static void match(struct hard_names *to, struct question *q,
    const struct filed *f, const struct hard_row *r, uint32_t row)
{
	const struct catalog *c = &q->catalog;
	uint32_t what = catalog_find(&c->whats, r->concept);

	for (size_t i = 0; i < c->n; i++) {
		if (c->v[i].kind != OBS_FACT || c->v[i].what != what ||
		    c->v[i].entity == CATALOG_NONE)
			continue;
		struct str dims = c->entities.v[c->v[i].entity];
		struct str of = str_split(&dims, ' ');
		struct str unit = str_split(&dims, ' ');
		struct hard_name n = {.series = &c->v[i],
		    .unit = unit,
		    .row = row,
		    .measure = r->measure};
		uint64_t cik;

		if (!dims.p)
			dims = STR("");
		if (hard_cik_read(of, &cik) && cik == f->cik &&
		    (f->any_unit || hard_row_unit(r, unit)) &&
		    hard_row_rank(r, dims, &n.rank))
			add(to, n);
	}
}

/* figures in several currencies are not mixed: dollars, else the first */
static void keep_one_unit(struct hard_names *to)
{
	struct str unit = to->n ? to->v[0].unit : (struct str){NULL, 0};
	size_t kept = 0;

	for (size_t i = 0; i < to->n; i++)
		if (str_eq(to->v[i].unit, STR("USD")))
			unit = to->v[i].unit;
	for (size_t i = 0; i < to->n; i++)
		if (str_eq(to->v[i].unit, unit))
			to->v[kept++] = to->v[i];
	to->n = kept;
}

static int unknown_series(const struct filed *f, struct err *e)
{
	struct nearest near;
	struct buf b;

	nearest_begin(&near, f->series);
	hard_table_offer(f->table, &near);
	buf_init(&b, 1024);
	nearest_write(&near, &b);
	err_set(e, EXIT_USAGE, "no series of filings is called '%.*s'%s",
	    STR_ARG(f->series), buf_text(&b));
	buf_release(&b);
	return -1;
}

/* CONCEPT@CIK: without dimensions, in any currency or unit */
static void find_concept(
    struct hard_names *to, struct question *q, struct filed *f)
{
	struct hard_row raw = {.concept = f->series, .n_dims = 1};

	f->any_unit = true;

	raw.dims[0] = STR("");
	to->flow = to->raw = true;
	match(to, q, f, &raw, 0);
}

static int find_series(struct hard_names *to, struct question *q,
    const struct filed *f, struct err *e)
{
	const struct hard_table *t = f->table;
	size_t series = hard_table_series(t, f->series), rows = 0;

	for (size_t i = 0; i < t->n_rows; i++) {
		const struct hard_row *r = &t->rows[i];

		if (r->series != series || (r->cik && r->cik != f->cik))
			continue;
		to->flow = !r->stock;
		match(to, q, f, r, (uint32_t)i);
		rows++;
	}
	return rows ? 0 : unknown_series(f, e);
}

static int find_filed(struct hard_names *to, struct question *q,
    struct str series, struct str entity, struct err *e)
{
	struct hard_table t;
	struct filed f = {.table = &t, .series = series};
	int rc = hard_table_open(&t, e);

	if (rc == 0 && !hard_cik_read(entity, &f.cik))
		f.cik = hard_table_cik(&t, entity);
	if (rc == 0 && !f.cik)
		rc = err_set(e, EXIT_USAGE,
		    "no filings are known of '%.*s': give its CIK, as "
		    "'%.*s@1045810'",
		    STR_ARG(entity), STR_ARG(series));
	if (rc == 0 && memchr(series.p, ':', series.n))
		find_concept(to, q, &f);
	else if (rc == 0)
		rc = find_series(to, q, &f, e);
	hard_table_release(&t);
	if (rc == 0)
		keep_one_unit(to);
	return rc;
}

int hard_names_find(
    struct hard_names *to, struct question *q, struct str word, struct err *e)
{
	struct str entity = word, series = str_split(&entity, '@');

	*to = (struct hard_names){0};
	if (!series.n || (entity.p && !entity.n))
		return err_set(e, EXIT_USAGE,
		    "no hard series: '%.*s' (NAME/UNIT, SERIES@ENTITY)",
		    STR_ARG(word));
	return entity.p ? find_filed(to, q, series, entity, e)
			: find_own(to, q, word, e);
}
