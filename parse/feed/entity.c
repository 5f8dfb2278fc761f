#include "parse/feed/entity.h"

#include "parse/text/charset.h"

#include <libxml/HTMLparser.h>
#include <string.h>

enum {
	TEXT_MAX_BYTES = 1024,
	SUBSET_MAX_BYTES = 4096,
	OWN_ENTITIES_MAX = 10000 /* used in one feed */
};

void feed_entities_init(struct feed_entities *x)
{
	*x = (struct feed_entities){0};
	buf_init(&x->declared, SUBSET_MAX_BYTES);
}

void feed_entities_release(struct feed_entities *x)
{
	buf_release(&x->declared);
}

void feed_entities_declare(struct feed_entities *x, struct str subset)
{
	if (!x->declared.n)
		buf_str(&x->declared, str_sub(subset, 0, SUBSET_MAX_BYTES));
}

/* its length with the ';', 0 for none */
static size_t length(struct str s)
{
	for (size_t i = 1; i < s.n && i < FEED_ENTITY_MAX_BYTES; i++) {
		char c = s.p[i];
		bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
			    (c >= 'A' && c <= 'Z') || (c == '#' && i == 1);

		if (c == ';')
			return i > 1 ? i + 1 : 0;
		if (!word)
			return 0;
	}
	return 0;
}

static struct str character(struct feed_entities *x, uint32_t c)
{
	struct buf b = {
	    .p = x->one, .cap = sizeof x->one, .max = sizeof x->one - 1};

	buf_utf8(&b, c);
	return (struct str){x->one, b.n};
}

/* &#65; or &#x41;, and &#X41; which is no XML; no character stays none */
static struct str by_number(struct feed_entities *x, struct str whole)
{
	struct str digits = str_sub(whole, 2, whole.n - 1);
	bool hex = digits.n && (digits.p[0] == 'x' || digits.p[0] == 'X');
	uint32_t c = 0;

	if (digits.n == (size_t)hex)
		return whole;
	for (size_t i = hex; i < digits.n; i++) {
		char d = (char)(digits.p[i] | 0x20);
		bool letter = hex && d >= 'a' && d <= 'f';

		if (!letter && (digits.p[i] < '0' || digits.p[i] > '9'))
			return whole;
		if (c < 0x110000)
			c = c * (hex ? 16 : 10) +
			    (uint32_t)(letter ? d - 'a' + 10
					      : digits.p[i] - '0');
	}
	if (c < 0x20 && c != 9 && c != 10 && c != 13)
		return STR("");
	return character(x, charset_c1(c));
}

/* The text that the document itself gives an entity (<!ENTITY name "text">);
 * absent for none, and for one with entities or markup inside. */
static struct str declared(struct str subset, struct str name)
{
	for (size_t at = 0;
	     (at = str_find(subset, STR("<!ENTITY"), at)) < subset.n;) {
		struct str s = str_trim(str_sub(subset, at += 8, subset.n));

		if (!str_starts(s, name))
			continue;
		s = str_trim(str_sub(s, name.n, s.n));
		if (!s.n || (s.p[0] != '"' && s.p[0] != '\''))
			continue;
		size_t end = str_find(s, (struct str){s.p, 1}, 1);
		struct str text = str_sub(s, 1, end);

		if (text.n > TEXT_MAX_BYTES ||
		    str_find(text, STR("&"), 0) < text.n ||
		    str_find(text, STR("<"), 0) < text.n ||
		    str_find(text, STR("%"), 0) < text.n)
			return (struct str){NULL, 0};
		return text;
	}
	return (struct str){NULL, 0};
}

static struct str by_name(struct feed_entities *x, struct str whole)
{
	static const struct {
		const char *name, *text;
	} own[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"},
	    {"&quot;", "\""}, {"&apos;", "'"}};
	char name[FEED_ENTITY_MAX_BYTES + 1];

	for (size_t i = 0; i < 5; i++)
		if (str_eq(whole, str_of(own[i].name)))
			return str_of(own[i].text);
	memcpy(name, whole.p + 1, whole.n - 2);
	name[whole.n - 2] = '\0';
	const htmlEntityDesc *d = htmlEntityLookup((const xmlChar *)name);

	if (d)
		return character(x, d->value);
	if (!x->declared.n || ++x->used > OWN_ENTITIES_MAX)
		return whole;
	struct str text = declared(buf_view(&x->declared), str_of(name));

	return text.p ? text : whole;
}

struct str feed_entity(struct feed_entities *x, struct str s, size_t *n)
{
	size_t bytes = length(s);

	*n = bytes ? bytes : 1;
	s = str_sub(s, 0, *n);
	if (!bytes)
		return s;
	return s.p[1] == '#' ? by_number(x, s) : by_name(x, s);
}
