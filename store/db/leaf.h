/*
 * The leaf page around a row: how full it is, where it ends, and its other
 * rows, which LMDB does not tell. Whoever knows can put rows so that pages end
 * up full, and read them without asking for each.
 *
 * Owns: nothing; looks at pages in the map.
 * Keeps: what is said holds for LMDB 0.9, whose pages begin with number
 *   u64 | pad u16 | flags u16 | lower u16 | upper u16 | places of rows, u16
 *   each, and lie in the map one behind the other; a row is size u32 | flags
 *   u16 | size of its key u16 | key | value. Under another version, and of
 *   pages that the open transaction has already copied out of the map, nothing
 *   is said. Only the speed and the fill of pages may depend on it, never what
 *   is stored or read.
 * Users: store/db/, store/rows_fill.c.
 */
#ifndef STORE_DB_LEAF_H
#define STORE_DB_LEAF_H

#include <lmdb.h>
#include <stdbool.h>
#include <stddef.h>

struct leaf_map {
	const unsigned char *base; /* NULL: unknown */
	size_t page_bytes, map_bytes;
};

struct leaf {
	const unsigned char *page;
	size_t rows, room; /* bytes that are free */
};

/* Learn where the map begins from a row that no open transaction changed. */
void leaf_map_init(
    struct leaf_map *m, const void *row, size_t page_bytes, size_t map_bytes);
/* The leaf that a key or value lies in; false where nothing can be said. */
bool leaf_of(const struct leaf_map *m, const void *row, struct leaf *leaf);
/* whether another key or value lies in it */
bool leaf_holds(
    const struct leaf_map *m, const struct leaf *leaf, const void *row);
/* What a row takes up on a leaf, and what an empty leaf has room for. */
size_t leaf_row_bytes(const struct leaf_map *m, size_t key, size_t value);
size_t leaf_room(const struct leaf_map *m);

/* Which row of a leaf a key is that lies in it; leaf->rows: none. */
size_t leaf_find(const struct leaf *leaf, const void *key);
/* Row i < leaf->rows, within the bounds of its page. */
enum leaf_got {
	LEAF_ROW,
	LEAF_ELSEWHERE /* its value lies on other pages */,
	LEAF_BROKEN
};
enum leaf_got leaf_row(const struct leaf_map *m, const struct leaf *leaf,
    size_t i, MDB_val *key, MDB_val *value);
/* Bring row i nearer, if there is one. */
void leaf_fetch(const struct leaf_map *m, const struct leaf *leaf, size_t i);

#endif
