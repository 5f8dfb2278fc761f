/*
 * What a batch holds already: a set of identities, each with the digest of
 * what it states.
 *
 * Owns: its slots.
 * Users: store/batch.c.
 */
#ifndef STORE_IDENTITY_H
#define STORE_IDENTITY_H

#include "fetch/base/str.h"

#include <stdint.h>

struct identity_slot {
	uint64_t key, value; /* key 0: free */
};

struct identity {
	struct identity_slot *slots;
	size_t n, cap;
};

enum identity_result {
	IDENTITY_NEW,  /* it was put */
	IDENTITY_SAME, /* there, with that value */
	IDENTITY_OTHER /* there, with another value, which stays */
};

enum identity_result identity_put(
    struct identity *set, uint64_t key, uint64_t value);
void identity_clear(struct identity *set);
void identity_release(struct identity *set);

/* the first 8 bytes of SHA-256 over the bytes: keys come from outside */
uint64_t identity_hash(struct str bytes);

#endif
