/*
 * The order of the observations of a batch. Comparing their keys took a third
 * of the time of putting them, so they are sorted by bytes.
 *
 * Owns: nothing behind the call.
 * Keeps: the order of memcmp; linear in the number of keys, but where many
 *   begin with the same 12 bytes (series and time), which are compared.
 * Users: store/rows.c.
 */
#ifndef STORE_KEYSORT_H
#define STORE_KEYSORT_H

#include <stddef.h>
#include <stdint.h>

/* Order n < 2^32 pointers to keys of OBS_KEY_BYTES each. */
void keysort(const unsigned char **keys, size_t n);

#endif
