/*
 * Making an index definition: the panel, its spreads and means over the base,
 * as known now.
 *
 * Fails: EXIT_USAGE where the base is too short for any source.
 * Users: cmd_index.c.
 */
#ifndef STORE_QUERY_INDEX_MAKE_H
#define STORE_QUERY_INDEX_MAKE_H

#include "store/query/tracks.h"

/* q is open over the base, with one target. The text of the definition goes
 * to `to`. */
int index_make(struct question *q, struct buf *to, struct err *e);

#endif
