#include "parse/record/json_text.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <string.h>

static const struct {
	const char *quoted;
	const char *want; /* NULL: refused */
	size_t n;         /* bytes wanted, where there is a NUL among them */
	const char *why;
} rows[] = {
    {"\"\"", "", 0, "nothing"},
    {"\"abc\"", "abc", 0, "plain"},
    {"\"هوانغ 英伟达 😀\"", "هوانغ 英伟达 😀", 0, "two to four bytes"},
    {"\"a\\\"b\\\\c\\/d\\b\\f\\n\\r\\te\"", "a\"b\\c/d\b\f\n\r\te", 0,
	"short escapes"},
    {"\"\\u0041\\u00e9\\u4e2d\"", "Aé中", 0, "one to three bytes"},
    {"\"\\uD83D\\uDE00\"", "😀", 0, "a pair"},
    {"\"a\\u0000b\"", "a\0b", 3, "U+0000 may stand"},
    {"\"a", NULL, 0, "not closed"},
    {"a\"", NULL, 0, "not opened"},
    {"\"", NULL, 0, "one quotation mark is not two"},
    {"\"a\nb\"", NULL, 0, "a control byte"},
    {"\"a\"b\"", NULL, 0, "a quotation mark inside"},
    {"\"\\x41\"", NULL, 0, "no such escape"},
    {"\"\\u12\"", NULL, 0, "a code cut short"},
    {"\"\\u12g4\"", NULL, 0, "no hexadecimal digit"},
    {"\"\\uD83D\"", NULL, 0, "half a pair"},
    {"\"\\uD83Dx\"", NULL, 0, "half a pair before a letter"},
    {"\"\\uD83D\\u0041\"", NULL, 0, "the other half is none"},
    {"\"\\uDE00\"", NULL, 0, "the second half alone"},
    {"\"\xff\"", NULL, 0, "no UTF-8"},
    {"\"\xc3\"", NULL, 0, "cut UTF-8"},
    {"\"\xe0\x80\x80\"", NULL, 0, "an overlong form"},
    {"\"\xed\xa0\x80\"", NULL, 0, "a surrogate in UTF-8"},
};

Test(json_text, decodes_what_json_allows_and_nothing_else)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena a = {0};
		struct err e = {0};
		struct str got = {NULL, 0};
		int rc = json_text(str_of(rows[i].quoted), &a, &got, &e);

		cr_expect_eq(rc, rows[i].want ? 0 : -1, "%s", rows[i].why);
		cr_expect_eq(e.code, rows[i].want ? 0 : EXIT_DATA, "%s",
		    rows[i].why);
		if (rows[i].want && rc == 0) {
			size_t n =
			    rows[i].n ? rows[i].n : strlen(rows[i].want);

			cr_expect_eq(got.n, n, "%s", rows[i].why);
			cr_expect_eq(memcmp(got.p, rows[i].want, n), 0, "%s",
			    rows[i].why);
		}
		arena_release(&a);
	}
}

/* what is read apart from its line must be read as the line's reader does */
Test(json_text, agrees_with_the_reader_of_the_rest)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		json_t *v = json_loads(rows[i].quoted,
		    JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);

		cr_expect_eq(v != NULL && json_is_string(v),
		    rows[i].want != NULL, "%s", rows[i].why);
		json_decref(v);
	}
}
