#include "parse/html_class.h"

#include "parse/table.h"

#include <string.h>

enum { CLASS_MAX_BYTES = 512, NO_ROW = 0xFFFF };
enum mark { CUT = 1, BODY = 2, STORY = 4, KEEP = 8 };

static bool in_list(const xmlChar *name, const char *const *list)
{
	for (; *list; list++)
		if (strcmp((const char *)name, *list) == 0)
			return true;
	return false;
}

void html_class_index(struct class_index *x)
{
	memset(x, 0xFF, sizeof *x);
	for (size_t i = 0; table_classes[i].key; i++) {
		const char *k = table_classes[i].key;
		size_t c = (unsigned char)(*k == '<' ? k[1] : *k) & 127;

		if (i >= sizeof x->next / sizeof *x->next)
			BUG("more class patterns than the index holds");
		x->next[i] = x->first[c];
		x->first[c] = (unsigned short)i;
	}
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* does the pattern match at s[at]? */
static bool matches(const char *pattern, const char *s, size_t n, size_t at)
{
	bool begins = *pattern == '<';
	size_t len = strlen(pattern += begins);
	bool ends = pattern[len - 1] == '>';

	len -= ends;
	return n - at >= len && memcmp(s + at, pattern, len) == 0 &&
	       !(begins && at > 0 && is_word(s[at - 1])) &&
	       !(ends && at + len < n && is_word(s[at + len]));
}

static unsigned mark_of(const char *value)
{
	return *value == 'c'   ? CUT
	       : *value == 'b' ? BODY
	       : *value == 's' ? STORY
			       : KEEP;
}

static unsigned marks(const struct class_index *x, struct str s)
{
	char low[CLASS_MAX_BYTES];
	size_t n = s.n < sizeof low ? s.n : sizeof low;
	unsigned all = 0;

	for (size_t i = 0; i < n; i++)
		low[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] | 0x20)
							: s.p[i];
	for (size_t i = 0; i < n; i++) {
		size_t c = (unsigned char)low[i];
		unsigned row = c < 128 ? x->first[c] : NO_ROW;

		for (; row != NO_ROW; row = x->next[row])
			if (matches(table_classes[row].key, low, n, i))
				all |= mark_of(table_classes[row].value);
	}
	return all;
}

static bool is_hidden(const xmlNode *n)
{
	struct str style = html_attr(n, "style");

	return html_attr(n, "hidden").p ||
	       str_eq(html_attr(n, "aria-hidden"), STR("true")) ||
	       str_find(style, STR("display:none"), 0) < style.n ||
	       str_find(style, STR("display: none"), 0) < style.n;
}

static bool is_clutter_role(struct str role)
{
	static const char *const roles[] = {"navigation", "complementary",
	    "contentinfo", "search", "dialog", "menu", "banner", "toolbar",
	    NULL};

	for (const char *const *r = roles; role.n && *r; r++)
		if (str_eq_nocase(role, str_of(*r)))
			return true;
	return false;
}

static enum html_tier tier_of(const xmlNode *n, unsigned all)
{
	if (str_eq_nocase(html_attr(n, "itemprop"), STR("articleBody")) ||
	    (all & BODY))
		return TIER_BODY;
	if (html_is(n, "article"))
		return TIER_ARTICLE;
	if (html_is(n, "main") || str_eq(html_attr(n, "role"), STR("main")))
		return TIER_MAIN;
	return all & STORY ? TIER_STORY : TIER_NONE;
}

/* is it a part of a paragraph? */
static bool in_sentence(const xmlNode *n)
{
	return html_is(n->parent, "p") || html_is(n->parent, "li") ||
	       html_is(n->parent, "em") || html_is(n->parent, "strong");
}

struct html_class html_classify(const struct class_index *x, const xmlNode *n)
{
	static const char *const never[] = {"script", "style", "noscript",
	    "template", "iframe", "select", "textarea", "head", "title",
	    "ix:header", NULL};
	/* unclosed ones hold whole pages: they are clutter, not nothing */
	static const char *const tags[] = {"nav", "footer", "aside",
	    "figcaption", "figure", "label", "button", "svg", "video", "audio",
	    "object", "canvas", "dialog", "menu", "map", "math", NULL};
	static const char *const plain[] = {
	    "a", "em", "strong", "b", "i", "code", "h1", "h2", "h3", NULL};
	static const char *const inlines[] = {
	    "span", "small", "sup", "sub", "time", "font", "u", NULL};
	struct html_class c = {0};

	if (n->type != XML_ELEMENT_NODE) {
		c.drop = n->type == XML_COMMENT_NODE || n->type == XML_PI_NODE;
		return c;
	}
	c.drop = in_list(n->name, never);
	if (c.drop || html_is(n, "body") || html_is(n, "html"))
		return c;
	unsigned all = 0;

	if (!in_list(n->name, plain))
		all = marks(x, html_attr(n, "class")) |
		      marks(x, html_attr(n, "id"));
	c.tier = tier_of(n, all);
	c.cut = is_hidden(n) && !(all & KEEP);
	c.cut |= !(all & KEEP) && (in_list(n->name, tags) ||
				      is_clutter_role(html_attr(n, "role")));
	if ((all & CUT) && !(all & KEEP) && c.tier != TIER_BODY &&
	    !html_is(n, "article") && !html_is(n, "main"))
		c.cut = true;
	/* inside a sentence it is left out without an end of the line */
	if (c.cut && in_list(n->name, inlines) && in_sentence(n)) {
		c.cut = false;
		c.drop = true;
	}
	return c;
}

bool html_is_block(const xmlNode *n)
{
	static const char *const names[] = {"p", "div", "section", "article",
	    "main", "header", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
	    "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "table",
	    "tbody", "thead", "tr", "body", "center", "address", "hr", "br",
	    "form", "fieldset", "figure", "details", "summary", "td", "th",
	    "nav", "aside", NULL};

	return n->type == XML_ELEMENT_NODE && in_list(n->name, names);
}
