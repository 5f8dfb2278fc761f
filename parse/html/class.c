#include "parse/html/class.h"

#include "parse/text/table.h"

#include <stdint.h>
#include <string.h>

enum { CLASS_MAX_BYTES = 512, NO_ROW = 0xFFFF, SLUG_WORDS = 4 };
enum mark {
	CUT = 1,
	BODY = 2,
	STORY = 4,
	KEEP = 8,
	HIDDEN = 16,
	LINKS = 32,
	LEAD = 64,
	CLUTTER = CUT | LINKS | LEAD
};

/* of a pattern, or of what may match it: by its first two letters */
static size_t bucket(const char *s)
{
	return ((size_t)(unsigned char)s[0] & 31) << 5 |
	       ((size_t)(unsigned char)s[1] & 31);
}

void html_class_index(struct class_index *x)
{
	memset(x, 0, sizeof *x);
	memset(x->first, 0xFF, sizeof x->first);
	memset(x->next, 0xFF, sizeof x->next);
	for (size_t i = 0; table_classes[i].key; i++) {
		const char *k = table_classes[i].key;
		size_t c = bucket(k + (*k == '<'));

		if (i >= sizeof x->next / sizeof *x->next)
			BUG("more class patterns than the index holds");
		size_t n = strlen(k);

		n -= (size_t)(*k == '<') + (size_t)(k[n - 1] == '>');
		if (n < 2)
			BUG("a class pattern of one letter");
		x->length[i] = (unsigned char)n;
		x->next[i] = x->first[c];
		x->first[c] = (unsigned short)i;
	}
	x->n_tags = 0;
	while (table_tags[x->n_tags].key)
		x->n_tags++;
}

static const char *find_tag(const struct class_index *x, const xmlChar *name)
{
	size_t from = 0, to = x->n_tags;

	while (from < to) {
		size_t at = from + (to - from) / 2;
		int order = strcmp((const char *)name, table_tags[at].key);

		if (order == 0)
			return table_tags[at].value;
		if (order < 0)
			to = at;
		else
			from = at + 1;
	}
	return "";
}

const char *html_tag(struct class_index *x, const xmlNode *n)
{
	if (n->type != XML_ELEMENT_NODE)
		return "";
	size_t at = (uintptr_t)n->name / 8 % CLASS_KNOWN;

	if (x->tags[at].name != n->name) {
		x->tags[at].name = n->name;
		x->tags[at].letters = find_tag(x, n->name);
	}
	return x->tags[at].letters;
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
	return n - at >= len && !(begins && at > 0 && is_word(s[at - 1])) &&
	       memcmp(s + at, pattern, len) == 0 &&
	       !(pattern[len] == '>' && at + len < n && is_word(s[at + len]));
}

static unsigned mark_of(const char *value)
{
	return *value == 'c'   ? CUT
	       : *value == 'b' ? BODY
	       : *value == 's' ? STORY
	       : *value == 'h' ? HIDDEN
	       : *value == 'n' ? LINKS
	       : *value == 'l' ? LEAD
			       : KEEP;
}

static unsigned find_marks(const struct class_index *x, struct str s)
{
	char low[CLASS_MAX_BYTES];
	size_t n = s.n < sizeof low ? s.n : sizeof low;
	unsigned all = 0;

	for (size_t i = 0; i < n; i++)
		low[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] | 0x20)
							: s.p[i];
	for (size_t i = 0; i + 1 < n; i++) {
		unsigned row = x->first[bucket(low + i)];

		for (; row != NO_ROW; row = x->next[row])
			if (matches(table_classes[row].key, x->length[row], low,
				n, i))
				all |= mark_of(table_classes[row].value);
	}
	return all;
}

static unsigned marks(struct class_index *x, struct str s)
{
	if (!s.n)
		return 0;
	size_t at = (size_t)(str_hash(s) % CLASS_KNOWN);

	if (!str_eq(x->known[at].s, s)) {
		x->known[at].s = s;
		x->known[at].marks = find_marks(x, s);
	}
	return x->known[at].marks;
}

/* what counts of an element's attributes, in one pass */
struct attributes {
	struct str class, id, role, style, itemprop;
	bool hidden;
};

static struct str value(const xmlAttr *a)
{
	return a->children ? str_of((const char *)a->children->content)
			   : (struct str){NULL, 0};
}

static void read_attributes(const xmlNode *n, struct attributes *to)
{
	*to = (struct attributes){0};
	for (const xmlAttr *a = n->properties; a; a = a->next) {
		const char *name = (const char *)a->name;

		/* most names fall at their first letter */
		switch (*name) {
		case 'a':
			if (strcmp(name, "aria-hidden") == 0)
				to->hidden |= str_eq(value(a), STR("true"));
			break;
		case 'c':
			if (strcmp(name, "class") == 0)
				to->class = value(a);
			break;
		case 'h':
			to->hidden |= strcmp(name, "hidden") == 0;
			break;
		case 'i':
			if (strcmp(name, "id") == 0)
				to->id = value(a);
			else if (strcmp(name, "itemprop") == 0)
				to->itemprop = value(a);
			break;
		case 'r':
			if (strcmp(name, "role") == 0)
				to->role = value(a);
			break;
		case 's':
			if (strcmp(name, "style") == 0)
				to->style = value(a);
			break;
		default:
			break;
		}
	}
}

static bool is_hidden(const struct attributes *a)
{
	return a->hidden ||
	       str_find(a->style, STR("display:none"), 0) < a->style.n ||
	       str_find(a->style, STR("display: none"), 0) < a->style.n ||
	       str_find(a->style, STR("visibility:hidden"), 0) < a->style.n ||
	       str_find(a->style, STR("visibility: hidden"), 0) < a->style.n;
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

static enum html_tier tier_of(
    const xmlNode *n, const struct attributes *a, unsigned all)
{
	if (str_eq_nocase(a->itemprop, STR("articleBody")) || (all & BODY))
		return TIER_BODY;
	if (html_is(n, "article"))
		return TIER_ARTICLE;
	if (html_is(n, "main") || str_eq(a->role, STR("main")))
		return TIER_MAIN;
	return all & STORY ? TIER_STORY : TIER_NONE;
}

/* is it a part of a paragraph? */
static bool in_sentence(const xmlNode *n)
{
	return html_is(n->parent, "p") || html_is(n->parent, "li") ||
	       html_is(n->parent, "em") || html_is(n->parent, "strong");
}

/* a figure of a table, a quotation, a listing */
static bool holds_text(const xmlNode *figure)
{
	for (const xmlNode *n = figure->children; n; n = n->next) {
		if (html_is(n, "table") || html_is(n, "blockquote") ||
		    html_is(n, "pre"))
			return true;
		for (const xmlNode *k = html_is(n, "div") ? n->children : NULL;
		     k; k = k->next)
			if (html_is(k, "table"))
				return true;
	}
	return false;
}

/* "sharing-with-a-single-developer": a heading's words, no name of a part */
static bool is_slug(struct str id)
{
	size_t words = 1;

	for (size_t i = 0; i < id.n; i++)
		words += id.p[i] == '-' || id.p[i] == '_';
	return words >= SLUG_WORDS;
}

struct html_class html_classify(
    struct class_index *x, const xmlNode *n, const char *tag)
{
	struct html_class c = {.drop = html_tag_has(tag, 'n')};

	struct attributes a;

	if (c.drop)
		return c;
	read_attributes(n, &a);
	if (!n->properties || html_is(n, "body") || html_is(n, "html")) {
		c.tier = tier_of(n, &a, 0);
		c.cut = html_tag_has(tag, 'c') &&
			!(html_is(n, "figure") && holds_text(n));
		return c;
	}
	unsigned all = 0;

	if (!html_tag_has(tag, 'p'))
		all = marks(x, a.class) | (is_slug(a.id) ? 0 : marks(x, a.id));
	c.tier = tier_of(n, &a, all);
	c.cut = !(all & KEEP) &&
		(html_tag_has(tag, 'c') || is_clutter_role(a.role));
	if (!c.cut && (all & CLUTTER) && !(all & KEEP) && c.tier != TIER_BODY &&
	    !html_is(n, "article") && !html_is(n, "main")) {
		c.cut = true;
		c.links = (all & CLUTTER) == LINKS;
		c.lead = (all & CLUTTER) == LEAD;
	}
	if (c.cut && html_is(n, "figure") && holds_text(n))
		c.cut = false;
	c.hidden = !(all & KEEP) && !c.cut && ((all & HIDDEN) || is_hidden(&a));
	c.cut |= c.hidden;
	c.inside = c.cut && html_tag_has(tag, 'i') && in_sentence(n);
	return c;
}
