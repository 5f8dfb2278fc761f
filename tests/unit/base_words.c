#include "fetch/base/err.h"
#include "fetch/base/jsonw.h"
#include "fetch/base/opts.h"
#include "fetch/base/stamp.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>

Test(err, first_one_wins_and_context_goes_in_front)
{
	struct err e = {0};

	cr_assert_eq(err_context(&e, "nothing yet"), -1);
	cr_assert_eq(e.code, 0);
	errno = ENOENT;
	err_sys(&e, EXIT_NOINPUT, "cannot open '%s'", "x");
	err_set(&e, EXIT_IO, "second");
	err_context(&e, "list '%s'", "l");
	cr_assert_eq(e.code, EXIT_NOINPUT);
	cr_assert_str_eq(
	    e.text, "list 'l': cannot open 'x': No such file or directory");
	err_clear(&e);
	cr_assert_eq(e.code, 0);
}

Test(exits, worst_wins)
{
	static const int order[] = {
	    70, 71, 74, 73, 78, 64, 66, 65, 69, 75, 1, 0};

	for (size_t i = 0; i + 1 < sizeof order / sizeof *order; i++) {
		cr_expect_eq(exit_worse(order[i], order[i + 1]), order[i]);
		cr_expect_eq(exit_worse(order[i + 1], order[i]), order[i]);
	}
	cr_expect_eq(exit_worse(137, 65), 137, "unknown counts as internal");
}

Test(jsonw, escapes_and_orders)
{
	struct jsonw j;
	struct buf b;

	buf_init(&b, 4096);
	jsonw_begin(&j, &b);
	jsonw_object(&j, NULL);
	jsonw_text(&j, "t", STR("a\"\\\n\x01 هوا \xFF"));
	jsonw_text(&j, "absent", (struct str){NULL, 0});
	jsonw_text(&j, "empty", STR(""));
	jsonw_array(&j, "v");
	jsonw_int(&j, NULL, -5);
	jsonw_real(&j, NULL, 0.25, 4);
	jsonw_real(&j, NULL, -0.00001, 3);
	jsonw_real(&j, NULL, 1.0, 3);
	jsonw_null(&j, NULL);
	jsonw_array_end(&j);
	jsonw_stamp(&j, "at", STAMP_DAY);
	jsonw_stamp(&j, "never", STAMP_NONE);
	jsonw_bool(&j, "yes", true);
	jsonw_object_end(&j);
	cr_assert_str_eq(buf_text(&b),
	    "{\"t\":\"a\\\"\\\\\\n\\u0001 هوا \xEF\xBF\xBD\",\"empty\":\"\","
	    "\"v\":[-5,0.25,0,1,null],\"at\":\"1970-01-02T00:00:00Z\","
	    "\"yes\":true}");
	buf_release(&b);
}

static enum opts_result read_words(
    char **argv, int argc, long *n, bool *flag, struct err *e)
{
	int64_t at = 0;
	struct opt table[] = {
	    {"number", 'n', OPT_COUNT, n, "N", "a number"},
	    {"flag", 'f', OPT_FLAG, flag, NULL, "a flag"},
	    {"at", 0, OPT_STAMP, &at, "T", "a time"},
	    {0},
	};
	struct opts_program p = {"prog", "[FILE]", "test", table, NULL, false};
	struct stamp_clock clock = {STAMP_NONE};
	int first;

	return opts_read(&p, argc, argv, &clock, &first, e);
}

static const struct {
	const char *words[4];
	bool good;
	const char *why;
} opt_rows[] = {
    {{"prog", "-n", "5"}, true, "short"},
    {{"prog", "--number=7"}, true, "long"},
    {{"prog", "-f", "file"}, true, "flag and operand"},
    {{"prog", "-n", "x"}, false, "not a number"},
    {{"prog", "-n", "-1"}, false, "negative"},
    {{"prog", "-n", "99999999999999999999"}, false, "overflow"},
    {{"prog", "--at", "yesterday"}, false, "not a time"},
    {{"prog", "--now", "noon"}, false, "not a clock"},
    {{"prog", "--nonsense"}, false, "unknown long"},
    {{"prog", "-z"}, false, "unknown short"},
    {{"prog", "-n"}, false, "argument missing"},
};

Test(opts, refuse_what_they_do_not_know)
{
	for (size_t i = 0; i < sizeof opt_rows / sizeof *opt_rows; i++) {
		char words[4][32];
		char *argv[5] = {0};
		struct err e = {0};
		bool flag = false;
		long n = 0;
		int argc = 0;

		for (; argc < 4 && opt_rows[i].words[argc]; argc++) {
			(void)snprintf(words[argc], sizeof words[argc], "%s",
			    opt_rows[i].words[argc]);
			argv[argc] = words[argc];
		}
		enum opts_result r = read_words(argv, argc, &n, &flag, &e);

		cr_expect_eq(r, opt_rows[i].good ? OPTS_RUN : OPTS_BAD, "%s",
		    opt_rows[i].why);
		cr_expect_eq(e.code, opt_rows[i].good ? 0 : EXIT_USAGE, "%s",
		    opt_rows[i].why);
	}
}
