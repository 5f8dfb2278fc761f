/* score/data/facts.tsv beside the facts that filings really tag */
#include "parse/filing/filing.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { FIELDS = 7, ROWS_MAX = 256 };

struct table {
	struct buf text;
	struct str row[ROWS_MAX][FIELDS];
	size_t n;
};

static bool load(struct buf *to, const char *path)
{
	gzFile gz = gzopen(path, "rb");
	int n = 1;

	while (gz && n > 0) {
		char *room = buf_room(to, 1 << 16);

		n = room ? gzread(gz, room, 1 << 16) : 0;
		to->n += n > 0 ? (size_t)n : 0;
	}
	if (gz)
		(void)gzclose(gz);
	return to->n > 0;
}

static void read_table(struct table *t)
{
	const char *src = getenv("SRC");
	char path[512];
	struct str rest, line;

	t->n = 0;
	buf_init(&t->text, 1 << 20);
	(void)snprintf(
	    path, sizeof path, "%s/score/data/facts.tsv", src ? src : ".");
	cr_assert(load(&t->text, path), "%s", path);
	rest = buf_view(&t->text);
	while ((line = str_split(&rest, '\n')).p) {
		if (!line.n || line.p[0] == '#')
			continue;
		cr_assert_lt(t->n, ROWS_MAX);
		for (size_t i = 0; i < FIELDS; i++)
			t->row[t->n][i] = str_split(&line, '\t');
		/* seven fields, no more, none empty */
		cr_expect(
		    t->row[t->n][FIELDS - 1].n && !line.p, "row %zu", t->n);
		t->n++;
	}
}

Test(series, rows_are_whole_and_each_stands_once)
{
	static struct table t;

	read_table(&t);
	cr_assert_gt(t.n, 20);
	for (size_t i = 0; i < t.n; i++) {
		struct str *r = t.row[i];
		bool flow = str_eq(r[1], STR("flow"));

		cr_expect(flow || str_eq(r[1], STR("stock")), "%zu", i);
		cr_expect_lt(str_find(r[4], STR(":"), 0), r[4].n, "%zu", i);
		cr_expect_eq(str_eq(r[5], STR("-")), str_eq(r[6], STR("-")));
		for (size_t k = 0; k < i; k++) {
			cr_expect_not(str_eq(r[0], t.row[k][0]) &&
					  str_eq(r[3], t.row[k][3]) &&
					  str_eq(r[4], t.row[k][4]) &&
					  str_eq(r[6], t.row[k][6]),
			    "%zu and %zu", i, k);
			/* a series is of one kind */
			if (str_eq(r[0], t.row[k][0]))
				cr_expect(str_eq(r[1], t.row[k][1]), "%zu", i);
		}
	}
	buf_release(&t.text);
}

struct found {
	const struct table *t;
	bool series[ROWS_MAX];
};

static bool is_of(struct str *row, const struct fact *f)
{
	if (!str_eq(row[4], f->concept) ||
	    (str_eq(row[1], STR("flow")) && f->instant.p))
		return false;
	if (str_eq(row[5], STR("-")))
		return !f->dims.p;
	return str_find(f->dims, row[6], 0) < f->dims.n &&
	       str_find(f->dims, row[5], 0) < f->dims.n;
}

static int take(void *user, struct article *a, struct err *e)
{
	struct found *found = user;

	(void)e;
	for (size_t i = 0; i < a->filing->n_facts; i++)
		for (size_t k = 0; k < found->t->n; k++) {
			struct str row[FIELDS];

			memcpy(row, found->t->row[k], sizeof row);
			found->series[k] |= is_of(row, &a->filing->facts[i]);
		}
	return 0;
}

static int pass(void *user, struct str line, struct err *e)
{
	(void)user;
	(void)line;
	(void)e;
	return 0;
}

static int refused(void *user, struct str document, const struct err *why)
{
	(void)user;
	(void)document;
	cr_expect_eq(why->code, 0, "%s", why->text);
	return 0;
}

Test(series, are_found_in_reports_of_nvidia_amazon_and_meta)
{
	static const struct {
		const char *file, *series;
	} want[] = {
	    {"NVDA-0001045810-24-000029",
		"capex revenue data-center-revenue compute-segment-revenue "
		"cost-of-revenue research inventory purchase-commitments "
		"supply-commitments deferred-revenue"},
	    {"NVDA-0001045810-23-000175",
		"capex revenue data-center-revenue inventory "
		"purchase-commitments deferred-revenue"},
	    {"AMZN-0001018724-24-000008",
		"capex revenue cloud-revenue cost-of-revenue inventory "
		"purchase-commitments deferred-revenue"},
	    {"META-0001326801-24-000012",
		"capex revenue cost-of-revenue research "
		"purchase-commitments deferred-revenue"},
	};
	static struct table t;
	const char *data = getenv("JEVONS_TEST_DATA");

	read_table(&t);
	for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
		static struct found found;
		const struct filing_sink sink = {&found, take, pass, refused};
		struct arena a = {0};
		struct err e = {0};
		struct buf bytes;
		struct str names = str_of(want[i].series), name;
		char path[512];

		memset(&found, 0, sizeof found);
		found.t = &t;
		(void)snprintf(path, sizeof path,
		    "%s/data/filings/reports/%s.html.gz",
		    data ? data : "../shared", want[i].file);
		buf_init(&bytes, 1 << 26);
		if (!load(&bytes, path))
			cr_skip_test("no real filings beside the project");
		const struct filing_source in = {
		    .bytes = buf_view(&bytes), .name = str_of(path)};

		cr_assert_eq(filing_read(&in, FILING_PAGE, &a, &sink, &e), 0);
		while ((name = str_split(&names, ' ')).p) {
			bool some = false;

			for (size_t k = 0; k < t.n; k++)
				some |= found.series[k] &&
					str_eq(t.row[k][0], name);
			cr_expect(
			    some, "%s: %.*s", want[i].file, STR_ARG(name));
		}
		buf_release(&bytes);
		arena_release(&a);
	}
	buf_release(&t.text);
}
