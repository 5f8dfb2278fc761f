/* the tables of hard series: what is in them, and what is refused */
#include "store/query/hard_table.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define GOOD_ROW "capex\tflow\t*\t*\tus-gaap:Spend\t-\t-\n"
#define GOOD_COMPANY "42\tforge\n"

static void write_file(char path[64], const char *text)
{
	(void)snprintf(path, 64, "/tmp/jevons-unit-XXXXXX");
	int fd = mkstemp(path);

	cr_assert_geq(fd, 0);
	cr_assert_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	(void)close(fd);
}

static int read_texts(struct hard_table *t, const char *facts,
    const char *companies, struct err *e)
{
	char a[64], b[64];

	write_file(a, facts);
	write_file(b, companies);
	int rc = hard_table_read(t, a, b, e);

	(void)unlink(a);
	(void)unlink(b);
	return rc;
}

Test(hard_table, a_broken_line_is_refused_with_file_and_line)
{
	static const struct {
		const char *facts, *companies, *line, *why;
	} rows[] = {
	    {GOOD_ROW "capex\tflow\t*\t*\tus-gaap:Spend\t-\n", GOOD_COMPANY,
		":2: not as many fields", "a field is missing"},
	    {"#\n\n" GOOD_ROW "a\tflow\t*\t*\tx:Y\t-\t-\tz\n", GOOD_COMPANY,
		":4: not as many fields", "a field too many"},
	    {"capex\tflow\t\t*\tx:Y\t-\t-\n", GOOD_COMPANY,
		":1: not as many fields", "an empty field"},
	    {"capex\trate\t*\t*\tx:Y\t-\t-\n", GOOD_COMPANY, ":1: the kind",
		"neither flow nor stock"},
	    {"capex\tflow\t*\tNVDA\tx:Y\t-\t-\n", GOOD_COMPANY, ":1: no cik",
		"a ticker"},
	    {"capex\tflow\t*\t0\tx:Y\t-\t-\n", GOOD_COMPANY, ":1: no cik",
		"company 0"},
	    {"capex\tflow\t*\t*\tSpend\t-\t-\n", GOOD_COMPANY,
		":1: the concept has no namespace", "no namespace"},
	    {"capex\tflow\t*\t*\tx:Y\tx:Axis\t-\n", GOOD_COMPANY,
		":1: an axis and a member", "an axis alone"},
	    {"capex\tflow\t*\t*\tx:Y\t-\tx:M\n", GOOD_COMPANY,
		":1: an axis and a member", "a member alone"},
	    {GOOD_ROW "capex\tstock\t*\t*\tx:Y\t-\t-\n", GOOD_COMPANY,
		":2: the series has rows of the other kind", "two kinds"},
	    {GOOD_ROW, "42\n", ":1: not as many fields", "no entity"},
	    {GOOD_ROW, "x\tforge\n", ":1: no cik", "no number"},
	    {GOOD_ROW, "42\ta\n0000000042\tb\n", ":2: the cik stands twice",
		"one company twice"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct hard_table t;
		struct err e = {0};

		cr_expect_eq(
		    read_texts(&t, rows[i].facts, rows[i].companies, &e), -1,
		    "%s", rows[i].why);
		cr_expect_eq(e.code, EXIT_CONFIG, "%s", rows[i].why);
		cr_expect(strstr(e.text, rows[i].line), "%s: %s", rows[i].why,
		    e.text);
		hard_table_release(&t);
	}
}

Test(hard_table, a_missing_file_is_said)
{
	struct hard_table t;
	struct err e = {0};

	cr_expect_eq(
	    hard_table_read(&t, "/nonexistent/f", "/nonexistent/c", &e), -1);
	cr_expect_eq(e.code, EXIT_NOINPUT);
	hard_table_release(&t);
}

Test(hard_table, the_tables_of_the_program_are_whole)
{
	const char *src = getenv("SRC");
	static const char *const companies[] = {"nvidia", "amd", "tsmc",
	    "microsoft", "google", "amazon", "meta", "oracle", "broadcom",
	    "micron", "supermicro", "dell", "asml"};
	char facts[512], names[512];
	struct hard_table t;
	struct err e = {0};

	(void)snprintf(
	    facts, sizeof facts, "%s/score/data/facts.tsv", src ? src : ".");
	(void)snprintf(names, sizeof names, "%s/score/data/companies.tsv",
	    src ? src : ".");
	cr_assert_eq(hard_table_read(&t, facts, names, &e), 0, "%s", e.text);
	for (size_t i = 0; i < COUNT(companies); i++)
		cr_expect(hard_table_cik(&t, str_of(companies[i])), "%s",
		    companies[i]);
	/* what is of one company is of a company that has a name */
	for (size_t i = 0; i < t.n_rows; i++)
		cr_expect(
		    !t.rows[i].cik || hard_table_entity(&t, t.rows[i].cik).n,
		    "%.*s", STR_ARG(t.rows[i].concept));
	cr_expect_neq(hard_table_series(&t, STR("capex")), SIZE_MAX);
	cr_expect_eq(hard_table_series(&t, STR("Capex")), SIZE_MAX);
	hard_table_release(&t);
}

Test(hard_table, rows_of_one_company_are_one_measure)
{
	static const char facts[] = "capex\tflow\t*\t42\tx:A\t-\t-\n"
				    "capex\tflow\t*\t42\tx:B\t-\t-\n"
				    "capex\tflow\t*\t43\tx:A\t-\t-\n"
				    "sales\tflow\t*\t42\tx:C\t-\t-\n"
				    "capex\tflow\t*\t*\tx:A\t-\t-\n"
				    "capex\tflow\t*\t*\tx:B\t-\t-\n";
	static const uint32_t want[] = {0, 0, 2, 3, 4, 5};
	struct hard_table t;
	struct err e = {0};

	cr_assert_eq(read_texts(&t, facts, GOOD_COMPANY, &e), 0, "%s", e.text);
	cr_assert_eq(t.n_rows, COUNT(want));
	for (size_t i = 0; i < COUNT(want); i++)
		cr_expect_eq(t.rows[i].measure, want[i], "%zu", i);
	hard_table_release(&t);
}

Test(hard_table, any_currency_is_three_capitals)
{
	const struct hard_row any = {.unit = STR("*")};
	const struct hard_row shares = {.unit = STR("shares")};

	cr_expect(hard_row_unit(&any, STR("USD")));
	cr_expect(hard_row_unit(&any, STR("TWD")));
	cr_expect_not(hard_row_unit(&any, STR("shares")));
	cr_expect_not(hard_row_unit(&any, STR("USD/shares")));
	cr_expect_not(hard_row_unit(&any, STR("")));
	cr_expect(hard_row_unit(&shares, STR("shares")));
	cr_expect_not(hard_row_unit(&shares, STR("USD")));
}
