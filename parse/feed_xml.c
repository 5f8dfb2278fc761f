#include "parse/feed_xml.h"

#include "fetch/base/buf.h"
#include "fetch/base/utf8.h"
#include "parse/charset.h"
#include "parse/html_tame.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <limits.h>
#include <string.h>

enum {
	ENTITY_MAX_BYTES = 32,
	ENTITY_TEXT_MAX_BYTES = 1024,
	SUBSET_MAX_BYTES = 4096,
	OWN_ENTITIES_MAX = 10000, /* used in one feed */
	MENDED_MAX_BYTES = 256 * 1024 * 1024
};

/* the entity at s[at] == '&': its length with the ';', 0 for none */
static size_t entity_length(struct str s, size_t at)
{
	for (size_t i = at + 1; i < s.n && i < at + ENTITY_MAX_BYTES; i++) {
		char c = s.p[i];
		bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
			    (c >= 'A' && c <= 'Z') || (c == '#' && i == at + 1);

		if (c == ';')
			return i > at + 1 ? i + 1 - at : 0;
		if (!word)
			return 0;
	}
	return 0;
}

/* &#X41; is no XML, and &#146; means a quotation mark of windows-1252 */
static void add_reference(struct buf *to, struct str whole)
{
	struct str digits = str_sub(whole, 2, whole.n - 1);
	bool hex = digits.n && (digits.p[0] == 'x' || digits.p[0] == 'X');
	uint32_t c = 0;

	for (size_t i = hex; i < digits.n && c < 0x110000; i++) {
		char d = (char)(digits.p[i] | 0x20);
		bool letter = hex && d >= 'a' && d <= 'f';

		if (!letter && (digits.p[i] < '0' || digits.p[i] > '9')) {
			buf_puts(to, "&amp;");
			buf_str(to, str_sub(whole, 1, whole.n));
			return;
		}
		c = c * (hex ? 16 : 10) +
		    (uint32_t)(letter ? d - 'a' + 10 : digits.p[i] - '0');
	}
	c = charset_c1(c);
	/* white space and marks stay references; no character stays none */
	if (c < 0x20 ? c == 9 || c == 10 || c == 13 : c < 0x80)
		buf_printf(to, "&#%u;", (unsigned)c);
	else if (c >= 0x80)
		buf_utf8(to, c);
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

		if (text.n > ENTITY_TEXT_MAX_BYTES ||
		    str_find(text, STR("&"), 0) < text.n ||
		    str_find(text, STR("<"), 0) < text.n ||
		    str_find(text, STR("%"), 0) < text.n)
			return (struct str){NULL, 0};
		return text;
	}
	return (struct str){NULL, 0};
}

static void add_entity(
    struct buf *to, struct str subset, struct str s, size_t at, size_t n)
{
	static const char *const own[] = {
	    "&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
	struct str whole = str_sub(s, at, at + n);
	char name[ENTITY_MAX_BYTES + 1];

	for (size_t i = 0; i < 5; i++)
		if (str_eq(whole, str_of(own[i]))) {
			buf_str(to, whole);
			return;
		}
	if (whole.p[1] == '#') {
		add_reference(to, whole);
		return;
	}
	memcpy(name, whole.p + 1, n - 2);
	name[n - 2] = '\0';
	const htmlEntityDesc *d = htmlEntityLookup((const xmlChar *)name);

	if (d) {
		buf_utf8(to, d->value);
		return;
	}
	struct str own_text = declared(subset, str_sub(whole, 1, n - 1));

	if (own_text.p) {
		buf_str(to, own_text);
	} else {
		buf_puts(to, "&amp;");
		buf_str(to, str_sub(whole, 1, n));
	}
}

static void mend(struct buf *to, struct str s)
{
	size_t root = str_find(s, STR("<"), 0), crowd = 0, last = 0;
	size_t entities = 0;

	s = str_sub(s, root, s.n);
	if (str_starts(s, STR("<?xml"))) {
		size_t end = str_find(s, STR("?>"), 0);

		s = str_sub(s, end + 2, s.n);
	}
	size_t type =
	    str_find(str_sub(s, 0, SUBSET_MAX_BYTES), STR("<!DOCTYPE"), 0);
	struct str subset = str_sub(s, type, type + SUBSET_MAX_BYTES);

	subset = type < SUBSET_MAX_BYTES && type < s.n
		     ? str_sub(subset, 0, str_find(subset, STR("]"), 0))
		     : STR("");
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		/* attributes without end are compared each with each */
		if (c == '<')
			crowd = html_tame_crowd(s, i, &last);
		if (crowd && i == crowd)
			c = (unsigned char)s.p[i = last];
		if (str_starts(str_sub(s, i, s.n), STR("<![CDATA["))) {
			size_t end = str_find(s, STR("]]>"), i);

			buf_str(to, str_sub(s, i, end + 3));
			i = end + 2;
		} else if (c == '&') {
			size_t n = entity_length(s, i);

			if (n) {
				if (++entities > OWN_ENTITIES_MAX)
					subset = STR("");
				add_entity(to, subset, s, i, n);
				i += n - 1;
			} else {
				buf_puts(to, "&amp;");
			}
		} else if (c >= ' ' || c == '\n' || c == '\t' || c == '\r') {
			buf_char(to, (char)c);
		}
	}
}

xmlDocPtr feed_xml_read(struct str utf8, struct err *e)
{
	struct buf b;
	xmlDocPtr doc = NULL;

	buf_init(&b, MENDED_MAX_BYTES);
	mend(&b, utf8);
	if (!b.over && b.n && b.n < INT_MAX)
		doc = xmlReadMemory(b.p, (int)b.n, NULL, "UTF-8",
		    XML_PARSE_RECOVER | XML_PARSE_NOERROR |
			XML_PARSE_NOWARNING | XML_PARSE_NONET |
			XML_PARSE_NOCDATA | XML_PARSE_HUGE);
	buf_release(&b);
	if (!doc)
		err_set(e, EXIT_DATA, "no XML in the document");
	return doc;
}

static int base64_value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

struct str feed_base64(struct arena *a, struct str s)
{
	struct buf b;
	unsigned bits = 0, held = 0;
	bool good = true;

	buf_init(&b, MENDED_MAX_BYTES);
	for (size_t i = 0; i < s.n && good; i++) {
		int v = base64_value(s.p[i]);

		if (v < 0) {
			good = s.p[i] == '=' || s.p[i] <= ' ';
			continue;
		}
		held = held << 6 | (unsigned)v;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			buf_char(&b, (char)(held >> bits & 0xFF));
		}
	}
	if (good && utf8_valid(buf_view(&b)))
		s = arena_str(a, str_trim(buf_view(&b)));
	buf_release(&b);
	return s;
}
