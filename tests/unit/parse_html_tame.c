#include "parse/html/tame.h"
#include "parse/html/tree.h"

#include <criterion/criterion.h>
#include <string.h>

static struct str repeat(struct buf *b, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_puts(b, s);
	return buf_view(b);
}

Test(html_tame, cuts_what_is_absurd_and_keeps_the_text)
{
	struct buf in, out;
	bool hides;

	buf_init(&in, 1 << 24);
	buf_init(&out, 1 << 24);
	(void)repeat(&in, "<div>", 100000);
	buf_puts(&in, "words");
	struct str s = html_tame(repeat(&in, "</div>", 100000), &out, &hides);

	cr_expect_lt(s.n, 600 * 12);
	cr_expect_lt(str_find(s, STR("words"), 0), s.n);
	buf_clear(&in);
	buf_clear(&out);
	buf_puts(&in, "<p ");
	(void)repeat(&in, "a=1 ", 100000);
	buf_puts(&in, ">words</p>");
	s = html_tame(buf_view(&in), &out, &hides);
	cr_expect_lt(s.n, 2000);
	cr_expect(str_ends(s, STR(">words</p>")));
	buf_release(&in);
	buf_release(&out);
}

Test(html_tame, leaves_pages_as_they_are)
{
	static const char *const pages[] = {"<p>a<p>b", "a < b", "<", "",
	    "<a href='x>y'>z</a>", "<img src=x alt=\"", "</p>",
	    "<script type='application/ld+json'>{\"a\":\"<b>\"}</script>",
	    "<script>var page = '<p>breaks off", "<!DOCTYPE html>",
	    "<script/>"};

	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		struct buf out;
		bool hides;

		buf_init(&out, 1 << 20);
		struct str s = html_tame(str_of(pages[i]), &out, &hides);

		cr_expect(
		    s.p == pages[i] && s.n == strlen(pages[i]), "%s", pages[i]);
		buf_release(&out);
	}
}

static const struct {
	const char *page, *tame, *why;
} rows[] = {
    {"a<!-- b -->c", "ac", "a comment"},
    {"a<!-->b-->c", "ab-->c", "a comment that ends at once"},
    {"a<!--->b-->c", "ab-->c", "the other way to do so"},
    {"a<!-- b --!>c", "ac", "a comment that ends with a bang"},
    {"a<!-- b", "a b", "a comment without end"},
    {"a<!-- b <!-- c <!", "a b  c <!", "two of them"},
    {"<!-- <p> --><p>a", "<p>a", "a tag in a comment"},
    {"<script>if (a<b) x = '</div>'</script>a", "<script></script>a",
	"a script"},
    {"<STYLE>p {}</style >a<style></style>", "<STYLE></style >a<style></style>",
	"styles"},
    {"<script><!-- '<script>' --></script>a", "<script></script>a",
	"a comment in a script"},
    {"<p><![CDATA[a <b>c</b>]]>d", "<p>a <b>c</b>d", "CDATA"},
    {"<p><![CDATA[a<![CDATA[b]]>c]]>d", "<p>abc]]>d", "CDATA in CDATA"},
    {"<p><![CDATA[a", "<p>a", "CDATA without end"},
    {"<p title=\"a>b</p><p>c", "<p title=>b</p><p>c", "a quote without end"},
    {"芯片<!-- x -->رقائق", "芯片رقائق", "other letters"},
};

Test(html_tame, leaves_out_what_is_never_shown)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf out;
		bool hides;

		buf_init(&out, 1 << 20);
		struct str s = html_tame(str_of(rows[i].page), &out, &hides);

		cr_expect(str_eq(s, str_of(rows[i].tame)), "%s: '%.*s'",
		    rows[i].why, STR_ARG(s));
		cr_expect_not(hides, "%s", rows[i].why);
		buf_release(&out);
	}
}

#define WORDS                                                                          \
	"Cards went up 显卡 بطاقات and were sold out in a day, as the makers " \
	"of "                                                                          \
	"them said; a second lot is to come in the spring, which is sold as "          \
	"well, so that nobody knows what one will cost by the time it is "             \
	"there."

static const struct {
	const char *page;
	bool shown;
	const char *why;
} hidden[] = {
    {"<div id=root></div><noscript>" WORDS "</noscript>", true,
	"a page for those without scripts"},
    {"<div><template>" WORDS "</template></div>", true,
	"a page that a script fills in"},
    {"<p>" WORDS "<p>b<div><template shadowrootmode=open>c</template></div>",
	true, "a shadow tree"},
    {"<p>" WORDS "<p>b<noscript>" WORDS "</noscript>", false, "a second copy"},
    {"<noscript>Switch your scripts on.</noscript>", false, "a call"},
    {"<noscript>&lt;img src=x&gt;" WORDS "</noscript>", false,
	"markup escaped once too often"},
};

Test(html_hidden, counts_where_it_is_the_page)
{
	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
		struct html_tree t;
		struct err e = {0};
		bool shown = true;

		cr_assert_eq(
		    html_tree_parse(&t, str_of(hidden[i].page), &e), 0);
		for (xmlNodePtr n = t.root; n; n = html_next(n, t.root, false))
			shown &=
			    !html_is(n, "noscript") && !html_is(n, "template");
		cr_expect_eq(shown, hidden[i].shown, "%s", hidden[i].why);
		html_tree_release(&t);
	}
}
