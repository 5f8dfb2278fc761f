/*
 * jevons-fetch --items: item lines on stdin become requests for their pages.
 *
 * Keeps: an item goes out once (item.h), with its page behind it ("fetch":
 *   {"outcome":"fetched"}) or alone with what kept the page away, and is
 *   archived so; lines that are no items go out as metadata records.
 * Users: fetch_main.c.
 */
#ifndef FETCH_TAKE_ITEMS_H
#define FETCH_TAKE_ITEMS_H

#include "fetch/fetcher.h"
#include "fetch/seen_items.h"

struct take_items {
	struct buf held; /* input that is no whole line yet */
	bool skipping;   /* inside a line that is too long */
	struct seen_items seen;
	long long refused, known;
};

/* Begins with the pages that failed and are due again. */
int take_items_begin(struct fetcher *f, struct take_items *t, struct err *e);
void take_items_release(struct take_items *t);

#endif
