/*
 * OPML 2.0 (opml.org/spec2.opml): lists of feeds as other readers have them.
 *
 * Keeps: outlines with an xmlUrl are feeds, whatever stands around them;
 *   nothing outside of the text is ever read (no entities, no network).
 * Fails: EXIT_DATA for what is no OPML, or holds no feed.
 * Users: feeds_edit.c.
 */
#ifndef FETCH_FRONT_OPML_H
#define FETCH_FRONT_OPML_H

#include "fetch/base/arena.h"
#include "fetch/base/buf.h"
#include "fetch/base/err.h"
#include "fetch/feedlist.h"

struct opml_feed {
	struct str url, title, language;
};

/* views live in the arena */
int opml_read(struct str text, struct arena *a, struct opml_feed **feeds,
    size_t *n, struct err *e);
void opml_write(struct buf *to, const struct feedlist *l);

#endif
