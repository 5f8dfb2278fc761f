#include "parse/html/page.h"

#include <criterion/criterion.h>
#include <libxml/parser.h>

#define LONG                                                                   \
	"The price of a rented card went up again this week, the third rise "  \
	"in a row, and no broker that we asked had any left to sell at all. "

static void open_page(const char *html, struct arena *a, struct html_page *p)
{
	const struct str none = {NULL, 0};
	struct err e = {0};

	*p = (struct html_page){0};
	cr_assert_eq(html_page_read(str_of(html), none,
			 stamp_days(2025, 3, 1) * STAMP_DAY, a, p, &e),
	    0, "%s", e.text);
}

#define H1 "<h1>Cards are sold out</h1>"
#define P4 "<p>" LONG "</p><p>" LONG "</p><p>" LONG "</p><p>" LONG "</p>"
#define PAGE H1 P4 P4 P4 P4 P4 P4

static const struct {
	const char *html, *want, *from, *why; /* want NULL: undated */
} dates[] = {
    {"<script type='application/ld+json'>{\"@graph\":[{\"@type\":[\"News"
     "Article\"],\"datePublished\":\"2025-01-27T08:00:00+08:00\"}]}</script>",
	"2025-01-27T00:00:00Z", "json-ld", "JSON-LD in a graph"},
    {"<meta property='article:published_time' content='2025-01-27'>",
	"2025-01-27T00:00:00Z", "meta", "Open Graph"},
    {"<span itemprop=datePublished content='2025-01-27'></span>",
	"2025-01-27T00:00:00Z", "meta", "microdata"},
    {"<time datetime='2025-01-27T10:00Z'>then</time>", "2025-01-27T10:00:00Z",
	"meta", "a time element"},
    {H1 "<p>By A. Writer, January 27, 2025</p>", "2025-01-27T00:00:00Z", "text",
	"a line under the headline"},
    {"<h1>نفاد الرقائق في السوق كلها</h1><span>27 كانون الثاني 2025</span>",
	"2025-01-27T00:00:00Z", "text", "Arabic"},
    {"<h1>显卡租金连续第三次上涨，中介无货可卖</h1><span>2025年1月27日 "
     "10:00</span>",
	"2025-01-27T00:00:00Z", "text", "Chinese, an hour of no zone"},
    {H1 "<p>Updated January 27, 2025</p>", "2025-01-27T00:00:00Z", "text",
	"a day of change where none of publication is told"},
    {H1 "<p>Published January 20, 2025</p><p>Updated January 27, 2025</p>",
	"2025-01-20T00:00:00Z", "text", "both"},
    {"<script type='application/ld+json'>{\"@type\":\"Product\","
     "\"datePublished\":\"2025-01-27\"}</script>",
	NULL, NULL, "JSON-LD of no article"},
    {"<meta name='article:published:time' content='2025-01-27'>",
	"2025-01-27T00:00:00Z", "meta", "a cousin of Open Graph"},
    {"<meta name='x-unpublish-date' content='2025-01-27'>", NULL, NULL,
	"the day on which it goes"},
    {"<script type='application/ld+json'>{\"@type\":\"WebPage\","
     "\"datePublished\":\"2025-01-27\"}</script>",
	"2025-01-27T00:00:00Z", "json-ld", "JSON-LD of the page"},
    {"<meta property='article:published_time' "
     "content='2025-01-27T00:00:00+08:00'>",
	"2025-01-27T00:00:00Z", "meta", "midnight sharp is a day"},
    {"<h4>Published</h4><div>January 27, 2025</div>", "2025-01-27T00:00:00Z",
	"text", "the label stands on the line before"},
    {"<div>发布时间</div><div>2025-01-27 10:00</div>", "2025-01-27T00:00:00Z",
	"text", "a label before, in Chinese"},
    {"<div>تاريخ النشر</div><div>٢٧ يناير ٢٠٢٥</div>", "2025-01-27T00:00:00Z",
	"text", "a label before, in Arabic"},
    {"<p>" LONG "</p><span>27.01.2025</span>", "2025-01-27T00:00:00Z", "text",
	"at the head of the text"},
    {PAGE "<div>27.01.2025</div>", NULL, NULL,
	"far from both, as of a customer's review"},
    {"<meta property='article:published_time' content='2025-02-20T10:00Z'>"
     "<meta property='article:modified_time' content='2025-02-20T11:00Z'>" H1
     "<div>January 27, 2024</div>",
	"2024-01-27T00:00:00Z", "text", "tags written anew with the site"},
    {"<meta property='article:published_time' content='2025-01-20T10:00Z'>"
     "<meta property='article:modified_time' content='2025-02-20T11:00Z'>" H1
     "<div>January 27, 2024</div>",
	"2025-01-20T10:00:00Z", "meta", "tags that tell a change"},
    {H1 "<div>Last updated:</div><div>January 27, 2025</div>",
	"2025-01-27T00:00:00Z", "text", "a change on the line before"},
    {"<nav><time datetime=2025-02-03>3 Feb</time></nav>" H1
     "<time datetime='2025-01-27T10:00Z'>then</time>",
	"2025-01-27T10:00:00Z", "meta", "the <time> beside the headline"},
    {PAGE "<div class=related><a href=x>Another story, of another day, that "
	  "has a long title</a><time datetime=2025-02-03>3 Feb</time></div>",
	NULL, NULL, "the <time> of a related story"},
    {PAGE "<p>Seen <time datetime=2025-01-27>27 Jan</time></p>",
	"2025-01-27T00:00:00Z", "meta", "the only <time> there is"},
    {H1 "<p>SANTA CLARA, Calif., Jan. 27, 2025 (WIRE) -- " LONG LONG LONG,
	"2025-01-27T00:00:00Z", "text", "a wire's dateline"},
    {"<h1>نفاد الرقائق في السوق كلها</h1><p>كتب أحمد علي من القاهرة - الاثنين "
     "٢٧ يناير ٢٠٢٥</p>",
	"2025-01-27T00:00:00Z", "text", "an Arabic byline"},
    {"<h1>显卡租金连续第三次上涨，中介无货可卖</h1><p>作者：张三 李四 "
     "王五 稿源：某某日报社新闻中心经济编辑部 2025-01-27 10:00</p>",
	"2025-01-27T00:00:00Z", "text", "behind a long Chinese byline"},
    {"<h1>显卡租金连续第三次上涨，中介无货可卖</h1><p>2025-01-27 更新</p>",
	"2025-01-27T00:00:00Z", "text", "a change told behind, in Chinese"},
    {H1 "<p>January 20, 2025. Updated: January 27, 2025</p>",
	"2025-01-20T00:00:00Z", "text", "both in a line"},
    {H1 "<p>3/2/2025</p>" P4 "<p>25/1/2025</p>", "2025-02-03T00:00:00Z", "text",
	"another date tells the order"},
    {H1 "<p>2/3/2025</p>" P4 "<p>1/25/2025</p>", "2025-02-03T00:00:00Z", "text",
	"months first"},
    {"<html lang=en-US>" H1 "<p>2/3/2025</p>", "2025-02-03T00:00:00Z", "text",
	"the region tells the order"},
    {"<html lang=ar><h1>نفاد الرقائق في السوق كلها</h1><p>٣/٢/٢٠٢٥</p>",
	"2025-02-03T00:00:00Z", "text", "days first in Arabic"},
    {"<html lang=en>" H1 "<p>2/3/2025</p>", NULL, NULL, "English of anywhere"},
    {"<html lang=de>" H1 "<p>27.01.25</p>", "2025-01-27T00:00:00Z", "text",
	"a year of two digits where days come first"},
    {H1 "<p>27.01.25</p>", NULL, NULL, "a year of two digits, or a day"},
    {"<meta property='published-time' content='2025-02-20T10:00Z'>"
     "<meta name='published-date' content='2025-01-27'>",
	"2025-01-27T00:00:00Z", "meta", "the first of two publications"},
    {"<script type='application/ld+json'>\n<![CDATA[ {\"@type\":\"Article\","
     "\"datePublished\":\"2025-01-27\"} ]]></script>",
	"2025-01-27T00:00:00Z", "json-ld", "JSON-LD in CDATA"},
    {"<meta property='article:published_time' content='2025-02-20T01:00Z'>"
     "<meta property='article:modified_time' content='2025-02-20T01:00Z'>" H1
     "<div>February 19, 2025</div>",
	"2025-02-20T01:00:00Z", "meta", "a day off is of another zone"},
    {H1 "<p>" LONG "</p><p><span class=dateline>27 January 2025</span></p>",
	"2025-01-27T00:00:00Z", "text", "clutter that opens a paragraph"},
    {"<meta name=date content='2031-01-01'>", NULL, NULL, "in the future"},
    {"<meta name=date content='1970-01-01'>", NULL, NULL, "the epoch"},
    {"<meta name=expires content='2025-02-01'>", NULL, NULL, "an expiry"},
    {"<meta name=date content='soon'>", NULL, NULL, "no date"},
    {H1 "<p>In a sentence that goes on and on before it names, at last and "
	"in passing, the day January 27, 2025, a date is of something "
	"else.</p>",
	NULL, NULL, "inside a sentence"},
    {H1 "<p>Copyright 27 January 2025</p>", NULL, NULL, "of a right"},
    {H1 "<p>Release date: 27 January 2025</p>", NULL, NULL, "of a product"},
    {"<script type='application/ld+json'>{\"@type\":</script>" H1, NULL, NULL,
	"broken JSON"},
};

Test(html_when, believes_what_dates_the_article)
{
	char text[STAMP_TEXT_BYTES];

	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
		struct arena a = {0};
		struct html_page p;

		open_page(dates[i].html, &a, &p);
		cr_expect_str_eq(stamp_format(p.meta.when.published, text),
		    dates[i].want ? dates[i].want : "", "%s", dates[i].why);
		const char *from = html_when_name(p.meta.when.from);

		if (dates[i].from)
			cr_expect_str_eq(
			    from, dates[i].from, "%s", dates[i].why);
		else
			cr_expect_null(from, "%s", dates[i].why);
		arena_release(&a);
	}
}

static const struct {
	const char *html, *published, *updated, *why; /* days; NULL: none */
} changes[] = {
    {"<meta property='article:modified_time' content='2025-01-27T10:00Z'>" PAGE,
	NULL, "2025-01-27", "only a tag tells a change"},
    {"<script type='application/ld+json'>{\"@type\":\"Article\","
     "\"dateModified\":\"2025-01-27\"}</script>" PAGE,
	NULL, "2025-01-27", "only JSON-LD tells a change"},
    {PAGE "<p>" LONG "</p><nav>x</nav><footer>a<p>b<p>c<p>d<p>e<p>f<p>g<p>Last "
	  "modified: January 27, 2025</footer>",
	NULL, "2025-01-27", "a footer tells a change"},
    {H1 "<p>Updated January 27, 2025</p>" P4, "2025-01-27", "2025-01-27",
	"the page's own date is a change"},
    {"<h1>نفاد الرقائق في السوق كلها</h1><p>آخر تحديث: ٢٧ يناير ٢٠٢٥</p>" P4,
	"2025-01-27", "2025-01-27", "the same in Arabic"},
    {"<h1>显卡租金连续第三次上涨，中介无货可卖</h1><p>更新于"
     "2025年1月27日</p>" P4,
	"2025-01-27", "2025-01-27", "the same in Chinese"},
    {H1 "<p>January 20, 2025. Updated: January 27, 2025</p>" P4, "2025-01-20",
	"2025-01-27", "both in a line"},
    {H1 "<time datetime=2025-01-20>20</time><time class=updated "
	"datetime=2025-01-27>27</time>" P4,
	"2025-01-20", "2025-01-27", "both in <time>"},
    {H1 "<p>Updated <time datetime=2025-01-27>27 January</time></p>" P4,
	"2025-01-27", "2025-01-27", "the words before a <time>"},
    {PAGE, NULL, NULL, "none"},
};

Test(html_when, tells_changes_from_publications)
{
	char text[STAMP_TEXT_BYTES];

	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		struct arena a = {0};
		struct html_page p;
		const char *first = changes[i].published;
		const char *last = changes[i].updated;

		open_page(changes[i].html, &a, &p);
		cr_expect_str_eq(stamp_format_day(p.meta.when.published, text),
		    first ? first : "", "%s", changes[i].why);
		cr_expect_str_eq(stamp_format_day(p.meta.when.updated, text),
		    last ? last : "", "%s", changes[i].why);
		arena_release(&a);
	}
}

static const struct {
	const char *url, *tag, *want, *why; /* day; NULL: undated */
} urls[] = {
    {"http://h/2025/01/27/a", NULL, "2025-01-27", "slashes"},
    {"http://h/news-2025-01-27-a", NULL, "2025-01-27", "dashes"},
    {"http://h/20250127/a", NULL, "2025-01-27", "one run"},
    {"http://h/2025/01/27/a", "2025-01-28T01:00:00Z", "2025-01-28",
	"a tag a day off is of another zone"},
    {"http://h/2025/01/27/a", "2025-02-20", "2025-02-20",
	"what the page says beats its address"},
    {"http://h/2025/january/27/a", NULL, "2025-01-27", "a month's name"},
    {"http://h/2025/jan/", NULL, NULL, "a month's name and no day"},
    {"http://h/a/20259999", NULL, NULL, "a number"},
    {"http://h/2025/01/a", NULL, NULL, "no day"},
    {"http://h/a?d=2025/01/27", NULL, NULL, "in the query"},
    {"http://h/120250127", NULL, NULL, "a longer number"},
    {"", NULL, NULL, "nothing"},
};

Test(html_when, reads_addresses)
{
	char text[STAMP_TEXT_BYTES];

	for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
		struct html_when w;

		html_when_begin(&w, stamp_days(2025, 3, 1) * STAMP_DAY);
		if (urls[i].tag)
			html_when_offer(&w, str_of(urls[i].tag), WHEN_META);
		html_when_url(&w, str_of(urls[i].url));
		cr_expect_str_eq(stamp_format_day(w.published, text),
		    urls[i].want ? urls[i].want : "", "%s", urls[i].why);
	}
}
