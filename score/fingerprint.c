#include "score/fingerprint.h"

#include "score/chars.h"

#include <stdlib.h>
#include <string.h>

/* a word is 5 units, a Han character 3; a shingle has at least 15 */
enum { WORD_UNITS = 5, HAN_UNITS = 3, SHINGLE_UNITS = 15 };

static uint64_t word_hash(struct str s)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325); /* FNV-1a */

	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * UINT64_C(0x100000001b3);
	return h;
}

/* the finaliser of SplitMix64 (Steele, Lea and Flood, 2014): every bit of the
 * result depends on all of x */
static uint64_t mix(uint64_t x)
{
	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

struct token {
	uint64_t hash;
	int units;
};

static void read_tokens(const struct doc_field *f, struct token *to)
{
	for (size_t i = 0; i < f->n_words; i++) {
		struct str w = str_sub(
		    f->norm.text, f->words[i].norm_begin, f->words[i].norm_end);

		to[i].hash = word_hash(w);
		to[i].units =
		    char_class_at(w, 0) == CHAR_HAN ? HAN_UNITS : WORD_UNITS;
	}
}

static int by_value(const void *va, const void *vb)
{
	uint64_t a = *(const uint64_t *)va, b = *(const uint64_t *)vb;

	return a < b ? -1 : a > b;
}

/* the hashes of all shingles; a text shorter than one is one */
static size_t shingles(const struct token *t, size_t n, uint64_t *to)
{
	size_t count = 0, end = 0;
	int units = 0;

	for (size_t begin = 0; begin < n; begin++) {
		uint64_t h = 0;

		while (end < n && units < SHINGLE_UNITS)
			units += t[end++].units;
		if (units < SHINGLE_UNITS && begin > 0)
			break;
		for (size_t i = begin; i < end; i++)
			h = mix(h + t[i].hash);
		to[count++] = h;
		units -= t[begin].units;
	}
	return count;
}

/* the eight bits of x, each as a byte of the result */
static uint64_t spread(unsigned char x)
{
	uint64_t each =
	    x * UINT64_C(0x0101010101010101) & UINT64_C(0x8040201008040201);

	return (each + UINT64_C(0x7f7f7f7f7f7f7f7f)) >> 7 &
	       UINT64_C(0x0101010101010101);
}

/* how many of the values have each bit: eight counters of a byte are added at
 * a time, and emptied before they could run over */
static void count_bits(const uint64_t *v, size_t n, uint32_t ones[64])
{
	uint64_t lanes[8] = {0};

	for (size_t i = 0; i < n; i++) {
		for (int k = 0; k < 8; k++)
			lanes[k] += spread((unsigned char)(v[i] >> 8 * k));
		if (i % 255 != 254 && i + 1 < n)
			continue;
		for (int b = 0; b < 64; b++)
			ones[b] += lanes[b / 8] >> 8 * (b % 8) & 0xff;
		memset(lanes, 0, sizeof lanes);
	}
}

uint64_t fingerprint_of(const struct doc *d, struct arena *arena)
{
	const struct doc_field *f = &d->field[DOC_TEXT];
	uint32_t ones[64] = {0};
	uint64_t print = 0;
	size_t n, once = 0;

	if (f->n_words == 0)
		f = &d->field[DOC_TITLE];
	if (f->n_words == 0)
		return 0;
	struct token *t = arena_new(arena, f->n_words * sizeof *t);
	uint64_t *v = arena_new(arena, f->n_words * sizeof *v);

	read_tokens(f, t);
	n = shingles(t, f->n_words, v);
	qsort(v, n, sizeof *v, by_value);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || v[i] != v[i - 1])
			v[once++] = v[i];
	count_bits(v, once, ones);
	for (int b = 0; b < 64; b++)
		print |= (uint64_t)(2 * (size_t)ones[b] > once) << b;
	return print ? print : 1;
}
