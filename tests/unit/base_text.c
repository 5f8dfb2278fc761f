#include "fetch/base/arena.h"
#include "fetch/base/buf.h"
#include "fetch/base/str.h"
#include "fetch/base/utf8.h"

#include <criterion/criterion.h>
#include <string.h>

Test(str, finds_splits_and_trims)
{
	struct str s = STR("a,b,,c");

	cr_assert(str_eq(str_split(&s, ','), STR("a")));
	cr_assert(str_eq(str_split(&s, ','), STR("b")));
	struct str empty = str_split(&s, ',');

	cr_assert(empty.p && empty.n == 0, "empty is not absent");
	cr_assert(str_eq(str_split(&s, ','), STR("c")));
	cr_assert_null(str_split(&s, ',').p);
	cr_assert_eq(str_find(STR("aab"), STR("ab"), 0), 1);
	cr_assert_eq(str_find(STR("aab"), STR("abc"), 0), 3, "absent: n");
	cr_assert_eq(str_find(STR("abab"), STR("ab"), 1), 2);
	cr_assert(str_eq(str_trim(STR(" \t x y\r\n")), STR("x y")));
	cr_assert(str_eq(str_sub(STR("abc"), 2, 9), STR("c")), "clipped");
	cr_assert(str_eq_nocase(STR("ETag"), STR("etag")));
	cr_assert_not(str_starts_nocase(STR("et"), STR("etag")));
	cr_assert(str_ends(STR("x.gz"), STR(".gz")));
	cr_assert_lt(str_cmp(STR("a"), STR("ab")), 0);
}

Test(buf, keeps_its_ceiling)
{
	struct buf b;

	buf_init(&b, 5);
	buf_puts(&b, "abc");
	buf_puts(&b, "def");
	cr_assert(b.over);
	buf_puts(&b, "x");
	cr_assert_str_eq(buf_text(&b), "abc", "sticky: nothing is added");
	buf_clear(&b);
	buf_printf(&b, "%d", 12345);
	cr_assert_not(b.over);
	cr_assert_str_eq(buf_text(&b), "12345");
	buf_drop(&b, 3);
	cr_assert_str_eq(buf_text(&b), "45");
	buf_release(&b);
	buf_release(&b);
}

Test(buf, writes_utf8)
{
	struct buf b;

	buf_init(&b, 64);
	buf_utf8(&b, 0x41);
	buf_utf8(&b, 0x627);
	buf_utf8(&b, 0x82F1);
	buf_utf8(&b, 0x1F600);
	buf_utf8(&b, 0xD800);
	cr_assert_str_eq(buf_text(&b), "Aا英😀\xEF\xBF\xBD");
	buf_release(&b);
}

static const struct {
	const char *bytes;
	bool valid;
	const char *why;
} utf8_rows[] = {
    {"plain", true, "ASCII"},
    {"هوانغ", true, "two bytes"},
    {"英伟达", true, "three bytes"},
    {"\xF4\x8F\xBF\xBF", true, "U+10FFFF"},
    {"\xF4\x90\x80\x80", false, "above U+10FFFF"},
    {"\xC0\xAF", false, "overlong /"},
    {"\xE0\x80\xAF", false, "overlong in three"},
    {"\xED\xA0\x80", false, "surrogate"},
    {"\x80", false, "lone continuation"},
    {"\xE8\x8B", false, "cut"},
    {"\xFF", false, "never a byte of UTF-8"},
};

Test(utf8, tells_valid_from_broken)
{
	for (size_t i = 0; i < sizeof utf8_rows / sizeof *utf8_rows; i++)
		cr_expect_eq(utf8_valid(str_of(utf8_rows[i].bytes)),
		    utf8_rows[i].valid, "%s", utf8_rows[i].why);
}

Test(utf8, walks_both_ways)
{
	struct str s = STR("aا英\xFFz");
	uint32_t fore[5], back[5];
	size_t at = 0, n = 0;

	while (at < s.n)
		fore[n++] = utf8_next(s, &at);
	cr_assert_eq(n, 5);
	cr_assert_eq(fore[3], 0xFFFD);
	for (at = s.n; at > 0;)
		back[--n] = utf8_prev(s, &at);
	cr_assert_eq(memcmp(fore, back, sizeof fore), 0);
}

Test(arena, gives_memory_until_reset)
{
	struct arena a = {0};
	int *v = NULL;
	size_t cap = 0;

	for (size_t i = 0; i < 1000; i++) {
		v = arena_more(&a, v, i, &cap, sizeof *v);
		v[i] = (int)i;
	}
	cr_assert_eq(v[999], 999);
	struct str s = arena_str(&a, STR("kept"));

	cr_assert_eq(s.p[s.n], '\0');
	cr_assert_null(arena_str(&a, (struct str){NULL, 0}).p);
	char *big = arena_new(&a, 10U << 20);

	cr_assert_eq(big[(10U << 20) - 1], 0);
	arena_reset(&a);
	cr_assert_eq(a.used, 0);
	arena_release(&a);
}
