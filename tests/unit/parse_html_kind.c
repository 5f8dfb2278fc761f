#include "parse/html/page.h"

#include <criterion/criterion.h>
#include <libxml/parser.h>
#include <string.h>

enum { LANGS = 3 };

/* in a template: $0 to $5 a headline, $H the next one of them, $T a teaser, $P
 * a paragraph, $M "read more", $W a demand to pay, $L "live" */
static const char *const headlines[LANGS][6] = {
    {"Shares fall as a cheap model unsettles the market",
	"Card makers rally after export rules are eased",
	"Spending plan of the cloud lifted to a record",
	"Why cheaper models may raise demand for compute",
	"Builders struggle to find transformers anywhere",
	"Packaging is sold out until the end of next year"},
    {"أسهم الشركة تتراجع بعد إطلاق النموذج الجديد",
	"صعود شركات الرقائق بعد تخفيف قيود التصدير",
	"رفع خطة الإنفاق الرأسمالي إلى مستوى قياسي",
	"لماذا قد يزيد رخص النماذج الطلب على الحوسبة",
	"شركات البناء تواجه نقصا في المحولات الكهربائية",
	"الطاقة الإنتاجية محجوزة حتى نهاية العام المقبل"},
    {"新模型引发市场担忧，公司股价下跌", "出口限制放宽后芯片股集体上涨",
	"云服务商将资本支出计划上调至历史最高",
	"为什么更便宜的模型反而会增加需求", "数据中心建设商难以买到变压器",
	"先进封装产能已售罄至明年年底"}};
static const char *const teasers[LANGS] = {
    "The company said on Monday that orders for the quarter had outrun supply, "
    "and that it expected the shortage to last.",
    "قالت الشركة يوم الاثنين إن الطلبات خلال الربع الحالي تجاوزت العرض، وإنها "
    "تتوقع أن يستمر النقص.",
    "该公司周一表示，本季度订单已超过供应能力，预计短缺状况仍将持续。"};
static const char *const paragraphs[LANGS] = {
    "Brokers that we asked had none left, prices rose for the third week in a "
    "row, and delivery times have grown from four weeks to ten, which nobody "
    "in the trade had expected when the year began with empty order books.",
    "أكد الوسطاء الذين سألناهم أنه لم يبق لديهم شيء للبيع، وأن الأسعار ارتفعت "
    "للأسبوع الثالث على التوالي، وأن مدة التسليم زادت من أربعة أسابيع إلى "
    "عشرة، وهو ما لم يتوقعه أحد في السوق عند بداية العام.",
    "我们询问的中介手里都已经没有货了，价格连续第三周上涨，交货时间也从四周延长"
    "到了十周以上，而年初的时候，业内没有人预料到会出现这样的情况，当时订单还很"
    "少。"};
static const char *const more[LANGS] = {"Read more", "اقرأ المزيد", "阅读全文"};
static const char *const walls[LANGS] = {
    "Subscribe to continue reading", "اشترك لمواصلة القراءة", "订阅后继续阅读"};
static const char *const live[LANGS] = {"Live", "بث مباشر", "直播"};

static void fill(struct buf *to, const char *template, int lang, size_t n)
{
	for (const char *c = template; *c; c++) {
		if (*c != '$') {
			buf_char(to, *c);
			continue;
		}
		c++;
		buf_puts(to, *c == 'H'   ? headlines[lang][n % 6]
			     : *c == 'T' ? teasers[lang]
			     : *c == 'P' ? paragraphs[lang]
			     : *c == 'M' ? more[lang]
			     : *c == 'W' ? walls[lang]
			     : *c == 'L' ? live[lang]
					 : headlines[lang][*c - '0']);
	}
}

enum want { ARTICLE, LISTING, PARTIAL };

#define MENU                                                                   \
	"<ul class=menu><li><a href=/a>News</a><li><a href=/b>Tech</a></ul>"
#define LD(s) "<script type='application/ld+json'>{" s "}</script>"
#define P6 "<p>$P</p><p>$P</p><p>$P</p><p>$P</p><p>$P</p><p>$P</p>"

static const struct {
	const char *before, *each;
	size_t times;
	const char *after, *url;
	enum want want;
	const char *why;
} pages[] = {
    {MENU "<main><h1>News</h1>",
	"<div><h2><a href=x>$H</a></h2><p>$T</p></div>", 12, "", NULL, LISTING,
	"teasers"},
    {MENU "<main>",
	"<article><h2><a href=x>$H</a></h2><time>1</time><p>$T</p><a "
	"href=x>$M</a></article>",
	8, "", NULL, LISTING, "an <article> a teaser"},
    {"<h1>News</h1><ul>", "<li><a href=x>$H</a></li>", 24, "</ul>", NULL,
	LISTING, "nothing but links"},
    {"<table>", "<tr><td><a href=x>$H</a><td>2025-01-01</tr>", 20, "</table>",
	NULL, LISTING, "a table of links"},
    {LD("\"@type\":\"CollectionPage\"") "<h1>News</h1>",
	"<h2><a href=x>$H</a></h2><p>$T</p>", 7, "", NULL, LISTING,
	"JSON-LD says so"},
    {"<meta property=og:type content=website>",
	"<h3><a href=x>$H</a></h3><p>$T</p>", 10, "", "http://h.example/",
	LISTING, "a front page"},
    {LD("\"@type\":\"NewsArticle\",\"headline\":\"a\""),
	"<h3><a href=x>$H</a></h3>", 12, "", "http://h.example", LISTING,
	"a front page that names an article"},
    {"<main>", "<a href=x><h3>$H</h3><p>$T</p></a>", 12, "", NULL, LISTING,
	"teasers that are links as a whole"},
    {"<div id=main>",
	"<div class='post hentry'><h2><a href=x>$H</a></h2>" P6 "</div>", 4,
	"</div>", NULL, LISTING, "whole articles glued together"},
    {"<title>$L: $0</title><h1>$L: $0</h1>", "<p>10:3$0 $P</p><h3>09:15</h3>",
	6, "", NULL, LISTING, "a ticker by its name and times"},
    {LD("\"@type\":\"LiveBlogPosting\",\"headline\":\"$0\","
	"\"liveBlogUpdate\":[{},{}]") "<h1>$0</h1>",
	"<p>$P</p>", 6, "", NULL, LISTING, "a ticker by JSON-LD"},

    {"<h1>$0</h1>", "<p>$P</p>", 6, "", NULL, ARTICLE, "an article"},
    {"<h1>$0</h1><p>$P</p><p>$P</p><p>$P</p><div class=more>",
	"<li><a href=x>$H</a></li>", 20, "</div>", NULL, ARTICLE,
	"a short one and many links"},
    {"<article><h1>$0</h1>" P6 "</article>",
	"<article><h3><a href=x>$H</a></h3><p>$T</p></article>", 6, "", NULL,
	ARTICLE, "related teasers behind it"},
    {"<article><h1><a href=x>$0</a></h1>" P6 "</article>",
	"<article><h3><a href=x>$H</a></h3><p>$T</p></article>", 4, "", NULL,
	ARTICLE, "a headline that is a link to itself"},
    {"<meta property=og:type content=article><h1>$0</h1>",
	"<h2><a href=x>$H</a></h2><p>$P</p><p>$P</p><p>$P</p>", 5, "", NULL,
	ARTICLE, "a round-up of linked headings"},
    {"<h1>$L: $0</h1>", "<p>$P</p>", 6, "", NULL, ARTICLE,
	"the word for live in a headline"},
    {"<h1>$0</h1><p>10:30 $P</p>", "<p>$P</p>", 5, "", NULL, ARTICLE,
	"one time of day"},
    {LD("\"@type\":\"NewsArticle\",\"isAccessibleForFree\":false") "<h1>$0"
								   "</h1>",
	"<p>$P</p>", 8, "", NULL, ARTICLE, "all is there, free or not"},
    {"<h1>$0</h1>", "<p>$P</p>", 6,
	"<div class=related><h3><a href=x>$1</a></h3><a href=y>$M</a></div>",
	NULL, ARTICLE, "a related story that goes on elsewhere"},
    {"<h1>$0</h1><p>$P $W, they said. $P</p>", "<p>$P</p>", 30, "", NULL,
	ARTICLE, "a text that speaks of paying"},

    {"<h1>$0</h1><p>$P</p>", "<p>$P</p>", 2, "<div><p>$W</p></div>", NULL,
	PARTIAL, "a demand to pay"},
    {"<h1>$0</h1><p>$P</p>", "<p>$P</p>", 2,
	"<div class=paywall-box><p>$W</p></div>", NULL, PARTIAL,
	"a demand to pay in a box"},
    {"<h1>$0</h1><p>$P</p><p>$T…</p>", "", 0, "", NULL, PARTIAL,
	"an ellipsis at the end"},
    {"<h1>$0</h1><p>$P</p>", "", 0, "<a href=x>$M</a>", NULL, PARTIAL,
	"a teaser with a link to the rest"},
    {LD("\"@type\":\"NewsArticle\",\"isAccessibleForFree\":\"False\"") "<h1>$0"
								       "</h1>",
	"<p>$P</p>", 1, "", NULL, PARTIAL, "not free, and short"},
    {LD("\"@type\":\"NewsArticle\",\"wordCount\":\"900\"") "<h1>$0</h1>",
	"<p>$P</p>", 2, "", NULL, PARTIAL, "fewer words than counted"},
};

Test(html_kind, tells_articles_from_listings_and_parts)
{
	const struct str none = {NULL, 0};

	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		for (int lang = 0; lang < LANGS; lang++) {
			struct arena a = {0};
			struct html_page p = {0};
			struct err e = {0};
			struct buf b;

			buf_init(&b, 1 << 20);
			fill(&b, pages[i].before, lang, 0);
			for (size_t k = 0; k < pages[i].times; k++)
				fill(&b, pages[i].each, lang, k);
			fill(&b, pages[i].after, lang, 0);
			cr_assert_eq(
			    html_page_read(buf_view(&b),
				pages[i].url ? str_of(pages[i].url) : none,
				STAMP_NONE, &a, &p, &e),
			    0);
			cr_expect_eq(p.listing, pages[i].want == LISTING,
			    "%s, language %d", pages[i].why, lang);
			if (pages[i].want != LISTING)
				cr_expect_eq(p.partial,
				    pages[i].want == PARTIAL, "%s, language %d",
				    pages[i].why, lang);
			buf_release(&b);
			arena_release(&a);
		}
	xmlCleanupParser();
}

Test(html_kind, of_nothing_is_nothing)
{
	static const char *const empty[] = {"<p>", "<html></html>", "x",
	    "<script type='application/ld+json'>{\"@type\":[null,1]}</script>",
	    "<a href=x>y</a>"};

	for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
		struct arena a = {0};
		struct html_page p = {0};
		struct err e = {0};
		const struct str none = {NULL, 0};

		(void)html_page_read(
		    str_of(empty[i]), none, STAMP_NONE, &a, &p, &e);
		cr_expect_not(p.listing);
		cr_expect_not(p.partial);
		arena_release(&a);
	}
	xmlCleanupParser();
}
