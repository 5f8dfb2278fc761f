/*
 * A list of items of any kind, in pieces: XML (read.h), an index of EDGAR
 * (edgar.h), and JSON (JSON Feed, a list of EDGAR or of GDELT).
 *
 * Owns: what it holds, until feed_list_close().
 * Keeps: memory does not grow with XML or an index; JSON is held whole.
 * Fails: EXIT_DATA for what is none of these, or over a ceiling; the error of
 *   the sink.
 * Users: work.c, stream_feed.c, tests.
 */
#ifndef PARSE_FEED_LIST_H
#define PARSE_FEED_LIST_H

#include "parse/feed/feed.h"

struct feed_list;

/* what of EDGAR's lists is wanted stands in the source, which stays the
 * caller's. bare: there is none, and a feed is taken as it stands. */
struct feed_list *feed_list_open(
    const struct feed_source *s, bool bare, feed_sink *sink, void *user);
/* UTF-8 without NUL */
int feed_list_push(
    struct feed_list *l, struct str utf8, bool last, struct err *e);
/* behind the last piece; n counts the items that were given, items is NULL */
const struct feed *feed_list_feed(const struct feed_list *l);
void feed_list_close(struct feed_list *l); /* NULL is fine */

#endif
