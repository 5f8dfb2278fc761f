#include "store/keysort.h"

#include "fetch/base/buf.h"
#include "store/db/bytes.h"
#include "store/db/obs.h"

#include <stdlib.h>
#include <string.h>

enum { HEAD_BYTES = 12 };

/* the first twelve bytes as numbers */
struct item {
	uint64_t first;
	uint32_t second, index; /* index: of the key as it was given */
};

static int by_rest(const void *a, const void *b)
{
	const unsigned char *const *x = a, *const *y = b;

	return memcmp(
	    *x + HEAD_BYTES, *y + HEAD_BYTES, OBS_KEY_BYTES - HEAD_BYTES);
}

/* byte 0..3: of second, the last one first; 4..11: of first */
static unsigned byte_of(const struct item *v, unsigned byte)
{
	return byte < 4 ? v->second >> 8 * byte & 0xff
			: (unsigned)(v->first >> 8 * (byte - 4) & 0xff);
}

/* a stable pass by one byte */
static void pass(
    const struct item *from, struct item *to, size_t n, unsigned byte)
{
	size_t at[256] = {0}, sum = 0;

	for (size_t i = 0; i < n; i++)
		at[byte_of(&from[i], byte)]++;
	for (size_t b = 0; b < 256; b++) {
		size_t here = at[b];

		at[b] = sum;
		sum += here;
	}
	for (size_t i = 0; i < n; i++)
		to[at[byte_of(&from[i], byte)]++] = from[i];
}

/* From the last byte to the first, leaving out those that are the same in all
 * keys: of a batch they are many. Returns where the result is. */
static struct item *by_head(struct item *v, struct item *other, size_t n)
{
	struct item varies = {0};

	for (size_t i = 1; i < n; i++) {
		varies.first |= v[i].first ^ v[0].first;
		varies.second |= v[i].second ^ v[0].second;
	}
	for (unsigned byte = 0; byte < HEAD_BYTES; byte++) {
		struct item *swap = v;

		if (byte_of(&varies, byte) == 0)
			continue;
		pass(v, other, n, byte);
		v = other;
		other = swap;
	}
	return v;
}

static bool same_head(const struct item *a, const struct item *b)
{
	return a->first == b->first && a->second == b->second;
}

void keysort(const unsigned char **keys, size_t n)
{
	if (n < 2)
		return;
	struct item *all = mem_new(2 * n, sizeof *all);
	const unsigned char **given = mem_new(n, sizeof *given);

	memcpy(given, keys, n * sizeof *given);
	for (size_t i = 0; i < n; i++)
		all[i] = (struct item){bytes_get_be(keys[i], 8),
		    (uint32_t)bytes_get_be(keys[i] + 8, 4), (uint32_t)i};
	struct item *v = by_head(all, all + n, n);
	size_t same;

	for (size_t i = 0; i < n; i++)
		keys[i] = given[v[i].index];
	for (size_t i = 0; i < n; i += same) {
		for (same = 1; i + same < n && same_head(&v[i], &v[i + same]);)
			same++;
		if (same > 1)
			qsort(&keys[i], same, sizeof *keys, by_rest);
	}
	free(given);
	free(all);
}
