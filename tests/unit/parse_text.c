#include "parse/front_matter.h"
#include "parse/markdown.h"
#include "parse/text/publisher.h"
#include "parse/text/table.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
	const char *text, *want, *title, *why;
} marks[] = {
    {"# Title\n\nWords.\n", "Title\nWords.\n", "Title", "a heading in front"},
    {"Words.\n\n## Part\n", "Words.\nPart\n", NULL, "a heading behind"},
    {"a [link](http://h/x) b", "a link b\n", NULL, "a link"},
    {"a ![image](x.png) b", "a  b\n", NULL, "an image"},
    {"[![image](x.png) words](http://h)", " words\n", NULL,
	"an image inside a link"},
    {"**bold** and *light* `code`", "bold and light code\n", NULL, "emphasis"},
    {"snake_case stays", "snake_case stays\n", NULL, "a line inside a word"},
    {"- one\n* two\n+ three", "one\ntwo\nthree\n", NULL, "bullets"},
    {"> said\n>> more", "said\nmore\n", NULL, "quotations"},
    {"a\n\n---\n***\nb", "a\nb\n", NULL, "rules"},
    {"a <b>b</b><br> c", "a b c\n", NULL, "tags"},
    {"a <!-- b --> c\n<!-- d\ne -->f", "a  c\nf\n", NULL, "comments"},
    {"```\n# no heading\n```\nb", "# no heading\nb\n", NULL, "code"},
    {"2 < 3 and [x] stays", "2 < 3 and [x] stays\n", NULL, "no marks"},
    {"\\*stars\\*", "*stars*\n", NULL, "escaped marks"},
    {"**芯片**[短缺](x)", "芯片短缺\n", NULL, "Chinese"},
    {"# عنوان\nنص", "عنوان\nنص\n", "عنوان", "Arabic"},
    {"#hashtag", "#hashtag\n", NULL, "no heading"},
    {"", "", NULL, "nothing"},
};

Test(markdown, leaves_the_words)
{
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		struct str title;
		struct buf b;

		buf_init(&b, 1 << 20);
		markdown_plain(&b, str_of(marks[i].text), &title);
		cr_expect_str_eq(
		    buf_text(&b), marks[i].want, "%s", marks[i].why);
		if (marks[i].title)
			cr_expect(str_eq(title, str_of(marks[i].title)), "%s",
			    marks[i].why);
		else
			cr_expect_null(title.p, "%s", marks[i].why);
		buf_release(&b);
	}
}

Test(markdown, is_told_from_plain_text)
{
	cr_expect(markdown_is(STR("# Title\nx")));
	cr_expect(markdown_is(STR("see [it](http://h/)")));
	cr_expect_not(markdown_is(STR("Title\n\nwords [1] (a)")));
	cr_expect_not(markdown_is(STR("#1 in the list")));
	cr_expect_not(markdown_is(STR("")));
}

static const struct {
	const char *text, *want, *why;
} wraps[] = {
    {"a line\nof text\n\nand one\nmore", "a line of text\nand one more",
	"paragraphs over lines"},
    {"这一段\n分成两行\n\n第二段\n也是", "这一段分成两行\n第二段也是",
	"Chinese is joined without a blank"},
    {"one\ntwo\nthree\nfour", "one\ntwo\nthree\nfour", "no blank lines"},
    {"list:\n- a\n- b\n\nend\nof it", "list:\n- a\n- b\nend of it", "items"},
    {"a\n\n\n\nb", "a\nb", "blank lines go"},
    {"  a  \r\n", "a", "blanks at the ends"},
    {"", "", "nothing"},
};

Test(markdown, unwraps_plain_text)
{
	for (size_t i = 0; i < sizeof wraps / sizeof *wraps; i++) {
		struct buf b;

		buf_init(&b, 1 << 20);
		markdown_unwrap(&b, str_of(wraps[i].text));
		cr_expect_str_eq(
		    buf_text(&b), wraps[i].want, "%s", wraps[i].why);
		buf_release(&b);
	}
}

Test(markdown, is_linear_in_brackets)
{
	struct buf in, out;
	struct str title;

	buf_init(&in, 1 << 22);
	buf_init(&out, 1 << 22);
	for (int i = 0; i < 300000; i++)
		buf_puts(&in, i % 3 ? "[" : "](<");
	markdown_plain(&out, buf_view(&in), &title);
	cr_expect_gt(out.n, 1000);
	buf_release(&in);
	buf_release(&out);
}

static const struct {
	const char *text, *title, *date, *author, *rest, *why;
} fronts[] = {
    {"---\ntitle: 'A: b'\ndate: 2025-01-27\nauthor: W\n---\ntext", "A: b",
	"2025-01-27", "W", "text", "YAML"},
    {"+++\ntitle = \"A\"\ndate = 2025-01-27\n+++\ntext", "A", "2025-01-27",
	NULL, "text", "TOML"},
    {"---\ntitle: >-\n  one\n  two\ndate: x\n---\n", "one two", "x", NULL, "",
	"folded"},
    {"---\r\ntitle: A\r\n---\r\ntext", "A", NULL, NULL, "text",
	"lines of another system"},
    {"---\npublished: true\ndate: 2025-01-27\n---\n", NULL, "2025-01-27", NULL,
	"", "a flag is no date"},
    {"---\ntags: [a]\nauthor: [a, b]\n---\nx", NULL, NULL, NULL, "x",
	"lists are passed over"},
    {"---\ntitle: A\nno end", NULL, NULL, NULL, "---\ntitle: A\nno end",
	"no end"},
    {"text\n---\ntitle: A\n---", NULL, NULL, NULL, "text\n---\ntitle: A\n---",
	"not in front"},
    {"", NULL, NULL, NULL, "", "nothing"},
};

static void same(struct str got, const char *want, const char *why)
{
	cr_expect(want ? str_eq(got, str_of(want)) : !got.n, "%s: '%.*s'", why,
	    STR_ARG(got));
}

Test(front_matter, is_read_and_taken_off)
{
	struct arena a = {0};

	for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++) {
		struct front_matter f;

		front_matter_read(str_of(fronts[i].text), &a, &f);
		same(f.title, fronts[i].title, fronts[i].why);
		same(f.date, fronts[i].date, fronts[i].why);
		same(f.author, fronts[i].author, fronts[i].why);
		cr_expect(str_eq(f.rest, str_of(fronts[i].rest)), "%s",
		    fronts[i].why);
	}
	arena_release(&a);
}

static const struct {
	const char *text, *want, *why;
} publishers[] = {
    {"المصدر: FT Chinese\nنص المقال", "FT Chinese", "Arabic"},
    {"Source: The Chip Ledger\ntext", "The Chip Ledger", "English"},
    {"来源：芯片账本 2025-01-27 10:00\n正文", "芯片账本",
	"Chinese, a date behind"},
    {"2025年1月27日 来源：芯片账本 作者：某某", "芯片账本", "among others"},
    {"标题\n来源：新华网：多家公司", NULL, "a name and a sentence"},
    {"標題\n來源:晶片帳本", "晶片帳本", "traditional, ASCII colon"},
    {"text\nSource : Ledger | A. Writer", "Ledger", "a blank, a bar"},
    {"Source: http://h/x", NULL, "an address"},
    {"The source: nobody", NULL, "inside a line"},
    {"Source: a sentence that tells where some of it came from", NULL,
	"a sentence"},
    {"Sources say so", NULL, "another word"},
    {"Source:", NULL, "nothing behind it"},
    {"", NULL, "nothing"},
};

Test(publisher, is_the_one_that_the_document_names)
{
	struct arena a = {0};

	for (size_t i = 0; i < sizeof publishers / sizeof *publishers; i++)
		same(publisher_find(&a, str_of(publishers[i].text)),
		    publishers[i].want, publishers[i].why);
	arena_release(&a);
}

Test(publisher, date_line)
{
	same(publisher_date_line(STR("标题\n发布时间：2025-01-27\n正文")),
	    "2025-01-27", "Chinese");
	same(publisher_date_line(STR("تاريخ النشر: 27 يناير 2025")),
	    "27 يناير 2025", "Arabic");
	same(publisher_date_line(STR("Published: January 27, 2025")),
	    "January 27, 2025", "English");
	same(publisher_date_line(STR("Published by X")), NULL, "no colon");
	cr_expect(publisher_is_label(STR("المصدر: x")));
	cr_expect_not(publisher_is_label(STR("x")));
}

Test(table, rows_are_whole)
{
	static const struct table_row *const tables[] = {table_charsets,
	    table_classes, table_converters, table_langs, table_months,
	    table_labels, table_metas, table_stubs, table_tails, table_walls,
	    table_zones};

	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		size_t n = 0;

		for (const struct table_row *r = tables[i]; r->key; r++) {
			cr_expect(*r->key && *r->value, "table %zu", i);
			n++;
		}
		cr_expect_gt(n, 5, "table %zu", i);
	}
	for (const struct table_row *r = table_tags; r[1].key; r++)
		cr_expect_lt(strcmp(r->key, r[1].key), 0, "%s", r->key);
	cr_expect_null(table_find(table_months, STR("nivôse")));
	cr_expect_eq(
	    table_number(table_find(table_months, STR("شباط"))->value), 2);
	cr_expect_eq(table_number("-300"), -300);
}
