/*
 * Sorting by a key of eight random bytes, which digests of documents are: by
 * digits of the key, then what is left by comparison.
 *
 * Owns: nothing.
 * Keeps: the order is that of `order`, whose first criterion is the key as an
 *   unsigned number; keys that are not random cost the time of a sort by
 *   comparison, no more. n is under 2^32.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_DOCSORT_H
#define STORE_QUERY_DOCSORT_H

#include <stddef.h>

struct docsort_item {
	size_t bytes; /* of an item */
	size_t key;   /* where its uint64_t stands */
	int (*order)(const void *, const void *);
};

void docsort(void *v, size_t n, const struct docsort_item *of);

#endif
