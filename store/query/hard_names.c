#include "store/query/hard_names.h"

#include "fetch/base/home.h"
#include "store/query/wordtable.h"

#include <stdlib.h>
#include <string.h>

enum { PATH_BYTES = 8192 };

void hard_names_release(struct hard_names *n)
{
	free(n->v);
	*n = (struct hard_names){0};
}

static void add(struct hard_names *to, const struct catalog_series *s,
    uint32_t rank, struct str unit)
{
	if (to->n == to->cap) {
		to->cap = to->cap ? 2 * to->cap : 8;
		to->v = mem_grow(to->v, to->cap, sizeof *to->v);
	}
	to->v[to->n++] = (struct hard_name){s, rank, unit};
}

static int read_table(const char *name, const char *const *columns, size_t n,
    wordtable_fn *fn, void *to, struct err *e)
{
	struct buf path;

	buf_init(&path, PATH_BYTES);
	int rc = home_share(&path, name, e);

	if (rc == 0)
		rc = wordtable_read(buf_text(&path), columns, n, fn, to, e);
	if (rc != 0 && e->code == EXIT_NOINPUT)
		e->code = EXIT_CONFIG;
	buf_release(&path);
	return rc;
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
			add(to, &c->v[i], 0, is);
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

struct company {
	struct str entity, cik;
	struct arena *arena;
};

static void company_row(void *to, const struct str *f)
{
	struct company *c = to;

	if (str_eq_nocase(f[1], c->entity) && !c->cik.p)
		c->cik = arena_str(c->arena, f[0]);
}

/* one row of facts.tsv that the name stands for */
struct concept {
	struct str name, unit, axis, member;
	bool flow, own; /* own: of this company alone */
};

struct series_words {
	struct str series, cik;
	struct arena *arena;
	struct concept *v;
	size_t n, cap;
	struct nearest near;
};

static void concept_row(void *to, const struct str *f)
{
	struct series_words *w = to;
	bool all = str_eq(f[3], STR("*"));

	nearest_offer(&w->near, arena_str(w->arena, f[0]));
	if (!str_eq(f[0], w->series) || (!all && !str_eq(f[3], w->cik)))
		return;
	w->v = arena_more(w->arena, w->v, w->n, &w->cap, sizeof *w->v);
	w->v[w->n++] = (struct concept){.name = arena_str(w->arena, f[4]),
	    .unit = arena_str(w->arena, f[2]),
	    .axis = arena_str(w->arena, f[5]),
	    .member = arena_str(w->arena, f[6]),
	    .flow = str_eq(f[1], STR("flow")),
	    .own = !all};
}

/* {"AXIS":"MEMBER"}, but for the axis of consolidation */
static bool dims_match(const struct concept *c, struct str dims)
{
	static const char whole[] = "\"srt:ConsolidationItemsAxis\":"
				    "\"us-gaap:OperatingSegmentsMember\"";
	struct buf b;
	bool plain = str_eq(c->axis, STR("-"));

	if (plain || !dims.n)
		return plain && !dims.n;
	buf_init(&b, 4096);
	buf_printf(
	    &b, "\"%.*s\":\"%.*s\"", STR_ARG(c->axis), STR_ARG(c->member));
	struct str want = buf_view(&b);
	size_t left = dims.n - (dims.n < 2 ? dims.n : 2);
	bool is = str_find(dims, want, 0) < dims.n;

	/* nothing else stands between the braces */
	left -= is && left >= want.n ? want.n : left;
	if (is && left) {
		is = str_find(dims, str_of(whole), 0) < dims.n &&
		     left == sizeof whole - 1 + 1;
	}
	buf_release(&b);
	return is;
}

static void match_concept(struct hard_names *to, struct question *q,
    struct str cik, const struct concept *concept, uint32_t rank)
{
	const struct catalog *c = &q->catalog;

	for (size_t i = 0; i < c->n; i++) {
		if (c->v[i].kind != OBS_FACT ||
		    !str_eq(c->whats.v[c->v[i].what], concept->name))
			continue;
		struct str rest = c->entities.v[c->v[i].entity];
		struct str of = str_split(&rest, ' ');
		struct str unit = str_split(&rest, ' ');

		if (str_eq(of, cik) && dims_match(concept, rest) &&
		    (str_eq(concept->unit, STR("*")) ||
			str_eq(concept->unit, unit)))
			add(to, &c->v[i], rank, unit);
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

static int unknown_series(struct series_words *w, struct err *e)
{
	struct buf b;

	buf_init(&b, 1024);
	nearest_write(&w->near, &b);
	err_set(e, EXIT_USAGE, "no series of filings is called '%.*s'%s",
	    STR_ARG(w->series), buf_text(&b));
	buf_release(&b);
	return -1;
}

static int find_filed(struct hard_names *to, struct question *q,
    struct str series, struct str entity, struct err *e)
{
	bool number = entity.n && entity.p[0] >= '0' && entity.p[0] <= '9';
	struct company company = {
	    entity, number ? entity : (struct str){NULL, 0}, &q->arena};
	struct series_words w = {.series = series, .arena = &q->arena};
	uint32_t rank = 0;

	if (!number && read_table("score/companies.tsv", NULL, 2, company_row,
			   &company, e) != 0)
		return -1;
	if (!company.cik.p)
		return err_set(e, EXIT_USAGE,
		    "no filings are known of '%.*s': give its CIK, as "
		    "'%.*s@1045810'",
		    STR_ARG(entity), STR_ARG(series));
	w.cik = company.cik;
	nearest_begin(&w.near, series);
	if (memchr(series.p, ':', series.n)) {
		struct concept raw = {.name = series,
		    .unit = STR("*"),
		    .axis = STR("-"),
		    .flow = true};

		w.v = arena_new(&q->arena, sizeof *w.v);
		w.v[w.n++] = raw;
	} else if (read_table("score/facts.tsv", NULL, 7, concept_row, &w, e) !=
		   0) {
		return -1;
	}
	if (w.n == 0)
		return unknown_series(&w, e);
	to->flow = w.v[0].flow;
	for (int own = 1; own >= 0; own--)
		for (size_t i = 0; i < w.n; i++)
			if (w.v[i].own == (own == 1))
				match_concept(
				    to, q, company.cik, &w.v[i], rank++);
	keep_one_unit(to);
	return 0;
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
