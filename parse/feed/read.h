/*
 * Reads the XML of a feed, in pieces: what it says of itself, and each item as
 * it ends.
 *
 * Owns: all of the item until the next one; what the feed says of itself.
 * Keeps: memory does not grow with the feed. What is left open ends with what
 *   holds it, and an item with the next one, so that an item is never lost.
 * Fails: EXIT_DATA for no feed at all, and for a text over FEED_TEXT_MAX_BYTES.
 * Source: RSS 2.0 (rssboard.org), RFC 4287, Dublin Core, content module,
 *   sitemaps.org.
 * Users: feed.c.
 */
#ifndef PARSE_FEED_READ_H
#define PARSE_FEED_READ_H

#include "parse/feed/feed.h"

enum { FEED_TEXT_MAX_BYTES = 64 << 20 };

struct feed_reader;

struct feed_reader *feed_read_open(struct str url, feed_sink *sink, void *user);
/* UTF-8 without NUL; the error of the sink too */
int feed_read_push(
    struct feed_reader *r, struct str utf8, bool last, struct err *e);
/* so far, without items; n counts them */
const struct feed *feed_read_feed(const struct feed_reader *r);
void feed_read_close(struct feed_reader *r); /* NULL is fine */

#endif
