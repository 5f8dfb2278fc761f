#include "store/keysort.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { KEY = 30, KEYS = 3000 };

static int by_bytes(const void *a, const void *b)
{
	const unsigned char *const *x = a, *const *y = b;

	return memcmp(*x, *y, KEY);
}

static void expect_sorted(
    unsigned char (*bytes)[KEY], size_t n, const char *why)
{
	static const unsigned char *is[KEYS], *want[KEYS];

	for (size_t i = 0; i < n; i++)
		is[i] = want[i] = bytes[i];
	keysort(is, n);
	if (n)
		qsort(want, n, sizeof *want, by_bytes);
	for (size_t i = 0; i < n; i++)
		cr_assert_eq(memcmp(is[i], want[i], KEY), 0, "%s, %zu", why, i);
}

/* which bytes of the keys vary, and over how many values */
static const struct {
	size_t from, to;
	int values;
	const char *why;
} cases[] = {
    {0, KEY, 256, "all bytes"},
    {0, 4, 3, "few series, keys that are equal"},
    {4, 12, 256, "the times of one series"},
    {11, 12, 256, "the last byte of the head"},
    {12, KEY, 256, "one series and time: the rest alone decides"},
    {KEY - 1, KEY, 256, "the last byte of all"},
    {8, 20, 2, "times and documents that are often equal"},
    {0, KEY, 1, "all keys equal"},
};

Test(keysort, orders_as_memcmp_does)
{
	static unsigned char bytes[KEYS][KEY];
	unsigned seed = 1;

	for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
		memset(bytes, 0x80, sizeof bytes);
		for (size_t i = 0; i < KEYS; i++)
			for (size_t k = cases[c].from; k < cases[c].to; k++)
				bytes[i][k] =
				    (unsigned char)(rand_r(&seed) %
						    cases[c].values *
						    (255 / cases[c].values));
		expect_sorted(bytes, KEYS, cases[c].why);
		for (size_t n = 0; n < 4; n++)
			expect_sorted(bytes, n, cases[c].why);
	}
}
