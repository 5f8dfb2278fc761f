#include "store/query/hard_table.h"

#include "fetch/base/home.h"
#include "parse/record/lines.h"

enum {
	FIELDS = 7,
	COMPANY_FIELDS = 2,
	CIK_DIGITS = 10,
	ROWS_MAX = 10000,
	PATH_BYTES = 8192
};

/* the dimension that a filing may add to a segment's figure */
#define SEGMENTS                                                               \
	"\"srt:ConsolidationItemsAxis\":\"us-gaap:OperatingSegmentsMember\""

bool hard_cik_read(struct str s, uint64_t *cik)
{
	uint64_t v = 0;

	if (s.n == 0 || s.n > CIK_DIGITS)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		v = v * 10 + (uint64_t)(s.p[i] - '0');
	}
	*cik = v;
	return v != 0;
}

static bool is_currency(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < 'A' || s.p[i] > 'Z')
			return false;
	return s.n == 3;
}

bool hard_row_unit(const struct hard_row *r, struct str unit)
{
	return str_eq(r->unit, STR("*")) ? is_currency(unit)
					 : str_eq(r->unit, unit);
}

size_t hard_table_series(const struct hard_table *t, struct str name)
{
	for (size_t i = 0; i < t->n_series; i++)
		if (str_eq(t->series[i], name))
			return i;
	return SIZE_MAX;
}

void hard_table_offer(const struct hard_table *t, struct nearest *to)
{
	for (size_t i = 0; i < t->n_series; i++)
		nearest_offer(to, t->series[i]);
}

struct str hard_table_entity(const struct hard_table *t, uint64_t cik)
{
	for (size_t i = 0; i < t->n_companies; i++)
		if (t->companies[i].cik == cik)
			return t->companies[i].entity;
	return (struct str){NULL, 0};
}

uint64_t hard_table_cik(const struct hard_table *t, struct str entity)
{
	for (size_t i = 0; i < t->n_companies; i++)
		if (str_eq_nocase(t->companies[i].entity, entity))
			return t->companies[i].cik;
	return 0;
}

void hard_table_offer_entities(const struct hard_table *t, struct nearest *to)
{
	for (size_t i = 0; i < t->n_companies; i++)
		nearest_offer(to, t->companies[i].entity);
}

static size_t number_of(struct hard_table *t, struct str name)
{
	size_t i = hard_table_series(t, name);

	if (i != SIZE_MAX)
		return i;
	t->series = arena_more(&t->arena, t->series, t->n_series,
	    &t->cap_series, sizeof *t->series);
	t->series[t->n_series] = arena_str(&t->arena, name);
	return t->n_series++;
}

static void set_dims(struct hard_table *t, struct hard_row *r, struct str axis,
    struct str member)
{
	struct arena *a = &t->arena;

	if (str_eq(axis, STR("-"))) {
		r->dims[0] = STR("");
		r->n_dims = 1;
		return;
	}
	r->dims[0] = arena_printf(
	    a, "{\"%.*s\":\"%.*s\"}", STR_ARG(axis), STR_ARG(member));
	r->dims[1] = arena_printf(a, "{" SEGMENTS ",\"%.*s\":\"%.*s\"}",
	    STR_ARG(axis), STR_ARG(member));
	r->dims[2] = arena_printf(a, "{\"%.*s\":\"%.*s\"," SEGMENTS "}",
	    STR_ARG(axis), STR_ARG(member));
	r->n_dims = 3;
}

/* the first row of that company and series, else itself */
static uint32_t measure_of(const struct hard_table *t, const struct hard_row *r)
{
	for (size_t i = 0; i < t->n_rows && r->cik; i++)
		if (t->rows[i].series == r->series && t->rows[i].cik == r->cik)
			return (uint32_t)i;
	return (uint32_t)t->n_rows;
}

/* NULL, or what is wrong with the line */
static const char *add_row(struct hard_table *t, const struct str *f)
{
	struct hard_row r = {.stock = str_eq(f[1], STR("stock"))};
	size_t before = t->n_series;

	if (!r.stock && !str_eq(f[1], STR("flow")))
		return "the kind is neither flow nor stock";
	if (!str_eq(f[3], STR("*")) && !hard_cik_read(f[3], &r.cik))
		return "no cik";
	if (str_find(f[4], STR(":"), 0) >= f[4].n)
		return "the concept has no namespace";
	if (str_eq(f[5], STR("-")) != str_eq(f[6], STR("-")))
		return "an axis and a member go together";
	r.series = number_of(t, f[0]);
	r.measure = measure_of(t, &r);
	for (size_t i = 0; i < t->n_rows && before == t->n_series; i++)
		if (t->rows[i].series == r.series &&
		    t->rows[i].stock != r.stock)
			return "the series has rows of the other kind";
	r.unit = arena_str(&t->arena, f[2]);
	r.concept = arena_str(&t->arena, f[4]);
	set_dims(t, &r, f[5], f[6]);
	t->rows = arena_more(
	    &t->arena, t->rows, t->n_rows, &t->cap_rows, sizeof *t->rows);
	t->rows[t->n_rows++] = r;
	return NULL;
}

static const char *add_company(struct hard_table *t, const struct str *f)
{
	struct hard_company c = {0};

	if (!hard_cik_read(f[0], &c.cik))
		return "no cik";
	if (hard_table_entity(t, c.cik).p)
		return "the cik stands twice";
	c.entity = arena_str(&t->arena, f[1]);
	t->companies = arena_more(&t->arena, t->companies, t->n_companies,
	    &t->cap_companies, sizeof *t->companies);
	t->companies[t->n_companies++] = c;
	return NULL;
}

typedef const char *add_fn(struct hard_table *t, const struct str *fields);

/* exactly n fields, none empty */
static bool split(struct str line, struct str *f, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		f[i] = str_split(&line, '\t');
		if (!f[i].n)
			return false;
	}
	return !line.p;
}

static int read_lines(
    struct hard_table *t, struct lines *l, size_t n, add_fn *add, struct err *e)
{
	struct str line, f[FIELDS];
	enum lines_result r;
	size_t rows = 0;

	while ((r = lines_next(l, &line, e)) == LINES_LINE) {
		const char *wrong = NULL;

		if (!line.n || line.p[0] == '#')
			continue;
		if (++rows > ROWS_MAX)
			wrong = "too many rows";
		else if (!split(line, f, n))
			wrong = "not as many fields as columns";
		else
			wrong = add(t, f);
		if (wrong)
			return err_set(e, EXIT_CONFIG, "%s:%lld: %s",
			    lines_name(l), lines_number(l), wrong);
	}
	if (r == LINES_REFUSED)
		e->code = EXIT_CONFIG;
	return r == LINES_END ? 0 : -1;
}

static int read_table(struct hard_table *t, const char *path, size_t n,
    add_fn *add, struct err *e)
{
	struct lines *l = lines_open(path, e);
	int rc = l ? read_lines(t, l, n, add, e) : -1;

	lines_close(l);
	return rc;
}

int hard_table_read(struct hard_table *t, const char *facts,
    const char *companies, struct err *e)
{
	*t = (struct hard_table){0};
	if (read_table(t, companies, COMPANY_FIELDS, add_company, e) != 0)
		return -1;
	return read_table(t, facts, FIELDS, add_row, e);
}

int hard_table_open(struct hard_table *t, struct err *e)
{
	struct buf facts, companies;

	*t = (struct hard_table){0};
	buf_init(&facts, PATH_BYTES);
	buf_init(&companies, PATH_BYTES);
	int rc = home_share(&facts, "score/facts.tsv", e);

	if (rc == 0)
		rc = home_share(&companies, "score/companies.tsv", e);
	if (rc == 0)
		rc = hard_table_read(
		    t, buf_text(&facts), buf_text(&companies), e);
	buf_release(&facts);
	buf_release(&companies);
	/* a part of the program, no input of the user's */
	if (rc != 0 && e->code == EXIT_NOINPUT)
		e->code = EXIT_CONFIG;
	return rc;
}

bool hard_row_rank(const struct hard_row *r, struct str dims, uint32_t *rank)
{
	for (size_t i = 0; i < r->n_dims; i++)
		if (str_eq_nocase(r->dims[i], dims)) {
			*rank = (uint32_t)i;
			return true;
		}
	return false;
}

void hard_table_release(struct hard_table *t)
{
	arena_release(&t->arena);
	*t = (struct hard_table){0};
}
