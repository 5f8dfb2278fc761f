/*
 * Polls the feeds of the lists: conditional requests, and when to ask next.
 *
 * Keeps: what is recorded in fetch.lmdb was archived and synced before.
 *   Interval: the configured one, grown by half while nothing changes and
 *   shrunk by a fifth when it does, at most a day; failures double it.
 * Users: fetch_main.c.
 */
#ifndef FETCH_POLL_FEEDS_H
#define FETCH_POLL_FEEDS_H

#include "fetch/fetcher.h"

struct poll_counts {
	long due, answered;
};

/* Queue all feeds that are due (all with due_now); then fetcher_run(). */
int poll_feeds(
    struct fetcher *f, bool due_now, struct poll_counts *counts, struct err *e);

#endif
