/* What is made to hurt costs in proportion to its size: four times the input
 * takes less than eight times the time (quadratic would be sixteen). */
#include "parse/work.h"

#include <criterion/criterion.h>
#include <time.h>

enum { BYTES = 60000, TIMES = 4, MOST_TIMES = 8, ROUNDS = 5 };

static const char words[] = "words of some kind about cards, ";

static const struct {
	enum page_type type;
	const char *head, *part, *tail, *why;
} rows[] = {
    {PAGE_HTML, "", "<div>", "x", "nested elements"},
    {PAGE_HTML, "", "<b>x ", "", "inline ones left open"},
    {PAGE_HTML, "", "<table><tr><td>x", "", "nested tables"},
    {PAGE_HTML, "", "<ul><li>x", "", "nested lists"},
    {PAGE_HTML, "<table>",
	"<tr><td colspan=100000000 rowspan=99999999>x</td></tr>", "</table>",
	"absurd cells"},
    {PAGE_HTML, "<p ", "a=1 ", ">x</p>", "attributes without end"},
    {PAGE_HTML, "<p>", words, "</p>", "one line"},
    {PAGE_HTML, "<p>", "芯片价格上涨", "</p>", "one word"},
    {PAGE_HTML, "", "<p>x</p>", "", "paragraphs"},
    {PAGE_HTML, "", "<a href=x>y</a> ", "", "links"},
    {PAGE_HTML, "", "<!-- x ", "", "comments without end"},
    {PAGE_HTML, "", "<![CDATA[ x ", "", "CDATA without end"},
    {PAGE_HTML, "", "<a b=\"c d='e' ", "", "quotes that cross"},
    {PAGE_HTML, "", "</div></p></b>", "", "ends of nothing"},
    {PAGE_HTML, "<p>", "&foo; &bar ", "", "references of nothing"},
    {PAGE_HTML, "", "<time datetime=2025-01-01>Jan 1</time> ", "", "times"},
    {PAGE_HTML, "<p>", "2025-01-01 January 1, 2025 ", "", "dates"},
    {PAGE_HTML, "", "<noscript>x", "", "nested noscript"},
    {PAGE_HTML, "", "<noscript><p>x</p></noscript>", "", "noscripts"},
    {PAGE_HTML, "<script type=application/ld+json>", "[", "</script>",
	"nested JSON"},
    {PAGE_HTML, "<script>", "</scrip ", "", "ends that are none"},
    {PAGE_HTML, "<title>", "x - ", "</title><h1>x</h1>", "a title"},
    {PAGE_FEED, "<rss><item><description>", "<b>", "", "nested markup"},
    {PAGE_FEED, "<rss><item><description>", "<a x=\"<b y='", "",
	"quotes without end"},
    {PAGE_FEED, "<rss><item><description>", "<b y=' z=\"", "",
	"quotes that cross"},
    {PAGE_FEED, "<rss><item>", "<? ", "", "instructions"},
    {PAGE_FEED, "<rss><item>", "<!a [", "", "declarations"},
    {PAGE_FEED, "<rss><item>", "<!-- x ", "", "comments"},
    {PAGE_FEED, "<rss><item><title>", "&x; & &#65; ", "", "references"},
    {PAGE_FEED, "<!DOCTYPE a [<!ENTITY b 'c'>]><rss><item><title>", "&b; ", "",
	"references of its own"},
    {PAGE_FEED, "<rss>", "<item>", "", "items left open"},
    {PAGE_FEED, "<rss><item>", "</x>", "", "ends of nothing"},
    {PAGE_FEED, "<rss><item>", "<a xmlns:a='b' xml:base='c/'>", "",
	"namespaces and bases"},
    {PAGE_FEED, "<rss><item><a ", "xmlns:a='b' ", "/>", "attributes"},
    {PAGE_FEED, "<rss><item><link>http://h/a", "/../b", "</link>", "a path"},
    {PAGE_FEED, "<rss><item><link>http://h/?", "b=1&amp;", "</link>",
	"a query"},
    {PAGE_FEED, "{\"feed_url\":\"x\",\"items\":[", "{\"id\":1},", "1]}",
	"items of JSON"},
    {PAGE_TEXT, "", words, "", "a line of text"},
    {PAGE_TEXT, "", "# h\n\n* a [x](y) `c`\n", "", "Markdown"},
    {PAGE_TEXT, "", "[x](", "", "links without end"},
};

static double cost(struct work *w, size_t i, size_t bytes)
{
	struct buf in, lines;
	double best = 0;

	buf_init(&in, 1 << 24);
	buf_init(&lines, 1 << 28);
	buf_puts(&in, rows[i].head);
	while (in.n < bytes)
		buf_puts(&in, rows[i].part);
	buf_puts(&in, rows[i].tail);
	for (int k = 0; k < ROUNDS; k++) {
		struct job j = {
		    .kind = JOB_DOCUMENT,
		    .type = rows[i].type,
		    .fetched = STAMP_NONE,
		    .bytes = buf_view(&in),
		    .raw = {.offset = -1},
		};
		struct job_counts counts = {0};
		clock_t began = clock();

		buf_clear(&lines);
		work_do(w, &j, &lines, &counts);
		double took = (double)(clock() - began);

		if (k == 0 || took < best)
			best = took;
	}
	buf_release(&in);
	buf_release(&lines);
	return best / CLOCKS_PER_SEC;
}

Test(linear, time_grows_as_the_input_does)
{
	struct work *w = work_open();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		double few = cost(w, i, BYTES);
		double many = cost(w, i, (size_t)BYTES * TIMES);

		/* less than a ms tells nothing */
		cr_expect(many < few * MOST_TIMES + 1e-3,
		    "%s: %.2f ms for %d KB, %.2f for four times as much",
		    rows[i].why, few * 1e3, BYTES / 1000, many * 1e3);
	}
	work_close(w);
}
