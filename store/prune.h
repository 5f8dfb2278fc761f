/*
 * Removing the texts of old articles to save space; observations, clocks and
 * digests stay, so every answer is what it was.
 *
 * Keeps: an article is old by its event time, an undated one by when it was
 *   seen, else by when it was known. The row says when its text was removed.
 * Fails: as write.h.
 * Users: store/.
 */
#ifndef STORE_PRUNE_H
#define STORE_PRUNE_H

#include "store/db/write.h"

/* *n: how many lost their text now */
int prune_store(
    struct env *env, int64_t before, int64_t now, long long *n, struct err *e);

#endif
