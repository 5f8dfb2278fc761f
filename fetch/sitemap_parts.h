/*
 * The sitemaps of an index of sitemaps, asked for in its place.
 *
 * Keeps: the newest on the index's own site, those that changed since they
 *   were had, or failed; robots.txt is asked, since the user did not name
 *   them; what an index inside an index names is left alone: the standard has
 *   none.
 * Fails: as fetcher_queue().
 * Users: poll_feeds.c.
 */
#ifndef FETCH_SITEMAP_PARTS_H
#define FETCH_SITEMAP_PARTS_H

#include "fetch/poll_feeds.h"

struct sitemap_parts {
	size_t n; /* sitemaps that the index names; 0: it is none */
	size_t asked;
	bool left; /* some are to be asked for another time */
};

/* a: the good answer to a poll of a feed */
int sitemap_parts_queue(struct fetcher *f, struct job *j,
    const struct answer *a, struct sitemap_parts *parts, struct err *e);
/* A part failed: an index that did not change since must be had for all that,
 * or nobody would ask for the part again; status tells of it there. */
int sitemap_parts_failed(struct fetcher *f, const struct job *part,
    const char *reason, struct err *e);

#endif
