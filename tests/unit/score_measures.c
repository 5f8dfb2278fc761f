/* the tables of what stated figures measure: what is refused, and where */
#include "score/tone/measures.h"
#include "score_help.h"

#include <string.h>

static char dir[] = "/tmp/jevons-measures-XXXXXX";

static void make_dir(void)
{
	cr_assert_not_null(mkdtemp(dir));
}

static void remove_dir(void)
{
	static const char *const names[] = {"measures.tsv", "measures.en.tsv",
	    "measures.ar.tsv", "measures.zh.tsv", "measures.zh-hant.tsv"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char path[128];

		(void)snprintf(path, sizeof path, "%s/%s", dir, names[i]);
		(void)unlink(path);
	}
	(void)rmdir(dir);
}

TestSuite(measures, .init = make_dir, .fini = remove_dir);

#define HEAD "measure\tmetric\tunits\twhose\tsays\tplace\treach\n"
#define GOOD "price\tprice\tmoney\tnear\t-\tnear\t6\n"
#define LIST "class\tweight\tforms\n"

static int read_tables(const char *rows, const char *list, struct err *e)
{
	struct measures m = {0};
	char text[512];
	int rc;

	(void)snprintf(text, sizeof text, HEAD "%s", rows);
	put_file(dir, "measures.tsv", text);
	(void)snprintf(text, sizeof text, LIST "%s", list);
	put_file(dir, "measures.en.tsv", text);
	put_file(dir, "measures.ar.tsv", LIST);
	put_file(dir, "measures.zh.tsv", LIST);
	put_file(dir, "measures.zh-hant.tsv", LIST);
	rc = measures_read(&m, dir, e);
	measures_release(&m);
	return rc;
}

static const struct {
	const char *rows, *list, *why;
} bad[] = {
    {GOOD GOOD, "", "a measure twice"},
    {"price\t=no\tmoney\tnear\t-\tnear\t6\n", "", "an unknown mark"},
    {"price\tprice\tbeans\tnear\t-\tnear\t6\n", "", "an unknown unit"},
    {"price\tprice\tmoney\tmine\t-\tnear\t6\n", "", "whose is unknown"},
    {"price\tprice\tmoney\tnear\t-\taside\t6\n", "", "an unknown place"},
    {"price\tprice\tmoney\tnear\t-\tnear\tfar\n", "", "no number of words"},
    {"price\tprice\tmoney\tnear\t-\tnear\n", "", "a cell is missing"},
    {GOOD, "c.cost\t-\tcosts\n", "a list with a measure of no row"},
    {GOOD, "u.USD\t-\tdollars\n", "a list with a class of other lists"},
    {GOOD, "c.price\tmuch\tcosts\n", "no weight"},
    {GOOD, "c.price\t-\t(costs\n", "an open bracket"},
};

Test(measures, of_broken_tables_are_refused_with_their_place)
{
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct err e = {0};

		cr_expect_neq(read_tables(bad[i].rows, bad[i].list, &e), 0,
		    "%s", bad[i].why);
		cr_expect(strstr(e.text, "measures.") != NULL, "%s: '%s'",
		    bad[i].why, e.text);
		cr_expect_eq(e.code, EXIT_CONFIG, "%s", bad[i].why);
	}
}

Test(measures, of_good_tables_are_taken)
{
	struct err e = {0};

	cr_expect_eq(
	    read_tables(GOOD, "c.price\t2\tcost(s|)\n", &e), 0, "%s", e.text);
}

Test(measures, need_their_tables)
{
	struct measures m = {0};
	struct err e = {0};

	cr_expect_neq(measures_read(&m, dir, &e), 0);
	cr_expect_eq(e.code, EXIT_NOINPUT, "%s", e.text);
	measures_release(&m);
}
