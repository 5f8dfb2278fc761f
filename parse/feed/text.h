/*
 * The text of one element of a feed, as it comes: plain text, or markup that
 * the feed wrote without escaping it.
 *
 * Owns: its buffer, until feed_text_release().
 * Keeps: of an element with elements inside, text that is told to be XHTML or
 *   XML, or that is long (a summary), is markup; of any other only the text
 *   counts.
 * Source: RFC 4287, 3.1; Atom 0.3 (mode).
 * Users: read.c, tests.
 */
#ifndef PARSE_FEED_TEXT_H
#define PARSE_FEED_TEXT_H

#include "parse/feed/scope.h"

enum feed_form { FORM_PLAIN, FORM_MARKUP };

struct feed_text {
	struct buf b;
	size_t depth; /* of its element; 0: none */
	enum feed_field field;
	enum feed_form form;
	size_t within; /* only what is inside this depth counts; 0: all does */
	bool some;     /* a child was seen */
	bool frozen;
	struct str type, mode; /* of the element, in the arena */
};

void feed_text_init(struct feed_text *t, size_t max_bytes);
void feed_text_release(struct feed_text *t);

void feed_text_begin(struct feed_text *t, const struct feed_element *x,
    size_t depth, struct feed_scan *scan, struct arena *a);
/* an element inside of it, at that depth (x: NULL for one not kept), a run of
 * text, the end of an element inside (name: absent where no tag tells) */
void feed_text_start(struct feed_text *t, const struct feed_element *x,
    size_t depth, const struct feed_scan *scan);
void feed_text_add(struct feed_text *t, struct str run);
void feed_text_end(struct feed_text *t, struct str name, size_t depth);
/* what it came to, trimmed; nothing is open now */
struct str feed_text_take(struct feed_text *t, bool core, struct arena *a);

/* RFC 4648, white space allowed; what is no base64 comes back as it is */
struct str feed_base64(struct arena *a, struct str s);

#endif
