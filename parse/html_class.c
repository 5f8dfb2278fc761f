#include "parse/html_class.h"

#include "parse/table.h"

#include <string.h>

enum { CLASS_MAX_BYTES = 512, NO_ROW = 0xFFFF };
enum mark { CUT = 1, BODY = 2, STORY = 4, KEEP = 8, HIDDEN = 16 };

void html_class_index(struct class_index *x)
{
	memset(x, 0xFF, sizeof *x);
	for (size_t i = 0; table_classes[i].key; i++) {
		const char *k = table_classes[i].key;
		size_t c = (unsigned char)(*k == '<' ? k[1] : *k) & 127;

		if (i >= sizeof x->next / sizeof *x->next)
			BUG("more class patterns than the index holds");
		size_t n = strlen(k);

		n -= (size_t)(*k == '<') + (size_t)(k[n - 1] == '>');
		x->length[i] = (unsigned char)n;
		x->next[i] = x->first[c];
		x->first[c] = (unsigned short)i;
	}
	x->n_tags = 0;
	while (table_tags[x->n_tags].key)
		x->n_tags++;
}

const char *html_tag(const struct class_index *x, const xmlNode *n)
{
	size_t from = 0, to = x->n_tags;

	while (n->type == XML_ELEMENT_NODE && from < to) {
		size_t at = from + (to - from) / 2;
		int order = strcmp((const char *)n->name, table_tags[at].key);

		if (order == 0)
			return table_tags[at].value;
		if (order < 0)
			to = at;
		else
			from = at + 1;
	}
	return "";
}

bool html_tag_has(const char *tag, char letter)
{
	return strchr(tag, letter) != NULL;
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* does the pattern match at s[at]? */
static bool matches(
    const char *pattern, size_t len, const char *s, size_t n, size_t at)
{
	bool begins = *pattern == '<';

	pattern += begins;
	return n - at >= len && memcmp(s + at, pattern, len) == 0 &&
	       !(begins && at > 0 && is_word(s[at - 1])) &&
	       !(pattern[len] == '>' && at + len < n && is_word(s[at + len]));
}

static unsigned mark_of(const char *value)
{
	return *value == 'c'   ? CUT
	       : *value == 'b' ? BODY
	       : *value == 's' ? STORY
	       : *value == 'h' ? HIDDEN
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
			if (matches(table_classes[row].key, x->length[row], low,
				n, i))
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

struct html_class html_classify(
    const struct class_index *x, const xmlNode *n, const char *tag)
{
	struct html_class c = {.drop = html_tag_has(tag, 'n')};

	if (c.drop || !n->properties || html_is(n, "body") ||
	    html_is(n, "html")) {
		c.tier = c.drop ? TIER_NONE : tier_of(n, 0);
		c.cut = html_tag_has(tag, 'c');
		return c;
	}
	unsigned all = 0;

	if (!html_tag_has(tag, 'p'))
		all = marks(x, html_attr(n, "class")) |
		      marks(x, html_attr(n, "id"));
	c.tier = tier_of(n, all);
	c.cut = !(all & KEEP) && (html_tag_has(tag, 'c') ||
				     is_clutter_role(html_attr(n, "role")));
	if ((all & CUT) && !(all & KEEP) && c.tier != TIER_BODY &&
	    !html_is(n, "article") && !html_is(n, "main"))
		c.cut = true;
	c.hidden = !(all & KEEP) && !c.cut &&
		   ((all & HIDDEN) || is_hidden(n));
	c.cut |= c.hidden;
	/* inside a sentence it is left out without an end of the line */
	if (c.cut && html_tag_has(tag, 'i') && in_sentence(n)) {
		c.cut = false;
		c.drop = true;
	}
	return c;
}
