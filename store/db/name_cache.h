/*
 * A map from (class, name) to id in memory: a batch names the same series and
 * sources over and over.
 *
 * Owns: copies of the names.
 * Keeps: at most NAME_CACHE_MAX names; a full one starts anew.
 * Users: write.c.
 */
#ifndef STORE_DB_NAME_CACHE_H
#define STORE_DB_NAME_CACHE_H

#include "fetch/base/arena.h"
#include "store/db/schema.h"

enum { NAME_CACHE_MAX = 1 << 18 };

struct name_slot;

struct name_cache {
	struct name_slot *slots;
	size_t n, cap; /* cap a power of two, 0 for none */
	uint64_t seed; /* names come from outside: no one knows the order */
	struct arena texts;
};

void name_cache_clear(struct name_cache *m);
void name_cache_release(struct name_cache *m);
uint32_t name_cache_get(/* 0: not there */
    const struct name_cache *m, enum name_class c, struct str text);
/* of a name that is not there */
void name_cache_put(
    struct name_cache *m, enum name_class c, struct str text, uint32_t id);

#endif
