#include "store/keysort.h"

#include "fetch/base/buf.h"
#include "store/db/bytes.h"

#include <stdlib.h>
#include <string.h>

/* the first 12 bytes as two numbers; what is behind them by its key */
struct item {
	uint64_t part[2];
	const unsigned char *key;
	size_t key_bytes;
};

static int by_rest(const void *a, const void *b)
{
	const struct item *x = a, *y = b;

	return memcmp(x->key + KEYSORT_HEAD_BYTES, y->key + KEYSORT_HEAD_BYTES,
	    x->key_bytes - KEYSORT_HEAD_BYTES);
}

/* a stable pass by one byte of one part */
static void pass(const struct item *from, struct item *to, size_t n, int part,
    unsigned shift)
{
	size_t at[256] = {0}, sum = 0;

	for (size_t i = 0; i < n; i++)
		at[from[i].part[part] >> shift & 0xff]++;
	for (size_t b = 0; b < 256; b++) {
		size_t here = at[b];

		at[b] = sum;
		sum += here;
	}
	for (size_t i = 0; i < n; i++)
		to[at[from[i].part[part] >> shift & 0xff]++] = from[i];
}

/* From the last byte to the first, leaving out those that are the same in all
 * keys: of a batch they are most. Returns where the result is. */
static struct item *by_head(struct item *v, struct item *other, size_t n)
{
	uint64_t varies[2] = {0, 0};

	for (size_t i = 1; i < n; i++)
		for (int part = 0; part < 2; part++)
			varies[part] |= v[i].part[part] ^ v[0].part[part];
	for (int part = 1; part >= 0; part--)
		for (unsigned shift = 0; shift < 64; shift += 8) {
			struct item *swap = v;

			if ((varies[part] >> shift & 0xff) == 0)
				continue;
			pass(v, other, n, part, shift);
			v = other;
			other = swap;
		}
	return v;
}

static bool same_head(const struct item *a, const struct item *b)
{
	return a->part[0] == b->part[0] && a->part[1] == b->part[1];
}

void keysort(const unsigned char **keys, size_t n, size_t key_bytes)
{
	if (n < 2)
		return;
	struct item *all = mem_new(2 * n, sizeof *all);

	for (size_t i = 0; i < n; i++)
		all[i] = (struct item){
		    {bytes_get_be(keys[i], 8), bytes_get_be(keys[i] + 8, 4)},
		    keys[i], key_bytes};
	struct item *v = by_head(all, all + n, n);
	size_t same;

	for (size_t i = 0; i < n; i += same) {
		for (same = 1; i + same < n && same_head(&v[i], &v[i + same]);)
			same++;
		if (same > 1)
			qsort(&v[i], same, sizeof *v, by_rest);
	}
	for (size_t i = 0; i < n; i++)
		keys[i] = v[i].key;
	free(all);
}
