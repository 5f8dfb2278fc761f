/*
 * The keys of a feed list: one table of names, kinds of values and bounds.
 *
 * Fails: EXIT_CONFIG for an unknown key or a value that it cannot have; the
 *   reader puts file and line in front.
 * Users: feedlist.c.
 */
#ifndef FETCH_FEEDLIST_KEYS_H
#define FETCH_FEEDLIST_KEYS_H

#include "fetch/feedlist.h"

/* text values are copied into the arena */
int feedlist_feed_key(struct feed_spec *f, struct arena *a, struct str key,
    struct str value, struct err *e);
int feedlist_host_key(
    struct host_spec *h, struct str key, struct str value, struct err *e);

#endif
