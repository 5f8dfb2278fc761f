/*
 * jevons-fetch --items: item lines on stdin become requests for their pages.
 *
 * Keeps: an item goes out once, with its page behind it ("fetch":{"outcome":
 *   "fetched"}) or alone with what kept the page away; lines that are no items
 *   go out as metadata records. A page is fetched once, again when its item's
 *   updated or digest changes; a failure is tried again with back-off, at most
 *   ITEM_ATTEMPTS_MAX times.
 * Users: fetch_main.c.
 */
#ifndef FETCH_TAKE_ITEMS_H
#define FETCH_TAKE_ITEMS_H

#include "fetch/fetcher.h"

enum { ITEM_ATTEMPTS_MAX = 5, ITEM_LINE_MAX_BYTES = 16 * 1024 * 1024 };

struct take_items {
	struct buf held; /* input that is no whole line yet */
	bool skipping;   /* inside a line that is too long */
	long long refused, known;
};

void take_items_begin(struct fetcher *f, struct take_items *t);
void take_items_release(struct take_items *t);

#endif
