/*
 * What the elements of a feed give: an item while it is read, and the feed's
 * word of itself.
 *
 * Owns: nothing; views live where the caller's do.
 * Keeps: the first one of two counts; what other vocabularies than the core
 *   say counts only where the core says nothing.
 * Users: read.c.
 */
#ifndef PARSE_FEED_DRAFT_H
#define PARSE_FEED_DRAFT_H

#include "parse/feed/feed.h"
#include "parse/feed/scope.h"

struct feed_draft {
	struct feed_item it, other;
};

void feed_draft_begin(struct feed_draft *d);
/* links and ids are resolved */
void feed_draft_add(struct feed_draft *d, enum feed_field field, struct str s);
void feed_draft_end(struct feed_draft *d); /* d->it is whole */

/* a part of the feed itself; what is kept goes into the arena */
void feed_draft_head(
    struct feed *f, struct arena *a, enum feed_field field, struct str s);

#endif
