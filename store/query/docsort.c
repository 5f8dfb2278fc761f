#include "store/query/docsort.h"

#include "fetch/base/buf.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* three digits of 11 bits: the upper 33 bits of a key */
enum { DIGIT = 11, DIGITS = 3, LOW = 64 - DIGIT * DIGITS, FEW = 512 };

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
    const struct docsort_item *of)
{
	for (size_t i = 0, k; i < n; i = k) {
		for (k = i + 1; k < n && p[k].key >> LOW == p[i].key >> LOW;
		     k++)
			;
		if (k - i > 1)
			qsort(v + i * of->bytes, k - i, of->bytes, of->order);
	}
}

void docsort(void *v, size_t n, const struct docsort_item *of)
{
	unsigned char *items = v, *was;
	struct pair *a, *b;

	if (n < FEW) {
		if (n > 1)
			qsort(v, n, of->bytes, of->order);
		return;
	}
	a = mem_new(n, sizeof *a);
	b = mem_new(n, sizeof *b);
	was = mem_new(n, of->bytes);
	memcpy(was, items, n * of->bytes);
	for (size_t i = 0; i < n; i++) {
		memcpy(&a[i].key, was + i * of->bytes + of->key, 8);
		a[i].at = (uint32_t)i;
	}
	pass(a, b, n, LOW);
	pass(b, a, n, LOW + DIGIT);
	pass(a, b, n, LOW + 2 * DIGIT);
	for (size_t i = 0; i < n; i++)
		memcpy(items + i * of->bytes, was + b[i].at * of->bytes,
		    of->bytes);
	finish(items, b, n, of);
	free(a);
	free(b);
	free(was);
}
