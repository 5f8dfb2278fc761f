/*
 * Finds the number that belongs to a text: a hash table with open addressing
 * (FNV-1a), so that tables of any size are read in one pass.
 *
 * Owns: its slots, until strindex_release(); keys are borrowed.
 * Keeps: a key once; nobody walks over it, so its order shows nowhere.
 * Users: score.
 */
#ifndef SCORE_STRINDEX_H
#define SCORE_STRINDEX_H

#include "fetch/base/str.h"

#define STRINDEX_NONE ((size_t)-1)

struct strindex_slot {
	struct str key;
	size_t value;
};

struct strindex {
	struct strindex_slot *slots;
	size_t n, cap; /* cap: a power of two, or 0 */
};

/* `{0}` is empty. Sets the value of a key, new or not. */
void strindex_put(struct strindex *x, struct str key, size_t value);
/* STRINDEX_NONE where the key is not in it */
size_t strindex_get(const struct strindex *x, struct str key);
void strindex_release(struct strindex *x);

#endif
