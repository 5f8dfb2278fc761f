/*
 * A small builder of flatbuffers (https://flatbuffers.dev/internals/): what
 * Arrow's messages are described in.
 *
 * Built from the end: strings, vectors and tables first, what points to them
 * later. A reference is the distance of an object from the end of the buffer.
 *
 * Owns: its bytes, until flat_release().
 * Keeps: little-endian, every scalar aligned to its size; equal calls give
 *   equal bytes. Fields of a table that are not put have their default.
 * Users: sheet_arrow.c.
 */
#ifndef STORE_QUERY_FLAT_H
#define STORE_QUERY_FLAT_H

#include "fetch/base/str.h"

#include <stdint.h>

enum { FLAT_SLOTS_MAX = 8 };

struct flat {
	unsigned char *p; /* filled from the end */
	size_t n, cap;
	size_t align; /* the largest so far */
	/* the table that is open */
	uint32_t slot[FLAT_SLOTS_MAX], begun;
	size_t n_slots;
};

void flat_init(struct flat *f);
void flat_release(struct flat *f);
void flat_clear(struct flat *f);

uint32_t flat_text(struct flat *f, struct str s);
/* a vector of references */
uint32_t flat_refs(struct flat *f, const uint32_t *refs, size_t n);
/* a vector of structs of 8-byte numbers, each of so many of them */
uint32_t flat_longs(
    struct flat *f, const int64_t *v, size_t n, size_t a_struct);

void flat_table(struct flat *f);
/* bytes 1, 2, 4 or 8 */
void flat_put(struct flat *f, size_t slot, int64_t v, size_t bytes);
void flat_put_ref(struct flat *f, size_t slot, uint32_t ref);
uint32_t flat_table_end(struct flat *f);

/* The whole buffer, whose root is that table; borrowed. */
struct str flat_finish(struct flat *f, uint32_t root);

#endif
