#include "score/wordhash.h"

/* up to eight bytes of text from `at` on, the first the lowest, on every
 * machine */
static uint64_t bytes_at(struct str text, size_t at, size_t n)
{
	uint64_t x = 0;

	if (at + 8 <= text.n) {
		memcpy(&x, text.p + at, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
		x = __builtin_bswap64(x);
#endif
		return n < 8 ? x & ((UINT64_C(1) << 8 * n) - 1) : x;
	}
	for (size_t k = 0; k < n; k++)
		x |= (uint64_t)(unsigned char)text.p[at + k] << 8 * k;
	return x;
}

uint64_t wordhash(struct str text, size_t begin, size_t end)
{
	uint64_t h = end - begin;

	for (size_t i = begin; i < end; i += 8)
		h = wordhash_mix(
		    h ^ bytes_at(text, i, end - i < 8 ? end - i : 8));
	return h;
}
