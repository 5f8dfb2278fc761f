/* Bodies of the rollup that are none: refused, whatever is cut or too much. */
#include "fetch/base/buf.h"
#include "fetch/base/err.h"
#include "store/db/rollup.h"

#include <criterion/criterion.h>

static const struct {
	const char *bytes;
	size_t n;
	const char *why;
} broken[] = {
    {"", 0, "nothing"},
    {"\x20", 1, "more days than a month has"},
    {"\x02\x01", 2, "a day that is missing"},
    {"\x00\x00\x05", 3, "keys that are missing"},
    {"\x00\x00\x01\x04\x01\x1f\x01\x00", 8, "the 32nd day"},
    {"\x00\x00\x01\x04\x09\x01\x01\x00", 8, "nine days where two bytes are"},
    {"\x00\x00\x00\x01\x02", 5, "a newest article that is missing"},
    {"\x00\x00\x00\x00\x00", 5, "a byte too many"},
    {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 10, "a number without end"},
};

Test(rollup_view, a_broken_view_is_refused)
{
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		struct rollup_view v = {0};
		struct err e = {0};

		cr_expect_eq(
		    rollup_view_read(
			(struct str){broken[i].bytes, broken[i].n}, 0, &v, &e),
		    -1, "%s", broken[i].why);
		cr_expect_eq(e.code, EXIT_DATA, "%s", broken[i].why);
		rollup_view_release(&v);
	}
}

Test(rollup_view, a_section_that_is_cut_short_is_refused)
{
	const struct rollup_which w = {1, 2, true}, other = {1, 3, false};
	struct buf whole;
	struct err e = {0};
	struct str v;
	bool both = true;

	buf_init(&whole, 1024);
	rollup_section_write(&whole, &w, STR("abc"), STR("de"));
	cr_expect_eq(
	    rollup_section_find(buf_view(&whole), &w, &v, &both, &e), 1);
	cr_expect(str_eq(v, STR("de")));
	cr_expect_not(both);
	cr_expect_eq(
	    rollup_section_find(buf_view(&whole), &other, &v, &both, &e), 0);
	for (size_t n = 1; n < whole.n; n++) {
		err_clear(&e);
		cr_expect_eq(rollup_section_find((struct str){whole.p, n},
				 &other, &v, &both, &e),
		    -1, "%zu bytes", n);
		cr_expect_eq(e.code, EXIT_DATA);
	}
	buf_release(&whole);
}
