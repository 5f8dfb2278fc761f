/* what goes into a page is escaped */
#include "store/query/page.h"
#include "store/query/sentence.h"

#include <criterion/criterion.h>
#include <math.h>

static const struct {
	const char *in, *out, *why;
} texts[] = {
    {"plain", "plain", "stays"},
    {"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;",
	"no element"},
    {"a\" onload='x'", "a&quot; onload=&#39;x&#39;", "no attribute"},
    {"&lt;", "&amp;lt;", "no entity"},
    {"英伟达 إنفيديا", "英伟达 إنفيديا", "other scripts"},
    {"a\x01\x1b[31m", "a\xef\xbf\xbd\xef\xbf\xbd[31m", "control bytes"},
    {"a\xc3", "a\xef\xbf\xbd", "half a character"},
    {"a\xe2\x80\xae"
     "b",
	"a\xef\xbf\xbd"
	"b",
	"turns the direction"},
    {"\xef\xbf\xbe", "\xef\xbf\xbd", "no character"},
    {"", "", "nothing"},
};

Test(page, escapes_texts)
{
	struct buf b;

	buf_init(&b, 4096);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		buf_clear(&b);
		page_text(&b, str_of(texts[i].in));
		cr_expect_str_eq(
		    buf_text(&b), texts[i].out, "%s", texts[i].why);
	}
	buf_release(&b);
}

Test(page, marks_are_closed_whatever_comes)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
	    {"a \xee\x80\x80<b>\xee\x80\x81 c", "a <mark>&lt;b&gt;</mark> c"},
	    {"\xee\x80\x80"
	     "a",
		"<mark>a</mark>"},
	    {"a\xee\x80\x81"
	     "b",
		"ab"},
	    {"\xee\x80\x80\xee\x80\x80"
	     "a\xee\x80\x81\xee\x80\x81",
		"<mark>a</mark>"},
	};
	struct buf b;

	buf_init(&b, 4096);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		buf_clear(&b);
		page_marked(&b, str_of(cases[i].in));
		cr_expect_str_eq(buf_text(&b), cases[i].out, "%zu", i);
	}
	buf_release(&b);
}

Test(page, links_go_to_the_web_alone)
{
	static const char *const good[] = {
	    "https://a.example/", "http://a.example", "HTTPS://A"};
	static const char *const bad[] = {"javascript:alert(1)",
	    " https://a.example", "data:text/html,x", "file:///etc/passwd",
	    "//a.example", "", "ftp://a.example", "https:/a"};

	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		cr_expect(page_is_link(str_of(good[i])), "%s", good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		cr_expect_not(page_is_link(str_of(bad[i])), "%s", bad[i]);
}

Test(page, numbers_are_grouped_and_signed)
{
	static const struct {
		double v;
		int digits;
		bool sign;
		const char *out;
	} cases[] = {
	    {1234567.891, 1, false, "1,234,567.9"},
	    {123, 0, false, "123"},
	    {1234, 0, true, "+1,234"},
	    {-0.5, 2, true, "−0.50"},
	    {-0.001, 2, true, "0.00"},
	    {0, 0, true, "0"},
	    {(double)NAN, 2, true, "–"},
	};
	struct buf b;

	buf_init(&b, 4096);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		buf_clear(&b);
		page_number(&b, cases[i].v, cases[i].digits, cases[i].sign);
		cr_expect_str_eq(buf_text(&b), cases[i].out, "%zu", i);
	}
	buf_release(&b);
}
