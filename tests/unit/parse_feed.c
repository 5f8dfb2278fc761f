#include "parse/feed/feed.h"
#include "parse/feed/read.h"
#include "parse/feed/text.h"

#include <criterion/criterion.h>
#include <libxml/parser.h>
#include <string.h>

#define ATOM "<feed xmlns='http://www.w3.org/2005/Atom'>"
#define DC "xmlns:dc='http://purl.org/dc/elements/1.1/'"

/* the first item of each, field by field: NULL means absent */
static const struct {
	const char *xml, *title, *url, *guid, *published, *why;
} rows[] = {
    {"<rss><channel><item><title>a</title><link>http://h/1</link>"
     "<guid>g</guid><pubDate>Mon, 27 Jan 2025 10:00:00 GMT</pubDate>"
     "</item></channel></rss>",
	"a", "http://h/1", "g", "2025-01-27T10:00:00Z", "RSS 2.0"},
    {"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
     "xmlns='http://purl.org/rss/1.0/' " DC "><channel/>"
     "<item rdf:about='http://h/1'><title>a</title>"
     "<dc:date>2025-01-27</dc:date></item></rdf:RDF>",
	"a", "http://h/1", "http://h/1", "2025-01-27T00:00:00Z", "RSS 1.0"},
    {ATOM "<entry><title>a</title><link rel='self' href='http://h/no'/>"
	  "<link href='/1'/><id>g</id><published>2025-01-27T10:00:00+08:00"
	  "</published></entry></feed>",
	"a", "http://feed/1", "g", "2025-01-27T02:00:00Z", "Atom 1.0"},
    {"<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry>"
     "<title mode='base64'>YQ==</title><issued>2025-01-27</issued>"
     "</entry></feed>",
	"a", NULL, NULL, "2025-01-27T00:00:00Z", "Atom 0.3 with base64"},
    {"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
     "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url>"
     "<loc>http://h/1</loc><news:news><news:title>a</news:title>"
     "<news:publication_date>2025-01-27</news:publication_date></news:news>"
     "</url></urlset>",
	"a", "http://h/1", NULL, "2025-01-27T00:00:00Z", "a news sitemap"},
    {"{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{"
     "\"id\":\"g\",\"url\":\"/1\",\"title\":\"a\",\"content_text\":\"x\","
     "\"date_published\":\"2025-01-27T10:00:00+08:00\"}]}",
	"a", "http://feed/1", "g", "2025-01-27T02:00:00Z", "JSON Feed"},
    {"\n{\"feed_url\":\"http://h\",\"items\":[{\"id\":7,\"title\":\"芯片\","
     "\"external_url\":\"http://o/1\"},{\"title\":\"b\"}]}",
	"芯片", "http://o/1", "7", NULL,
	"JSON Feed of Chinese, a number as id"},
    {"{\"feed_url\":\"http://h\",\"items\":[3,null,{\"id\":"
     "\"https://h/2\",\"title\":\"رقائق\",\"date_published\":[]}]}",
	"رقائق", "https://h/2", "https://h/2", NULL,
	"JSON Feed of Arabic among what are no items"},
    {"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
     "<sitemap><loc>http://h/1.xml</loc><lastmod>2025-01-27</lastmod>"
     "</sitemap></sitemapindex>",
	NULL, "http://h/1.xml", NULL, NULL, "an index of sitemaps"},
    {"<!DOCTYPE rss [<!ENTITY n 'ab'><!ENTITY m '&n;&n;'>]><rss><channel>"
     "<item><title>&n; &m; &o;</title></item></channel></rss>",
	"ab &m; &o;", NULL, NULL, NULL, "entities of its own: no nested ones"},
    {"<rss><channel><item><link>javascript:x()</link><title>a</title></item>"
     "</channel></rss>",
	"a", NULL, NULL, NULL, "a link that is a script"},
    {"<rss><channel xml:base='javascript:x/'><item><link>y</link><title>a"
     "</title></item></channel></rss>",
	"a", NULL, NULL, NULL, "a base that is a script"},
    {"<rss><channel><item><guid>http://h/1</guid></item></channel></rss>", NULL,
	"http://h/1", "http://h/1", NULL, "a guid that is the link"},
    {"<rss xmlns:x='http://x/'><channel><item><x:title>no</x:title>"
     "<title>a</title></item></channel></rss>",
	"a", NULL, NULL, NULL, "a namesake of another vocabulary"},
    {"<rss xmlns:media='http://search.yahoo.com/mrss/'><channel><item>"
     "<media:group><media:title>a</media:title></media:group></item>"
     "</channel></rss>",
	"a", NULL, NULL, NULL, "Media RSS where nothing else tells"},
    {"<rss><channel><item><dc:date>2025-01-27</dc:date></item></channel>"
     "</rss>",
	NULL, NULL, NULL, "2025-01-27T00:00:00Z", "a prefix never declared"},
    {ATOM "<entry><updated>2025-01-26</updated><title>一 &amp; 二</title>"
	  "</entry></feed>",
	"一 & 二", NULL, NULL, NULL, "Chinese"},
    {"<rss><channel><item><title>رقائق</title></item></channel></rss>", "رقائق",
	NULL, NULL, NULL, "Arabic"},
    /* ill-formed */
    {"\n \n<?xml version='1.0'?><rss><channel><item><title>a</title></item>"
     "</channel></rss>",
	"a", NULL, NULL, NULL, "blanks before the declaration"},
    {"<rss><channel><item><title>a & b &nbsp;&eacute; &bogus;</title></item>"
     "</channel></rss>",
	"a & b \xC2\xA0é &bogus;", NULL, NULL, NULL, "entities of HTML"},
    {"<rss><channel><item><title>it&#146;s</title></item></channel></rss>",
	"it’s", NULL, NULL, NULL, "a reference of windows-1252"},
    {"<rss><channel><item><title>a\x01</title></item></channel></rss>", "a",
	NULL, NULL, NULL, "a control byte"},
    {"<rss><channel><item><title>a</title></item><item>", "a", NULL, NULL, NULL,
	"cut"},
    {"<rss><channel><item><title>a</title><pubDate>soon</pubDate></item>", "a",
	NULL, NULL, NULL, "no date"},
    {"<rss><channel><item></item></channel></rss>", NULL, NULL, NULL, NULL,
	"an empty item"},
    {"<rss><channel><item><description>one <p>two<br>three</description>"
     "<title>a</title></item></channel></rss>",
	"a", NULL, NULL, NULL, "HTML that nobody escaped, nor closed"},
    {"<rss><channel><item><description>one <p>two</item><item/></channel>"
     "</rss>",
	NULL, NULL, NULL, NULL, "a summary that ends with its item"},
    {"<rss><channel><item><title>a<item><title>b</title></item></channel>"
     "</rss>",
	"a", NULL, NULL, NULL, "a title and an item left open"},
    {"<rss><channel><item></b></i><title>a</title></p></item></channel></rss>",
	"a", NULL, NULL, NULL, "ends of nothing"},
    {"<rss><channel><item><title>1 < 2 <3 & <b</title></item></channel></rss>",
	"1 < 2 <3 & <b", NULL, NULL, NULL, "signs that begin no tag"},
    {"<rss><channel><item><link href='/1>/2</link><title>a</title>"
     "<guid isPermaLink='no'>g</guid></item></channel></rss>",
	"a", "http://feed/1", "g", NULL, "a quote never closed"},
    {"<?xml version='1.0'><rss><channel><item><title>a</title></item>"
     "</channel></rss>",
	"a", NULL, NULL, NULL, "a declaration without its second mark"},
    {"<br/><b>Warning</b>: x &lt; in y<br/><?xml version='1.0'?><rss><channel>"
     "<item><title>a</title></item></channel></rss>",
	"a", NULL, NULL, NULL, "what a script said before the feed"},
    {"<rss><channel><item><title>a\r\nb\rc</title></item></channel></rss>",
	"a\nb\nc", NULL, NULL, NULL, "line ends of other systems"},
    {"<RSS><Channel><ITEM><Title>芯片</TITLE></Item></CHANNEL></RSS>", "芯片",
	NULL, NULL, NULL, "any case"},
    {ATOM "<entry><title type='xhtml'><div>رقائق <b>و</b></div>no</title>"
	  "<id>/p/1</id></entry></feed>",
	"رقائق <b>و</b>", "http://feed/p/1", "http://feed/p/1", NULL,
	"markup of a title, and a path as id"},
    {"<rss><channel><item lastmod='2025-01-28' href='x'><title>a</title></item>"
     "</channel></rss>",
	"a", "http://feed/x", NULL, NULL, "CDF"},
};

static void same(struct str got, const char *want, const char *why)
{
	if (want)
		cr_expect(str_eq(got, str_of(want)), "%s: '%.*s', not '%s'",
		    why, STR_ARG(got), want);
	else
		cr_expect_not(got.n, "%s: '%.*s'", why, STR_ARG(got));
}

Test(feed, reads_kinds_and_ill_formed_ones)
{
	struct arena a = {0};
	char text[STAMP_TEXT_BYTES];

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct feed f;
		struct err e = {0};
		int rc = feed_parse(
		    &f, &a, str_of(rows[i].xml), STR("http://feed/"), &e);

		cr_assert_eq(rc, 0, "%s: %s", rows[i].why, e.text);
		cr_assert_geq(f.n, 1, "%s", rows[i].why);
		same(f.items[0].title, rows[i].title, rows[i].why);
		same(f.items[0].url, rows[i].url, rows[i].why);
		same(f.items[0].guid, rows[i].guid, rows[i].why);
		cr_expect_str_eq(stamp_format(f.items[0].published, text),
		    rows[i].published ? rows[i].published : "", "%s",
		    rows[i].why);
		arena_reset(&a);
	}
	arena_release(&a);
	xmlCleanupParser();
}

static const struct {
	const char *xml, *why;
} none[] = {
    {"", "nothing"},
    {"words", "words"},
    {"<html><body>x</body></html>", "a page"},
    {"<opml/>", "another kind of XML"},
    {"<", "a sign"},
    {"{", "half an object"},
    {"{\"items\":[]}", "JSON that says nothing of a feed"},
    {"{\"version\":\"https://jsonfeed.org/version/1\",\"items\":{}}",
	"items that are no list"},
    {"[1]", "another JSON"},
};

Test(feed, refuses_what_is_none)
{
	struct arena a = {0};

	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		struct feed f;
		struct err e = {0};

		cr_expect_eq(feed_parse(&f, &a, str_of(none[i].xml),
				 (struct str){NULL, 0}, &e),
		    -1, "%s", none[i].why);
		cr_expect_eq(e.code, EXIT_DATA, "%s", none[i].why);
	}
	arena_release(&a);
	xmlCleanupParser();
}

Test(feed, channel_tells_of_the_feed)
{
	struct arena a = {0};
	struct feed f;
	struct err e = {0};
	struct str xml =
	    STR("<rss xmlns:atom='http://www.w3.org/2005/Atom'><channel>"
		"<atom:link href='http://h/self' rel='self'/><title>T</title>"
		"<link>http://h/</link><language>zh-tw</language><ttl>90</ttl>"
		"<lastBuildDate>2025-01-27T00:00:00Z</lastBuildDate>"
		"</channel></rss>");

	cr_assert_eq(feed_parse(&f, &a, xml, STR("http://h/f"), &e), 0);
	same(f.title, "T", "title");
	same(f.link, "http://h/", "link");
	same(f.language, "zh-tw", "language");
	cr_expect_eq(f.ttl, 90);
	cr_expect_eq(f.updated, stamp_days(2025, 1, 27) * STAMP_DAY);
	cr_expect_eq(f.n, 0);
	arena_release(&a);
	xmlCleanupParser();
}

static int count(void *user, const struct feed *so_far,
    const struct feed_item *it, struct err *e)
{
	size_t *n = user;

	(void)so_far;
	cr_expect_eq(it->updated, STAMP_NONE, "no date is a guess");
	cr_expect(it->summary.n == 0 || str_eq(it->summary, STR("x <b>y</b>")),
	    "'%.*s'", STR_ARG(it->summary));
	(*n)++;
	return *n == 3 ? err_set(e, EXIT_IO, "no more") : 0;
}

Test(feed, reading_ends_with_the_error_of_the_sink)
{
	size_t n = 0;
	struct err e = {0};
	struct feed_reader *r = feed_read_open(STR(""), count, &n);

	cr_expect_eq(
	    feed_read_push(r,
		STR("<rss><item><description>x <b>y</b></description></item>"
		    "<item><item/><item/><item/><item/></rss>"),
		true, &e),
	    -1);
	cr_expect_eq(n, 3);
	cr_expect_eq(e.code, EXIT_IO);
	feed_read_close(r);
}

Test(feed, any_depth_is_read)
{
	struct buf b;
	struct arena a = {0};
	struct feed f;
	struct err e = {0};

	buf_init(&b, 1 << 22);
	buf_puts(&b, "<rss><channel><item><description>");
	for (int i = 0; i < 100000; i++)
		buf_puts(&b, "<b>");
	buf_puts(&b, "x");
	for (int i = 0; i < 100000; i++)
		buf_puts(&b, "</b>");
	buf_puts(&b, "</description><title>a</title></item></channel></rss>");
	cr_assert_eq(feed_parse(&f, &a, buf_view(&b), STR(""), &e), 0);
	cr_assert_eq(f.n, 1);
	same(f.items[0].title, "a", "behind what is too deep");
	cr_expect_eq(f.items[0].summary.n, 700001);
	buf_release(&b);
	arena_release(&a);
}

Test(feed, refuses_what_is_over_a_ceiling)
{
	struct buf b;
	struct arena a = {0};
	struct feed f;
	struct err e = {0};

	buf_init(&b, 16 << 20);
	buf_puts(&b, "<rss>");
	for (int i = 0; i <= FEED_ITEMS_MAX; i++)
		buf_puts(&b, "<item/>");
	cr_expect_eq(feed_parse(&f, &a, buf_view(&b), STR(""), &e), -1);
	cr_expect_eq(e.code, EXIT_DATA);
	cr_expect_not_null(strstr(e.text, "more than 1000000 items"));
	buf_release(&b);
	arena_release(&a);
}

Test(feed, entities_are_not_multiplied)
{
	struct arena a = {0};
	struct feed f;
	struct err e = {0};
	struct str xml = STR(
	    "<!DOCTYPE rss [<!ENTITY a 'xxxxxxxxxx'><!ENTITY b "
	    "'&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;'>"
	    "<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
	    "<rss><channel><item><title>&c;&f;</title></item></channel></rss>");

	if (feed_parse(&f, &a, xml, (struct str){NULL, 0}, &e) == 0 && f.n)
		cr_expect_lt(f.items[0].title.n, 64);
	arena_release(&a);
	xmlCleanupParser();
}

Test(feed_text, base64_is_read_or_left)
{
	struct arena a = {0};

	cr_expect(str_eq(feed_base64(&a, STR("Y\nWI=")), STR("ab")));
	cr_expect(
	    str_eq(feed_base64(&a, STR("no base64!")), STR("no base64!")));
	cr_expect(str_eq(feed_base64(&a, STR("/////w==")), STR("/////w==")),
	    "no text");
	arena_release(&a);
}

struct given {
	struct arena arena;
	struct feed_item first;
	size_t n;
	struct str title; /* of the feed, when the first item came */
};

static int give(void *user, const struct feed *so_far,
    const struct feed_item *it, struct err *e)
{
	struct given *g = user;

	(void)e;
	if (g->n++)
		return 0;
	g->first = *it;
	g->title = arena_str(&g->arena, so_far->title);
	g->first.title = arena_str(&g->arena, it->title);
	g->first.url = arena_str(&g->arena, it->url);
	g->first.guid = arena_str(&g->arena, it->guid);
	g->first.content = arena_str(&g->arena, it->content);
	return 0;
}

/* in pieces of so many bytes */
static int flow(struct given *g, struct str s, size_t step, struct err *e)
{
	struct feed_reader *w = feed_read_open(STR("http://feed/"), give, g);
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < s.n; i += step)
		rc = feed_read_push(w, str_sub(s, i, i + step), false, e);
	if (rc == 0)
		rc = feed_read_push(w, (struct str){NULL, 0}, true, e);
	if (rc == 0)
		cr_expect_eq(feed_read_feed(w)->n, g->n);
	feed_read_close(w);
	return rc;
}

Test(feed, in_pieces_is_the_same)
{
	static const size_t steps[] = {1, 7, 1000};
	char text[STAMP_TEXT_BYTES];

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t k = 0; k < 3; k++) {
			struct given g = {.n = 0};
			struct err e = {0};

			if (strchr("{\n", *rows[i].xml) &&
			    strchr(rows[i].xml, '{'))
				continue; /* JSON comes whole */
			cr_expect_eq(
			    flow(&g, str_of(rows[i].xml), steps[k], &e), 0,
			    "%s: %s", rows[i].why, e.text);
			cr_expect_geq(g.n, 1, "%s", rows[i].why);
			same(g.first.title, rows[i].title, rows[i].why);
			same(g.first.url, rows[i].url, rows[i].why);
			same(g.first.guid, rows[i].guid, rows[i].why);
			cr_expect_str_eq(stamp_format(g.first.published, text),
			    rows[i].published ? rows[i].published : "", "%s",
			    rows[i].why);
			arena_release(&g.arena);
		}
	xmlCleanupParser();
}

Test(feed, in_pieces_tells_of_itself_first)
{
	static const char xml[] =
	    "<rss><channel><title>芯片 t</title><item><title>a</title>"
	    "<content:encoded><![CDATA[x & <b>y</b>]]></content:encoded>"
	    "</item><item><title>b</title></item></channel></rss>";

	for (size_t step = 1; step < 40; step++) {
		struct given g = {.n = 0};
		struct err e = {0};

		cr_expect_eq(flow(&g, str_of(xml), step, &e), 0, "%s", e.text);
		cr_expect_eq(g.n, 2);
		same(g.title, "芯片 t", "the feed's title");
		same(g.first.content, "x & <b>y</b>", "CDATA in pieces");
		arena_release(&g.arena);
	}
	xmlCleanupParser();
}

Test(feed, in_pieces_refuses_what_is_none)
{
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		struct given g = {.n = 0};
		struct err e = {0};

		cr_expect_eq(flow(&g, str_of(none[i].xml), 3, &e), -1, "%s",
		    none[i].why);
		cr_expect_eq(e.code, EXIT_DATA, "%s", none[i].why);
		arena_release(&g.arena);
	}
	xmlCleanupParser();
}
