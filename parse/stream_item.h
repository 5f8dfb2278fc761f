/*
 * The context that fetch sends along: the source of a feed, the item of a
 * page.
 * Users: stream.c.
 */
#ifndef PARSE_STREAM_ITEM_H
#define PARSE_STREAM_ITEM_H

#include "parse/stream.h"

void stream_source(struct stream *s, struct str line);
/* keeps the item as s->item; true: its page follows ("fetch":{"outcome":
 * "fetched"}) */
bool stream_item(struct stream *s, struct str line);

#endif
