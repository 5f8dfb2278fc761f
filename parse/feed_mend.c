#include "parse/feed_mend.h"

#include "parse/charset.h"
#include "parse/html_tame.h"

#include <libxml/HTMLparser.h>
#include <string.h>

enum {
	ENTITY_MAX_BYTES = 32,
	ENTITY_TEXT_MAX_BYTES = 1024,
	SUBSET_MAX_BYTES = 4096,
	OWN_ENTITIES_MAX = 10000, /* used in one feed */
	TAG_MAX_BYTES = 1 << 20,
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

/* behind what needs no mending, up to `most` */
static size_t plain_until(struct str s, size_t i, size_t most)
{
	for (; i < most; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '<' || c == '&' ||
		    (c < ' ' && c != '\n' && c != '\t' && c != '\r'))
			break;
	}
	return i;
}

/* what stands before the root element: white space, the declaration; and the
 * entities that the document declares */
static size_t read_head(struct feed_mend *m, struct str s)
{
	size_t at = str_find(s, STR("<"), 0);

	s = str_sub(s, at, s.n);
	if (str_starts(s, STR("<?xml"))) {
		size_t end = str_find(s, STR("?>"), 0);

		end = end < s.n ? end + 2 : s.n;
		at += end;
		s = str_sub(s, end, s.n);
	}
	struct str head = str_sub(s, 0, SUBSET_MAX_BYTES);
	size_t type = str_find(head, STR("<!DOCTYPE"), 0);
	struct str subset = str_sub(s, type, type + SUBSET_MAX_BYTES);

	if (type < head.n)
		buf_str(&m->subset,
		    str_sub(subset, 0, str_find(subset, STR("]"), 0)));
	m->begun = true;
	return at;
}

/* CDATA from s[i] on; where it ends, or what is left for the next piece */
static size_t cdata(
    struct feed_mend *m, struct str s, size_t i, bool last, struct buf *to)
{
	size_t end = str_find(s, STR("]]>"), i);

	m->in_cdata = end == s.n;
	if (end < s.n)
		end += 3;
	else if (!last)
		end = s.n > i + 2 ? s.n - 2 : i;
	buf_str(to, str_sub(s, i, end));
	return end;
}

/* the reference at s[i] == '&'; behind it */
static size_t reference(
    struct feed_mend *m, struct str s, size_t i, struct buf *to)
{
	size_t n = entity_length(s, i);

	if (!n) {
		buf_puts(to, "&amp;");
		return i + 1;
	}
	bool many = ++m->entities > OWN_ENTITIES_MAX;

	add_entity(to, many ? STR("") : buf_view(&m->subset), s, i, n);
	return i + n;
}

/* May more of the next piece be needed to tell what begins at s[i]? A tag
 * without end is taken as it is. */
static bool is_cut(struct str s, size_t i, size_t tag_end)
{
	if (s.p[i] == '&')
		return s.n - i <= ENTITY_MAX_BYTES;
	return s.n - i < 9 || (tag_end == s.n - 1 && s.p[tag_end] != '>' &&
				  s.n - i < TAG_MAX_BYTES);
}

/* how much of s was mended; all of it where it is the last piece */
static size_t mend(struct feed_mend *m, struct str s, bool last, struct buf *to)
{
	size_t crowd = 0, tag_end = 0;

	for (size_t i = m->begun ? 0 : read_head(m, s);;) {
		if (m->in_cdata)
			i = cdata(m, s, i, last, to);
		if (i >= s.n || m->in_cdata)
			return i;
		size_t from = i;

		i = plain_until(s, i, crowd > i ? crowd : s.n);
		buf_str(to, str_sub(s, from, i));
		if (i == s.n)
			return i;
		char c = s.p[i];

		/* attributes without end are compared each with each */
		if (c == '<')
			crowd = html_tame_crowd(s, i, &tag_end);
		if (!last && (c == '<' || c == '&') && is_cut(s, i, tag_end))
			return i;
		if (crowd && i == crowd) {
			i = tag_end;
			crowd = 0;
		} else if (c == '<' &&
			   str_starts(str_sub(s, i, i + 9), STR("<![CDATA["))) {
			buf_puts(to, "<![CDATA[");
			i += 9;
			m->in_cdata = true;
		} else if (c == '&') {
			i = reference(m, s, i, to);
		} else {
			if ((unsigned char)c >= ' ')
				buf_char(to, c);
			i++;
		}
	}
}

void feed_mend_init(struct feed_mend *m)
{
	*m = (struct feed_mend){0};
	buf_init(&m->held, MENDED_MAX_BYTES);
	buf_init(&m->subset, SUBSET_MAX_BYTES);
}

void feed_mend_release(struct feed_mend *m)
{
	buf_release(&m->held);
	buf_release(&m->subset);
}

void feed_mend_whole(struct feed_mend *m, struct str s, struct buf *to)
{
	(void)mend(m, s, true, to);
}

void feed_mend_push(
    struct feed_mend *m, struct str piece, bool last, struct buf *to)
{
	buf_str(&m->held, piece);
	/* what could not be told is tried again when there is twice as much:
	 * linear in all of it */
	if (!last && (m->held.n < m->again ||
			 (!m->begun && m->held.n < 2 * SUBSET_MAX_BYTES)))
		return;
	size_t done = mend(m, buf_view(&m->held), last, to);

	buf_drop(&m->held, done);
	m->again = 2 * m->held.n;
}
