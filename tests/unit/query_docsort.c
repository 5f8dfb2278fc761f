/* sorting by digests is sorting */
#include "fetch/base/buf.h"
#include "store/query/docsort.h"

#include <criterion/criterion.h>
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

static uint64_t key_of(const void *item)
{
	return ((const struct item *)item)->key;
}

static const struct docsort_item item = {sizeof(struct item), key_of, by_key};

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

static uint64_t up(size_t i)
{
	return i;
}

static uint64_t hours(size_t i)
{
	return docsort_time(((int64_t)(mix(i) % 90000) - 40000) * 3600000000);
}

static uint64_t of_sources(size_t i)
{
	return docsort_number_time(
	    mix(i) % 5, (int64_t)(mix(i + 9) >> 20) - 1000);
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
    {up, "in order already"},
    {hours, "times before and after 1970"},
    {of_sources, "numbers, of each many times"},
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

static const struct {
	uint64_t number[2];
	int64_t t[2];
	const char *why;
} pairs[] = {
    {{1, 1}, {5, INT64_MAX}, "the end of time"},
    {{1, 1}, {INT64_MIN, 0}, "its beginning"},
    {{1, 2}, {INT64_MAX, INT64_MIN}, "the number comes first"},
    {{UINT64_MAX, UINT64_MAX}, {1, 2}, "a number that is too large"},
    {{UINT32_MAX, UINT64_C(1) << 33}, {9, 9}, "the largest that fits"},
};

Test(docsort, keys_never_contradict_the_order)
{
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		cr_expect_leq(
		    docsort_number_time(pairs[i].number[0], pairs[i].t[0]),
		    docsort_number_time(pairs[i].number[1], pairs[i].t[1]),
		    "%s", pairs[i].why);
		if (pairs[i].t[0] < pairs[i].t[1])
			cr_expect_lt(docsort_time(pairs[i].t[0]),
			    docsort_time(pairs[i].t[1]), "%s", pairs[i].why);
	}
}
