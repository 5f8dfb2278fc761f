#include "parse/html_class.h"

#include <string.h>

static bool in_list(const char *word, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(word, *list) == 0)
			return true;
	return false;
}

static bool holds(struct str s, const char *const *list)
{
	char low[256];
	size_t n = s.n < sizeof low ? s.n : sizeof low - 1;

	for (size_t i = 0; i < n; i++)
		low[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] | 0x20)
							: s.p[i];
	low[n] = '\0';
	for (; *list; list++)
		if (strstr(low, *list))
			return true;
	return false;
}

/* one of the words of a class list */
static bool has_word(struct str s, const char *const *list)
{
	struct str word;

	while ((word = str_split(&s, ' ')).p)
		for (const char *const *l = list; *l; l++)
			if (str_eq_nocase(word, str_of(*l)))
				return true;
	return false;
}

bool html_is_clutter(const xmlNode *n)
{
	static const char *const names[] = {"script", "style", "noscript",
	    "template", "nav", "footer", "aside", "form", "iframe", "button",
	    "svg", "select", "input", "textarea", "figure", "figcaption",
	    "video", "audio", "object", "canvas", "dialog", "menu", "head",
	    "map", "math", "label", NULL};
	static const char *const parts[] = {"comment", "share", "social",
	    "related", "promo", "cookie", "newsletter", "subscrib", "sidebar",
	    "breadcrumb", "advert", "banner", "sponsor", "recommend", "popup",
	    "footer", "byline", "author-b", "authorbox", "author_b", "caption",
	    "toolbar", "navbar", "pagination", "paywall-p", "read-more",
	    "readmore", "more-stories", "trending", "most-read", "mostread",
	    "hot-", "rank", "login", "signup", "sign-up", "copyright",
	    "disclaimer", "outbrain", "taboola", "hidden", "skip-link",
	    "screen-reader", "sr-only", "visually-hidden", "modal", "widget",
	    "print-only", "noprint", "editor", "qrcode", "statement", "tags",
	    "taglist", "tag-list", "keyword", "mod-share", "bdshare",
	    "prevnext", "post-nav", "entry-meta", "post-meta", "article-meta",
	    "dateline", "timestamp", "publish-time", "credit", "gallery",
	    "slideshow", "infobox", "donat", NULL};
	static const char *const words[] = {"nav", "menu", "ad", "ads",
	    "ad-slot", "meta", "info", "time", "date", "toc", "top-bar",
	    "topbar", "foot", "right", "header", "tool", "tools", "pager",
	    "source", "noprint", "author", NULL};
	static const char *const roles[] = {"navigation", "complementary",
	    "contentinfo", "search", "dialog", "menu", "banner", NULL};

	if (n->type == XML_COMMENT_NODE || n->type == XML_PI_NODE)
		return true;
	if (n->type != XML_ELEMENT_NODE)
		return false;
	if (in_list((const char *)n->name, names))
		return true;
	if (html_is(n, "body") || html_is(n, "html") || html_is(n, "article") ||
	    html_is(n, "main"))
		return false;
	if (has_word(html_attr(n, "role"), roles) ||
	    str_eq(html_attr(n, "aria-hidden"), STR("true")) ||
	    html_attr(n, "hidden").p)
		return true;
	struct str style = html_attr(n, "style");

	if (str_find(style, STR("display:none"), 0) < style.n ||
	    str_find(style, STR("display: none"), 0) < style.n)
		return true;
	struct str class = html_attr(n, "class"), id = html_attr(n, "id");

	/* a paragraph is text whatever its class, but for captions and ads */
	if (html_is(n, "p") || html_is(n, "span") || html_is(n, "em") ||
	    html_is(n, "strong") || html_is(n, "a"))
		return has_word(class, words) || holds(class, parts + 17);
	return has_word(class, words) || has_word(id, words) ||
	       holds(class, parts) || holds(id, parts);
}

int html_body_tier(const xmlNode *n)
{
	static const char *const best[] = {"articlebody", "article-body",
	    "article__body", "article_body", "story-body", "storybody",
	    "story__body", "entry-content", "post-content", "post-body",
	    "postbody", "post_body", "article-content", "article__content",
	    "article_content", "articlecontent", "article-text", "articletext",
	    "artibody", "article-detail", "body-content", "story-content",
	    "content-body", "news-content", "newscontent", "news_content",
	    "rich_media_content", "main-content-article", "td-post-content",
	    "wysiwyg", "field-name-body", "text-article", NULL};
	static const char *const story[] = {"story", "article", "content-main",
	    "maincontent", "main-content", "main_content", "single-content",
	    "blog-post", "news-detail", "detail", NULL};
	struct str class = html_attr(n, "class"), id = html_attr(n, "id");

	if (n->type != XML_ELEMENT_NODE)
		return 0;
	if (str_eq_nocase(html_attr(n, "itemprop"), STR("articleBody")) ||
	    holds(class, best) || holds(id, best))
		return 1;
	if (html_is(n, "article"))
		return 2;
	if ((html_is(n, "div") || html_is(n, "section") || html_is(n, "td")) &&
	    (holds(class, story) || holds(id, story) ||
		str_eq(id, STR("content")) || str_eq(class, STR("content"))))
		return 3;
	if (html_is(n, "main") || str_eq(html_attr(n, "role"), STR("main")))
		return 4;
	return 0;
}

bool html_is_block(const xmlNode *n)
{
	static const char *const names[] = {"p", "div", "section", "article",
	    "main", "header", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
	    "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "table",
	    "tbody", "thead", "tr", "body", "center", "address", "hr", "br",
	    "form", "fieldset", "figure", "details", "summary", "td", "th",
	    NULL};

	return n->type == XML_ELEMENT_NODE &&
	       in_list((const char *)n->name, names);
}
