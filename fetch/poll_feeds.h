/*
 * Polls the feeds of the lists: conditional requests, and when to ask next.
 *
 * Keeps: what is recorded in fetch.lmdb was archived and synced before.
 *   When to ask again: poll_plan.h. A page that a server sends in a feed's
 *   place is a failure, whatever its status says (answer_look.h). An answer
 *   with the body of the last one is a revisit, as a 304 is.
 * Users: fetch_main.c; sitemap_parts.c.
 */
#ifndef FETCH_POLL_FEEDS_H
#define FETCH_POLL_FEEDS_H

#include "fetch/fetcher.h"

struct poll_counts {
	long due, answered;
	long skipped; /* for lack of a contact */
};

/* of one job: its user */
struct poll {
	struct feed_memory memory;
	struct poll_counts *counts;
	struct str key; /* of the memory: the feed's URL, or the sitemap's */
};

/* what a poll of the feed may do, and its validators */
void poll_feeds_begin(
    struct job *j, const struct feed_spec *s, const struct feed_memory *m);
/* its `done` */
int poll_feeds_done(
    struct fetcher *f, struct job *j, const struct answer *a, struct err *e);

/* Queue all feeds that are due (all with due_now); then fetcher_run(). */
int poll_feeds(
    struct fetcher *f, bool due_now, struct poll_counts *counts, struct err *e);

#endif
