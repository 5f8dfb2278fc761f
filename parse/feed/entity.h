/*
 * References in the text of a feed: those of XML, named ones of HTML, and
 * those that the document declares itself.
 *
 * Owns: the declarations, until feed_entities_release().
 * Keeps: nothing is ever loaded from elsewhere, nor expanded twice: a declared
 *   text with a reference or markup inside is not used, and after
 *   OWN_ENTITIES_MAX uses none is. What is no reference stays as it is
 *   written.
 * Source: XML 1.0, 4.1; HTML 4.01, 24. &#146; means what windows-1252 has
 *   there.
 * Users: scan.c.
 */
#ifndef PARSE_FEED_ENTITY_H
#define PARSE_FEED_ENTITY_H

#include "fetch/base/buf.h"

enum { FEED_ENTITY_MAX_BYTES = 32 };

struct feed_entities {
	struct buf declared; /* the head of the DOCTYPE's subset */
	size_t used;
	char one[8]; /* the character of the last reference */
};

void feed_entities_init(struct feed_entities *x);
void feed_entities_release(struct feed_entities *x);
void feed_entities_declare(struct feed_entities *x, struct str subset);

/* What the reference at s.p[0] == '&' stands for, borrowed until the next
 * call; *n: its bytes in s. */
struct str feed_entity(struct feed_entities *x, struct str s, size_t *n);

#endif
