/*
 * The items that one process of jevons-fetch took so far, so that an item
 * that comes twice in a run (in two feeds, or replayed and live) is not
 * fetched twice while the first is still under way.
 *
 * Owns: its table.
 * Keeps: memory bounded by SEEN_ITEMS_MAX; what comes beyond is not
 *   remembered, and may be fetched twice.
 * Users: take_items.c.
 */
#ifndef FETCH_SEEN_ITEMS_H
#define FETCH_SEEN_ITEMS_H

#include "fetch/base/arena.h"

enum { SEEN_ITEMS_MAX = 500000 };

struct seen_item {
	struct str id, feed, version; /* version: updated and digest */
	struct seen_item *next_alike;
};

struct seen_items {
	struct arena arena;
	struct seen_item **slots;
	size_t n, n_slots;
};

/* `struct seen_items s = {0};` */
void seen_items_release(struct seen_items *s);
/* Was it taken before: this version of it, or any version from another feed?
 * Remembers it. */
bool seen_items_again(
    struct seen_items *s, struct str id, struct str feed, struct str version);

#endif
