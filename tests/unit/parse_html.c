#include "parse/html/body.h"
#include "parse/html/class.h"
#include "parse/html/rescue.h"
#include "parse/html/title.h"

#include <criterion/criterion.h>
#include <libxml/parser.h>
#include <string.h>

#define LONG                                                                   \
	"The price of a rented card went up again this week, the third rise "  \
	"in a row, and no broker that we asked had any left to sell at all. "
#define LONGER LONG LONG LONG
#define LONG_AR                                                                                                                     \
	"ارتفع سعر تأجير البطاقة مرة أخرى هذا الأسبوع، وهو الارتفاع الثالث " \
	"على "                                                                                                                   \
	"التوالي، ولم يبق لدى أي وسيط سألناه شيء يبيعه."
#define LONG_ZH                                                                                                  \
	"本周显卡租金再次上涨，这已是连续第三次上涨，我们询问的中介手里都已经" \
	"没有货了，"                                                                                        \
	"交货时间也从四周延长到了十周以上。"

struct page {
	struct html_tree tree;
	struct html_blocks blocks;
	struct html_meta meta;
	struct html_title title;
	struct html_body body;
	struct arena arena;
};

static void open_page(struct page *p, const char *html)
{
	struct err e = {0};

	*p = (struct page){0};
	cr_assert_eq(
	    html_tree_parse(&p->tree, str_of(html), &e), 0, "%s", e.text);
	html_meta_read(
	    &p->tree, &p->arena, stamp_days(2025, 3, 1) * STAMP_DAY, &p->meta);
	html_blocks_read(&p->tree, &p->arena, &p->blocks);
	html_title_find(&p->tree, &p->blocks, &p->meta, &p->arena, &p->title);
	html_rescue_text(&p->blocks, p->title.block);
	html_body_extract(&p->blocks, &p->arena, p->title.block, &p->body);
}

static void close_page(struct page *p)
{
	html_tree_release(&p->tree);
	arena_release(&p->arena);
	xmlCleanupParser();
}

/* what must be in the text, and what must not */
static const struct {
	const char *html, *with, *without, *why;
} bodies[] = {
    {"<article><p>" LONG "</p><div style='display:none'><p>An answer that "
     "unfolds: " LONG "</p></div><div hidden>A short one</div></article>",
	"An answer that unfolds", "A short one", "an accordion is text"},
    {"<article><p>" LONG "</p><div class='hidden md:block'><p>" LONG_ZH LONG_ZH
     "</p></div>"
     "</article>",
	"没有货了", "nowhere", "hidden on small screens, in Chinese"},
    {"<article><p>" LONG_AR "</p><div hidden><p>جواب: " LONG_AR LONG_AR
     "</p></div></article>",
	"جواب", "nowhere", "an accordion in Arabic"},
    {"<div class=post-content><p>" LONG "</p></div><nav>Your mail</nav>"
     "<div class=post-content><p>The second part: " LONG "</p></div>",
	"The second part", "Your mail", "a text in two parts"},
    {"<article><p>" LONGER
     "</p></article><div class=comments><p>A reader: " LONG "</p></div>",
	"third rise", "A reader", "comments are out"},
    {"<nav><a href=x>Home of it</a></nav><article><p>" LONG "</p></article>",
	"third rise", "Home of it", "navigation is out"},
    {"<div class=entry-content><p>" LONG "</p><ul class=share><li>Tweet this "
     "to all</ul></div>",
	"third rise", "Tweet this", "a share bar is out"},
    {"<article><p>" LONG "</p><figure><figcaption>A caption of a picture that "
     "goes on for quite some time and more</figcaption></figure></article>",
	"third rise", "caption", "a caption is out"},
    {"<article><p>" LONG "</p><div class=related-posts><p>Another story that "
     "has nothing to do with this one, told at length here</p></div></article>",
	"third rise", "Another story", "related stories are out"},
    {"<article><p>" LONG "</p><aside>An aside that tells of something else "
     "that is long enough to be kept</aside></article>",
	"third rise", "An aside", "an aside is out"},
    {"<div id=cookie-banner><p>We use cookies to make this site work, and for "
     "much else that we do not tell</p></div><article><p>" LONG "</article>",
	"third rise", "cookies", "a cookie banner is out"},
    {"<article><p>" LONG "</p><ul><li>First point of the list</li><li>Second "
     "point of it</li></ul><p>" LONG "</p></article>",
	"First point", "<", "a list is in"},
    {"<article><h2>What sold out</h2><p>" LONG "</p><blockquote>We have none "
     "left</blockquote></article>",
	"What sold out", "<", "a heading is in"},
    {"<article><p>" LONG "</p><blockquote>We have none left</blockquote>",
	"none left", "<", "a quotation is in"},
    {"<p hidden>An hidden paragraph that nobody sees at all, ever</p>"
     "<article><p>" LONG "</article>",
	"third rise", "nobody sees", "what is hidden is out"},
    {"<body><div><span>" LONG "</span><br><br><span>" LONG "</span></div>",
	"third rise", "<", "text without paragraphs"},
    {"<body><table><tr><td><a href=x>Menu of things</a><td>" LONG "</table>",
	"third rise", "Menu of", "a page laid out as a table"},
    {"<button><div><article><p>" LONGER "</article></div>", "third rise", "<",
	"an element left open that would hide the page"},
    {"<div class=sidebar-layout><article><p>" LONGER "</article></div>",
	"third rise", "<", "a clutter word on what holds the article"},
    {"<header><h1>Cards are sold out</h1></header><p>Standfirst of the story "
     "which says in short what it is that follows, why it matters, to "
     "whom.</p><div "
     "class=article-body><p>" LONGER "</div>",
	"Standfirst", "<", "the standfirst above the text's box"},
    {"<article><h1>T</h1><div class=rich-text><p>" LONGER "</div><div "
     "class=ad>Buy this</div><div class=rich-text><p>Second part. " LONGER
     "</div><div class=rich-text><p>Third part. " LONGER "</div></article>",
	"Third part", "Buy this", "a text in several boxes"},
    {"<article><p>" LONG_AR "</p><p>شارك المقال</p></article>", "الثالث",
	"شارك", "Arabic"},
    {"<div class=article-content><p>" LONG_ZH "</p><p>责任编辑：张三</p></div>",
	"连续第三次", "责任编辑", "Chinese"},
    {"<article><p>" LONGER "</p><h3>Related stories</h3><div><p>Another story "
     "told at length, with nothing to do with it at all</p></div></article>",
	"third rise", "Another story", "a line that ends the text"},
    {"<article><p>" LONG_AR LONG_AR LONG_AR
     "</p><p>اقرأ أيضا:</p><p>خبر آخر لا "
     "علاقة له بهذا الموضوع</p></article>",
	"الثالث", "خبر آخر", "a line that ends the text, in Arabic"},
    {"<div class=content><p>" LONG_ZH LONG_ZH LONG_ZH "</p><p>相关阅读：</p>"
     "<p>另外一条新闻，与本文没有任何关系</p></div>",
	"连续第三次", "另外一条", "a line that ends the text, in Chinese"},
    {"<article><p>Related stories</p><p>" LONGER "</p></article>", "third rise",
	"<", "such a line in front of the text"},
    {"<article><div><p>" LONGER "</p></div><div><h4><a href=x>A long title of "
     "one page</a></h4><p>" LONG "</p></div><div><h4><a href=x>A long title of "
     "two page</a></h4><p>Short</p></div><div><h4><a href=x>A long title of "
     "last page</a></h4></div></article>",
	"third rise", "last page", "teasers at the end"},
    {"<article><div class=contextmenu><p>" LONGER "</p></div></article>",
	"third rise", "<", "a text whose class sounds like a menu"},
    {"<article><p>" LONG "</p><div class='elementor-widget-text-editor'><p>"
     "The widget of an editor: " LONG "</p></div></article>",
	"The widget of", "<", "a text editor's box"},
    {"<article><p>" LONG "</p><figure><table><tr><td>Card<td>Price</table>"
     "<figcaption>A caption</figcaption></figure></article>",
	"Price", "A caption", "a table in a figure"},
    {"<article><p>" LONG "</p><figure><blockquote>We have none left"
     "</blockquote></figure></article>",
	"none left", "<", "a quotation in a figure"},
    {"<h1>Cards are sold out</h1><article><p>" LONGER "</p></article><div "
     "class=full-gallery><p>A picture of it: " LONGER LONGER "</p></div>",
	"third rise", "A picture", "a gallery longer than the text"},
    {"<article><p>" LONG "</p><ul><li><a href=x>A source of it</a><li>" LONG
     "</ul></article>",
	"A source of it", "<", "an item that is a link, in a list of text"},
    {"<article><h2><a href=x>A card to buy</a></h2><p>" LONGER "</p></article>",
	"A card to buy", "<", "a heading that is a link, over text"},
    {"<h1>Cards are sold out</h1><div class=teaser>A standfirst that says in "
     "short what it is that follows in the text below, and why it "
     "matters</div><div "
     "class=article-body><p>" LONGER
     "</p><div class=teaser>Another page, which is told here in a line "
     "or two</div></div>",
	"A standfirst", "Another page", "a teaser behind the headline alone"},
    {"<article><p>" LONGER LONGER "</p><p style='visibility:hidden'>" LONG_ZH
     "</p></article>",
	"third rise", "没有货", "a paragraph that is not shown"},
    {"<article><h1>T</h1><div>The first line of a text that is<br>parted by "
     "breaks alone, a line of fifty<br>letters each, as old pages write them,"
     "<br>and some new ones that keep poems<br>do, down to the very last "
     "line</div></article>",
	"some new ones", "<", "short lines that breaks part"},
    {"<article><h1>ع</h1><div>هذا هو السطر الأول من نص قصير<br>تفصل بين سطوره "
     "فواصل وحدها<br>كما كانت تفعل الصفحات القديمة<br>وكما يفعل بعض الجديد "
     "منها<br>وهذا هو السطر الأخير من النص<br>ثم لا شيء بعده على "
     "الإطلاق<br>إلا "
     "هذه الكلمات القليلة الأخيرة</div></article>",
	"السطر الأخير", "<", "short lines in Arabic"},
    {"<article><h1>文</h1><div>这是一段短文的第一行<br>各行之间只有换行分开<br>"
     "旧的网页大多这样书写<br>有些新的网页也是如此<br>直到这里才是最后一行<br>"
     "后面再也没有什么内容了<br>只剩下这几个字而已</div></article>",
	"最后一行", "<", "short lines in Chinese"},
    {"<article><p>" LONG
     "</p><div id=sharing-with-a-single-broker><p>A part of "
     "it: " LONG "</p></div></article>",
	"A part of", "<", "an id that is a heading's words"},
    {"<div>A short line.</div><a href=x>Menu</a>", "A short line", "Menu",
	"all there is is short"},
    {"<p>it&#146;s " LONG, "it’s", "<", "a reference of windows-1252"},
    {"<p>a<script>var hidden = 1;</script><style>p{}</style> " LONG, "third",
	"hidden", "scripts and styles are out"},
};

Test(html_body, holds_the_article_and_no_clutter)
{
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		struct page p;

		open_page(&p, bodies[i].html);
		struct str text = p.body.text;

		cr_expect_lt(str_find(text, str_of(bodies[i].with), 0), text.n,
		    "%s: '%.*s'", bodies[i].why, STR_ARG(text));
		cr_expect_eq(str_find(text, str_of(bodies[i].without), 0),
		    text.n, "%s: '%.*s'", bodies[i].why, STR_ARG(text));
		close_page(&p);
	}
}

Test(html_body, of_nothing_is_nothing)
{
	struct page p;

	open_page(&p, "<html><body><script>x</script></body></html>");
	cr_expect_not(p.body.text.n);
	cr_expect_not(p.title.text.n);
	cr_expect_eq(p.meta.when.published, STAMP_NONE);
	close_page(&p);
}

static const struct {
	const char *html, *want, *why;
} titles[] = {
    {"<title>Cards are sold out | The Ledger</title>", "Cards are sold out",
	"the site behind a bar"},
    {"<title>Cards are sold out - The Ledger</title><h1>Cards are sold out"
     "</h1>",
	"Cards are sold out", "the heading says where it ends"},
    {"<title>Cards - and servers</title><h1>Cards - and servers</h1>",
	"Cards - and servers", "a dash of the headline's own"},
    {"<meta property=og:title content='Cards are sold out'>"
     "<meta property=og:site_name content=Ledger><title>Ledger</title>",
	"Cards are sold out", "Open Graph"},
    {"<meta property=og:title content='Cards: none left | Ledger'>"
     "<meta property=og:site_name content=Ledger>",
	"Cards: none left", "Open Graph that names the site too"},
    {"<meta property=og:title content='It&amp;#39;s sold out everywhere'>",
	"It's sold out everywhere", "escaped twice"},
    {"<script type='application/ld+json'>{\"@type\":\"NewsArticle\","
     "\"headline\":\"Cards are\nsold out\"}</script>",
	"Cards are sold out", "JSON-LD with a bare line end"},
    {"<title>نفاد الرقائق | الصحيفة</title>", "نفاد الرقائق", "Arabic"},
    {"<title>显卡租金连续上涨_某某网</title>", "显卡租金连续上涨", "Chinese"},
    {"<h1>Only a heading of the page</h1>", "Only a heading of the page",
	"no title"},
    {"<h1>News</h1><title>Cards are sold out</title>", "Cards are sold out",
	"a heading that is the section's"},
    {"<title>Sold out everywhere | An Association of Card Makers and "
     "Sellers</title>",
	"Sold out everywhere", "a long name behind a bar"},
    {"<title>The Ledger » Archive » Cards are sold out everywhere</title>"
     "<h2><a href=/>The Ledger</a></h2><h2>Cards are sold out everywhere</h2>",
	"Cards are sold out everywhere", "the part that is a heading"},
    {"<title>显卡租金连续第三次上涨-经济-某某网</title>",
	"显卡租金连续第三次上涨-经济", "a dash without blanks, in Chinese"},
    {"<title>نفاد الرقائق في الأسواق | الموقع العربي للأخبار</title>",
	"نفاد الرقائق في الأسواق", "a bar, in Arabic"},
    {"<p>words", NULL, "none"},
};

Test(html_title, is_without_the_site)
{
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
		struct page p;

		open_page(&p, titles[i].html);
		struct str got = p.title.text;

		cr_expect(titles[i].want ? str_eq(got, str_of(titles[i].want))
					 : !got.n,
		    "%s: '%.*s'", titles[i].why, STR_ARG(got));
		close_page(&p);
	}
}

Test(html_meta, names_authors_once)
{
	struct page p;

	open_page(&p,
	    "<meta name=author content='A. Writer'><meta name=author "
	    "content='http://h/a'><script "
	    "type='application/ld+json'>{\"@type\":"
	    "\"Article\",\"author\":[{\"name\":\"A. Writer\"},\"B. Other\"],"
	    "\"isAccessibleForFree\":\"False\",\"publisher\":{\"name\":\"L\"}}"
	    "</script><link rel=canonical href=/x><html lang=ar>");
	cr_assert_eq(p.meta.n_authors, 2);
	cr_expect(str_eq(p.meta.authors[0], STR("A. Writer")));
	cr_expect(str_eq(p.meta.authors[1], STR("B. Other")));
	cr_expect(p.meta.ld_partial);
	cr_expect(str_eq(p.meta.site, STR("L")));
	cr_expect(str_eq(p.meta.canonical, STR("/x")));
	close_page(&p);
}

static const struct {
	const char *tag;
	bool drop, cut;
	enum html_tier tier;
	const char *why;
} classes[] = {
    {"<div class='post-content x'>", false, false, TIER_BODY, "a body"},
    {"<div itemprop=articleBody>", false, false, TIER_BODY, "microdata"},
    {"<article>", false, false, TIER_ARTICLE, "an article"},
    {"<div id=content>", false, false, TIER_STORY, "a story"},
    {"<div role=main>", false, false, TIER_MAIN, "a main"},
    {"<div class=Social-Share>", false, true, TIER_NONE, "capitals"},
    {"<div class='has-sidebar'>", false, false, TIER_NONE, "no clutter"},
    {"<div class='navigate-away'>", false, true, TIER_NONE, "begins so"},
    {"<div class='unrelated'>", false, true, TIER_NONE, "holds it"},
    {"<div class='ads'>", false, true, TIER_NONE, "a whole word"},
    {"<div class='loads'>", false, false, TIER_NONE, "no word of its own"},
    {"<div style='display: none'>", false, true, TIER_NONE, "hidden"},
    {"<div role=navigation>", false, true, TIER_NONE, "a role"},
    {"<nav>", false, true, TIER_NONE, "a tag"},
    {"<script>", true, false, TIER_NONE, "never text"},
    {"<div>", false, false, TIER_NONE, "nothing told"},
};

Test(html_class, is_told_by_names)
{
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
		struct html_tree t;
		struct err e = {0};
		char page[200];
		struct class_index x;

		html_class_index(&x);
		(void)snprintf(page, sizeof page, "<body>%s", classes[i].tag);
		cr_assert_eq(html_tree_parse(&t, str_of(page), &e), 0);
		xmlNodePtr n = t.root;

		while (n->last && n->last->type == XML_ELEMENT_NODE)
			n = n->last;
		struct html_class c = html_classify(&x, n, html_tag(&x, n));

		cr_expect_eq(c.drop, classes[i].drop, "%s", classes[i].why);
		cr_expect_eq(c.cut, classes[i].cut, "%s", classes[i].why);
		cr_expect_eq(c.tier, classes[i].tier, "%s", classes[i].why);
		html_tree_release(&t);
	}
	xmlCleanupParser();
}

Test(html_blocks, boxes_are_ranges_of_blocks)
{
	struct page p;

	open_page(&p, "<div>a<p>b</p><div>c</div>d</div><ul><li>e<li>f</ul>");
	cr_assert_eq(p.blocks.n_blocks, 6);
	for (size_t x = 1; x < p.blocks.n_boxes; x++) {
		const struct html_box *b = &p.blocks.box[x];

		cr_expect_lt(b->parent, x);
		cr_expect_leq(b->begin, b->end);
		cr_expect_geq(b->begin, p.blocks.box[b->parent].begin);
		cr_expect_leq(b->end, p.blocks.box[b->parent].end);
	}
	for (size_t i = 0; i < 6; i++)
		cr_expect_eq(
		    html_block_text(&p.blocks, i).p[0], (char)('a' + (int)i));
	close_page(&p);
}
