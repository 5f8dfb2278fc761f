/*
 * The record lines that fetch sends ahead: of the feed that follows, of the
 * page that follows.
 *
 * Owns: nothing: views live in the arena.
 * Fails: EXIT_DATA where the line is no JSON object.
 * Users: parse.
 */
#ifndef PARSE_CONTEXT_H
#define PARSE_CONTEXT_H

#include "parse/feed/feed.h"
#include "parse/page.h"

/* {"record":"source",…} */
int context_source(
    struct str line, struct arena *a, struct feed_source *to, struct err *e);

/* {"record":"item",…} */
int context_item(
    struct str line, struct arena *a, struct page_item *to, struct err *e);

/* does the page of this item line follow ("fetch":{"outcome":"fetched"})? */
bool context_page_follows(struct str line);

#endif
