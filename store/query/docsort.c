#include "store/query/docsort.h"

#include "fetch/base/buf.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* three digits of 11 bits: the upper 33 bits of a key */
enum { DIGIT = 11, DIGITS = 3, SORTED = DIGIT * DIGITS, FEW = 512 };

struct pair {
	uint64_t key;
	uint32_t at;
};

static void pass(
    const struct pair *from, struct pair *to, size_t n, unsigned shift)
{
	size_t place[1 << DIGIT] = {0};
	const uint64_t mask = (1u << DIGIT) - 1;
	size_t sum = 0;

	for (size_t i = 0; i < n; i++)
		place[from[i].key >> shift & mask]++;
	for (size_t i = 0; i < 1u << DIGIT; i++) {
		size_t here = place[i];

		place[i] = sum;
		sum += here;
	}
	for (size_t i = 0; i < n; i++)
		to[place[from[i].key >> shift & mask]++] = from[i];
}

/* items whose upper bits are equal */
static void finish(unsigned char *v, const struct pair *p, size_t n,
    unsigned low, const struct docsort_item *of)
{
	for (size_t i = 0, k; i < n; i = k) {
		for (k = i + 1; k < n && p[k].key >> low == p[i].key >> low;
		     k++)
			;
		if (k - i > 1)
			qsort(v + i * of->bytes, k - i, of->bytes, of->order);
	}
}

/* The keys, from the least one on; returns the greatest. */
static uint64_t take_keys(struct pair *to, const unsigned char *items, size_t n,
    const struct docsort_item *of)
{
	uint64_t least = UINT64_MAX, most = 0;

	for (size_t i = 0; i < n; i++) {
		to[i].key = of->key(items + i * of->bytes);
		to[i].at = (uint32_t)i;
		least = to[i].key < least ? to[i].key : least;
		most = to[i].key > most ? to[i].key : most;
	}
	for (size_t i = 0; i < n; i++)
		to[i].key -= least;
	return most - least;
}

static bool in_order(
    const unsigned char *v, size_t n, const struct docsort_item *of)
{
	for (size_t i = 1; i < n; i++)
		if (of->order(v + (i - 1) * of->bytes, v + i * of->bytes) > 0)
			return false;
	return true;
}

void docsort(void *v, size_t n, const struct docsort_item *of)
{
	unsigned char *items = v, *was;
	struct pair *a, *b;
	unsigned low = 0;

	if (n < FEW) {
		if (n > 1)
			qsort(v, n, of->bytes, of->order);
		return;
	}
	if (in_order(items, n, of))
		return;
	a = mem_new(n, sizeof *a);
	b = mem_new(n, sizeof *b);
	was = mem_new(n, of->bytes);
	memcpy(was, items, n * of->bytes);
	for (uint64_t most = take_keys(a, was, n, of); most >> low >> SORTED;)
		low++;
	pass(a, b, n, low);
	pass(b, a, n, low + DIGIT);
	pass(a, b, n, low + 2 * DIGIT);
	for (size_t i = 0; i < n; i++)
		memcpy(items + i * of->bytes, was + b[i].at * of->bytes,
		    of->bytes);
	finish(items, b, n, low, of);
	free(a);
	free(b);
	free(was);
}

uint64_t docsort_time(int64_t t)
{
	return (uint64_t)t ^ UINT64_C(1) << 63;
}

uint64_t docsort_number_time(uint64_t number, int64_t t)
{
	/* seconds of 2^20 us from 1970 on are enough: order does the rest */
	const int64_t most = (INT64_C(1) << 31) - 1;
	int64_t second = t < 0 ? 0 : t >> 20;

	if (number >> 33)
		number = (UINT64_C(1) << 33) - 1;
	return number << 31 | (uint64_t)(second > most ? most : second);
}
