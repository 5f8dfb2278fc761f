#include "parse/filing/reading.h"
#include "parse/filing/release.h"

#include <criterion/criterion.h>
#include <string.h>

/* the clean text of a body */
static void expect_text(const char *body, const char *text, const char *why)
{
	struct arena arena = {0};
	struct reading r;
	struct err e = {0};

	reading_init(&r, &arena);
	cr_expect_eq(
	    reading_do(&r, str_of(body), &e), 0, "%s: %s", why, e.text);
	cr_expect_str_eq(buf_text(&r.flow.text), text, "%s", why);
	reading_free(&r);
	arena_release(&arena);
}

static const struct {
	const char *html, *text, *why;
} pieces[] = {
    {"<html><head><title>t</title></head><body><p>a</p><p>b</p></body></html>",
	"a\nb", "blocks are lines, the title is none"},
    {"<p>one <b>bold</b><i>word</i></p>", "one boldword",
	"inline elements part nothing"},
    {"<p>a&nbsp;&nbsp; b\n\tc</p>", "a b c", "blanks are one"},
    {"<div>a <div style='display:none'>x<p>y</p></div>b</div>", "a b",
	"hidden text is none"},
    {"<p>a<script>var x = '<p>';</script><style>p{}</style></p>", "a",
	"scripts and styles"},
    {"<p>10<sup>1</sup> and 5<sup>th</sup></p>", "10 1 and 5th",
	"a raised figure is no digit"},
    {"<p>\xE2\x80\xA2<span style='padding-left:10pt'>point</span></p>",
	"\xE2\x80\xA2 point", "bullets stand apart"},
    {"<p>Item 1.<span style='padding-left:10pt'>Business</span></p>",
	"Item 1. Business", "padding parts words"},
    {"<p>price\x97"
     "fell</p>",
	"price\xE2\x80\x94"
	"fell",
	"windows-1252 bytes"},
    {"<p>na\xC3\xAFve \xE4\xB8\xAD\xE6\x96\x87 "
     "\xD8\xB9\xD8\xB1\xD8\xA8\xD9\x8A</p>",
	"na\xC3\xAFve \xE4\xB8\xAD\xE6\x96\x87 "
	"\xD8\xB9\xD8\xB1\xD8\xA8\xD9\x8A",
	"UTF-8 of any script"},
    {"<p>soft\xC2\xADhyphen</p>", "softhyphen", "soft hyphens"},
    {"<pre>a\n  b   c\n</pre>", "a\nb c", "preformatted lines"},
    {"<!DOCTYPE HTML PUBLIC'-//W3C//DTD HTML 3.2//EN\"><body>text</body>",
	"text", "a broken document type"},
    {"<p>unclosed <b>tags<table><tr><td>cell", "unclosed tags\ncell",
	"a document that breaks off"},
    {"<html>a&NegativeThickSpace;b&Tab;c&nosuchname;d &dollar;5 &amp;",
	"ab c&nosuchname;d $5 &", "names of HTML 5"},
};

Test(visible, is_what_a_reader_sees)
{
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
		expect_text(pieces[i].html, pieces[i].text, pieces[i].why);
}

#define ROW(a, b, c) "<tr><td>" a "</td><td>" b "</td><td>" c "</td></tr>"

static const struct {
	const char *html, *text, *why;
} tables[] = {
    {"<table>" ROW("", "2025", "2024") ROW("Sales", "$ 12", "$ 10") "</table>",
	"2025 | 2024\nSales: 2025 $ 12; 2024 $ 10", "figures keep labels"},
    {"<table><tr><td></td><td colspan=2>Year ended</td></tr>"
     "<tr><td></td><td>2025</td><td>2024</td></tr>"
     "<tr><td>Costs</td><td>7</td><td>(8)</td></tr></table>",
	"Year ended\n2025 | 2024\nCosts: Year ended 2025 7; Year ended 2024 "
	"(8)",
	"a label that spans columns is of each"},
    {"<table><tr><td></td><td colspan=3>2025</td></tr><tr><td>Net</td>"
     "<td>$</td><td>(5.2</td><td>)%</td></tr></table>",
	"2025\nNet: 2025 $(5.2)%", "signs in cells of their own"},
    {"<table>" ROW("Name", "Age", "Post")
	    ROW("Ann Lee", "60", "Chair") "</table>",
	"Name | Age | Post\nAnn Lee: Age 60; Post Chair",
	"words among figures"},
    {"<table>" ROW("(in millions)", "2025", "2024")
	    ROW("Tax", "1", "2") "</table>",
	"(in millions) | 2025 | 2024\nTax: 2025 1; 2024 2",
	"a head with its unit"},
    {"<table>" ROW("", "2025", "2024") ROW("A", "1", "2")
	    ROW("", "2023", "2022") ROW("B", "3", "4") "</table>",
	"2025 | 2024\nA: 2025 1; 2024 2\n2023 | 2022\nB: 2023 3; 2022 4",
	"a second head takes the first one's place"},
    {"<table>" ROW("Item 1A.", "Risk Factors", "") "</table>",
	"Item 1A. Risk Factors", "a heading in cells"},
    {"<table>" ROW("\xE2\x80\xA2", "first point", "") "</table>",
	"\xE2\x80\xA2 first point", "a bullet in cells"},
    {"<table><tr><td><p>one</p><p>two</p></td></tr></table>", "one\ntwo",
	"a frame around paragraphs"},
    {"<table><tr><td>out<table>" ROW(
	 "in", "1", "2") "</table>side</td></tr></table>",
	"out\nin: 1; 2\nside", "a table in a frame"},
    {"<table><tr><td>x</td></tr></table>after", "x\nafter", "text behind"},
};

Test(table_lines, keep_figures_with_their_labels)
{
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		expect_text(tables[i].html, tables[i].text, tables[i].why);
}

#define LONG                                                                   \
	"We compete with many companies, and the market for models that cost " \
	"less is one in which"
#define BREAK(n)                                                               \
	"<div>" n "</div><hr style=\"page-break-after:always\"/>"              \
	"<div>ACME CORP \xE2\x80\x94 Annual report</div>"

Test(pages, numbers_and_headers_go_and_sentences_run_on)
{
	expect_text(
	    "<html><body><p>" LONG
	    "</p>" BREAK("36") "<p>newcomers such as DeepSeek grow.</p>" BREAK(
		"37") "<p>Next page ends.</p>" BREAK("38") "<p>Last.</p></"
							   "body></html>",
	    LONG " newcomers such as DeepSeek grow.\nNext page ends.\nLast.",
	    "page break within a sentence");
}

/* as quarterly reports are set: a number held to the bottom of the page, three
 * lines of header in a box, tagged text that is continued behind them */
#define FOOT(n)                                                                \
	"<div style='height:45pt;position:relative;width:100%'><div "          \
	"style='bottom:0;position:absolute;width:100%'><div "                  \
	"style='text-align:center'><span>" n "</span></div></div></div>"       \
	"<hr style='page-break-after:always'/>"
#define TOP                                                                    \
	"<div style='min-height:72pt;width:100%'><div><span "                  \
	"style='font-weight:700'>ACME CORPORATION AND SUBSIDIARIES</span>"     \
	"</div><div><span style='font-weight:700'>NOTES TO STATEMENTS "        \
	"(Continued)</span></div><div><span style='font-weight:700'>"          \
	"(Unaudited)</span></div></div>"
#define PAGE(n, what) FOOT(n) TOP "<div>It tells of " what ".</div>"

Test(pages, a_sentence_in_tagged_text_runs_on_behind_three_lines_of_header)
{
	expect_text(
	    "<?xml version='1.0'?><html "
	    "xmlns='http://www.w3.org/1999/xhtml' "
	    "xmlns:ix='http://www.xbrl.org/2013/inlineXBRL'><body>"
	    "<div>First.</div>" PAGE("31", "sales") PAGE("32", "costs") PAGE(
		"33", "taxes") PAGE("34", "debts") PAGE("35",
		"leases") "<ix:nonNumeric name='a:T' contextRef='c' "
			  "continuedAt='t2'><div>"
			  "<span>" LONG
			  " models of few parts, such as those of</span></div>"
			  "</ix:nonNumeric>" FOOT("36") TOP
	    "<ix:continuation id='t2'><div><span>DeepSeek</span><span>, are "
	    "trained at a small cost, and ours are not.</span></div>"
	    "</ix:continuation></body></html>",
	    "First.\nIt tells of sales.\nIt tells of costs.\nIt tells of "
	    "taxes.\nIt tells of debts.\nIt tells of leases.\n" LONG
	    " models of few parts, such as those of DeepSeek, are trained at a "
	    "small cost, and ours are not.",
	    "page 36");
}

Test(pages, a_heading_is_not_joined_to_what_is_before_it)
{
	expect_text("<html><body><p>" LONG "</p><div>4</div>"
		    "<hr style='page-break-after:always'/>"
		    "<p><b>Our strategy for the years that are to come now</b>"
		    "</p><p>Text.</p></body></html>",
	    LONG "\nOur strategy for the years that are to come now\nText.",
	    "bold heading on the next page");
}

Test(pages, lines_in_the_middle_of_a_page_stay)
{
	expect_text("<html><body><p>12</p><p>ACME CORP</p><p>Text that is "
		    "neither a header nor a number.</p><p>ACME CORP</p>"
		    "</body></html>",
	    "12\nACME CORP\nText that is neither a header nor a number.\n"
	    "ACME CORP",
	    "no page break at all");
}

Test(plain, wrapped_lines_are_paragraphs_and_rows_stay)
{
	expect_text("                     ACME CORPORATION\n\n"
		    "     The company sells parts and services to makers of\n"
		    "machines, and it did so through the whole year.\n\n"
		    "<TABLE>\n<CAPTION>\n            1999       1998\n"
		    "<S>         <C>        <C>\n"
		    "Net sales ........... $ 1,945    $ 1,530\n"
		    "                      =======    =======\n"
		    "</TABLE>\n<PAGE>\n"
		    "Short line.\n",
	    "ACME CORPORATION\n"
	    "The company sells parts and services to makers of machines, and "
	    "it did so through the whole year.\n1999 | 1998\n"
	    "Net sales: 1999 $ 1,945; 1998 $ 1,530\nShort line.",
	    "a text of the 1990s");
}

Test(plain, a_sentence_goes_on_in_small_letters)
{
	expect_text(
	    "As filed with the Commission by the company on the "
	    "first day of May\n25, 1995, and amended\nsince then on "
	    "the second day, which was a Tuesday of that year.\n\n"
	    "(a)  Based on receivables at the end and on quarterly net\n"
	    "       sales of each period.\nTHE WHOLE\nof it\n",
	    "As filed with the Commission by the company on the first day of "
	    "May 25, 1995, and amended since then on the second day, which was "
	    "a Tuesday of that year.\n(a) Based on receivables at the end and "
	    "on quarterly net sales of each period.\nTHE WHOLE\nof it",
	    "wrapped twice, and hanging");
}

static const struct {
	const char *lines, *text, *why;
} plain_tables[] = {
    {"<TABLE>\n<CAPTION>\n"
     "                       Three Months        Six Months\n"
     "                       1999    1998      1999    1998\n"
     "<S>                     <C>     <C>       <C>     <C>\n"
     "Net sales ........   $  945   $ 530    $ 1,900  $1,100\n"
     "                     ======   =====    =======  ======\n"
     "Costs:\n"
     "  Materials             (12)      7         --     n/a\n"
     "</TABLE>\n",
	"Three Months | Six Months\n1999 | 1998 | 1999 | 1998\n"
	"Net sales: Three Months 1999 $945; Three Months 1998 $ 530; "
	"Six Months 1999 $ 1,900; Six Months 1998 $1,100\nCosts:\n"
	"Materials: Three Months 1999 (12); Three Months 1998 7; "
	"Six Months 1999 --; Six Months 1998 n/a",
	"labels that span columns"},
    {"<TABLE>\n<S>                                  <C>\n"
     "Common stock, 200 shares authorized, of which\n"
     "  many are issued                      12\n</TABLE>\n",
	"Common stock, 200 shares authorized, of which many are issued: 12",
	"a label on two lines"},
    {"<TABLE>\n<S>    <C>\n(a)    The first exhibit of those that\n"
     "       are filed with this report.\n(b)    None.\n</TABLE>\n",
	"(a) The first exhibit of those that are filed with this report.\n"
	"(b) None.",
	"paragraphs in a column"},
    {"<TABLE>\nno marks     1    2\n</TABLE>\n", "no marks 1 2",
	"a table without marks"},
    {"<TABLE>\n<S>      <C>\nA          1\n", "A: 1", "cut in a table"},
};

Test(plain_table, figures_get_the_labels_above_them)
{
	for (size_t i = 0; i < sizeof plain_tables / sizeof *plain_tables; i++)
		expect_text(plain_tables[i].lines, plain_tables[i].text,
		    plain_tables[i].why);
}

static const struct {
	const char *html, *title;
} releases[] = {
    {"<p>Exhibit 99.1</p><p><b>ACME REPORTS RECORD QUARTER</b></p><p>t</p>",
	"ACME REPORTS RECORD QUARTER"},
    {"<p>FOR IMMEDIATE RELEASE:</p><p>Acme Announces Third Quarter Results"
     "</p>",
	"Acme Announces Third Quarter Results"},
    {"<p>Investor Relations Contact</p><p>Jon Smithers</p><p>ir@acme.test</p>"
     "<p>FOR IMMEDIATE RELEASE</p><p>Acme Raises Its Targets</p>",
	"Acme Raises Its Targets"},
    {"<p>ACME CORPORATION</p><p>November 20, 2024</p>"
     "<p>CFO Commentary on Third Quarter Results</p>",
	"CFO Commentary on Third Quarter Results"},
    {"<p>Dear Shareholders:</p><p>short</p>", "Dear Shareholders:"},
    {"<p>Dear Shareholders:</p><p>Sales rose by a tenth in the year. All "
     "segments took part in it.</p>",
	"Dear Shareholders:"},
    {"<p>tiny</p>", NULL},
};

Test(release, title_is_the_headline)
{
	for (size_t i = 0; i < sizeof releases / sizeof *releases; i++) {
		struct arena arena = {0};
		struct reading r;
		struct err e = {0};

		reading_init(&r, &arena);
		cr_assert_eq(reading_do(&r, str_of(releases[i].html), &e), 0);
		struct str t = release_title(&r.flow, STR("Acme Corporation"));

		cr_expect(str_eq(t, str_of(releases[i].title)), "%zu: %.*s", i,
		    STR_ARG(t));
		reading_free(&r);
		arena_release(&arena);
	}
}
