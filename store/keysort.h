/*
 * The order of keys of a batch: sorting is a third of the time that a batch
 * of observations takes, so it goes by bytes and not by comparing.
 *
 * Owns: nothing behind the call.
 * Keeps: the order of memcmp; linear in the number of keys but where many
 *   begin with the same 12 bytes.
 * Users: store/rows.c.
 */
#ifndef STORE_KEYSORT_H
#define STORE_KEYSORT_H

#include <stddef.h>

enum { KEYSORT_HEAD_BYTES = 12 };

/* Order n pointers to keys of key_bytes each, at least
 * KEYSORT_HEAD_BYTES, at most 64. */
void keysort(const unsigned char **keys, size_t n, size_t key_bytes);

#endif
