/*
 * JSON Feed 1.0 and 1.1.
 *
 * Owns: nothing: all views live in the arena.
 * Keeps: at most FEED_JSON_ITEMS_MAX items; what is written in another type
 *   than the format says (a number as id) is read as text.
 * Source: jsonfeed.org/version/1.1.
 * Fails: EXIT_DATA for what is no JSON, or no feed.
 * Users: feed.c.
 */
#ifndef PARSE_FEED_JSON_H
#define PARSE_FEED_JSON_H

#include "parse/feed/feed.h"

enum { FEED_JSON_ITEMS_MAX = 1000000 };

bool feed_json_is(struct str utf8);
int feed_json_read(struct feed *f, struct arena *a, struct str utf8,
    struct str url, struct err *e);

#endif
