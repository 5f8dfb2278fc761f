/* sorting by digests is sorting */
#include "fetch/base/buf.h"
#include "store/query/docsort.h"

#include <criterion/criterion.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct item {
	uint32_t other;
	uint64_t key;
	uint32_t was;
};

static int by_key(const void *a, const void *b)
{
	const struct item *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	if (x->other != y->other)
		return x->other < y->other ? -1 : 1;
	return x->was < y->was ? -1 : x->was > y->was;
}

static const struct docsort_item item = {
    sizeof(struct item), offsetof(struct item, key), by_key};

static uint64_t mix(uint64_t x)
{
	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

static uint64_t random_key(size_t i)
{
	return mix(i + 1);
}

static uint64_t lower_bits(size_t i)
{
	return mix(i + 1) >> 40;
}

static uint64_t one(size_t i)
{
	(void)i;
	return 7;
}

static uint64_t both_ends(size_t i)
{
	return i % 2 ? UINT64_MAX - i / 2 % 5 : i / 2 % 5;
}

static uint64_t often(size_t i)
{
	return mix(i % 40);
}

static uint64_t down(size_t i)
{
	return UINT64_MAX - ((uint64_t)i << 32);
}

static const struct {
	uint64_t (*key)(size_t i);
	const char *why;
} kinds[] = {
    {random_key, "digests"},
    {lower_bits, "the digits that are sorted by are equal"},
    {one, "one key"},
    {both_ends, "least and most"},
    {often, "each key many times"},
    {down, "in the wrong order"},
};

Test(docsort, gives_the_order_of_a_sort_by_comparison)
{
	static const size_t sizes[] = {0, 1, 2, 511, 512, 513, 5000};

	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
			size_t n = sizes[s];
			struct item *a = mem_new(n + 1, sizeof *a);
			struct item *b = mem_new(n + 1, sizeof *b);

			for (size_t i = 0; i < n; i++)
				a[i] = (struct item){(uint32_t)mix(i) % 3,
				    kinds[k].key(i), (uint32_t)i};
			memcpy(b, a, n * sizeof *a);
			if (n)
				qsort(b, n, sizeof *b, by_key);
			docsort(a, n, &item);
			for (size_t i = 0; i < n; i++)
				cr_assert(a[i].was == b[i].was,
				    "%s: %zu of %zu", kinds[k].why, i, n);
			free(a);
			free(b);
		}
}
