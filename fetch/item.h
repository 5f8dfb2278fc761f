/*
 * An item line as fetch sees it: is its page wanted, and what is remembered
 * of it afterwards.
 *
 * Owns: nothing; views live in the caller's arena.
 * Keeps: a version of an item (updated, and digest of title, summary and
 *   content) goes out once: with its page, or alone. A page is fetched once,
 *   again only when the feed that brought the item first changes it. A failed
 *   page is tried again after 1, 2, 4 … hours, ITEM_ATTEMPTS_MAX times. Where
 *   its list wants that, a page is looked at again after an hour and a day.
 * Users: take_items.c.
 */
#ifndef FETCH_ITEM_H
#define FETCH_ITEM_H

#include "fetch/fetch_state.h"

#include <jansson.h>

enum {
	ITEM_ATTEMPTS_MAX = 5,
	ITEM_RECHECKS_MAX = 2,
	ITEM_LINE_MAX_BYTES = 16 * 1024 * 1024
};

struct item {
	struct str line, id, feed, url;
	struct str updated, digest; /* the version of this line */
	bool follow;
	struct item_memory memory; /* of an earlier one */
};

/* o: the line parsed; the line is copied */
void item_read(
    struct item *it, struct str line, const json_t *o, struct arena *a);
/* NULL: fetch the page; else why the item goes out alone ("no-link",
 * "not-followed"); "": it is known, there is nothing to do */
const char *item_keep_away(const struct item *it, int64_t now);
/* Is the page of this very version had, and only looked at again? */
bool item_is_recheck(const struct item *it);
/* what to remember when it went out with its page, alone, or after a failure */
struct item_memory item_with_page(const struct item *it);
struct item_memory item_alone(const struct item *it);
/* the page came, or a recheck of it failed: when is it looked at again? */
struct item_memory item_to_recheck(const struct item *it, int64_t now);
struct item_memory item_failed(const struct item *it, int64_t now);
/* when it was not asked for: the host, or its robots.txt, forbids it till then
 */
struct item_memory item_put_off(const struct item *it, int64_t until);

#endif
