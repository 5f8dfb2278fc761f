/*
 * Sorting by a number of eight bytes: digests of documents, names of stories,
 * times; by its digits, then what is left by comparison.
 *
 * Owns: nothing.
 * Keeps: the order is that of `order`, which never puts a greater key in
 *   front of a lesser one. Keys that differ in their upper 33 bits (of those
 *   that differ at all) cost linear time, others that of a sort by
 *   comparison. n is under 2^32.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_DOCSORT_H
#define STORE_QUERY_DOCSORT_H

#include <stddef.h>
#include <stdint.h>

struct docsort_item {
	size_t bytes; /* of an item */
	uint64_t (*key)(const void *);
	int (*order)(const void *, const void *);
};

void docsort(void *v, size_t n, const struct docsort_item *of);

/* keys in order of a time, and of a number and then a time */
uint64_t docsort_time(int64_t t);
uint64_t docsort_number_time(uint64_t number, int64_t t);

#endif
