#include "score/fingerprint.h"

#include "score/chars.h"

#include <string.h>

/* a word is 5 units, a Han character 3; a shingle has at least 15 */
enum { WORD_UNITS = 5, HAN_UNITS = 3, SHINGLE_UNITS = 15 };

/* the finaliser of SplitMix64 (Steele, Lea and Flood, 2014): every bit of the
 * result depends on all of x */
static uint64_t mix(uint64_t x)
{
	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

/* eight bytes a step, taken in one order on every machine */
static uint64_t word_hash(struct str s)
{
	uint64_t h = s.n;

	for (size_t i = 0; i < s.n; i += 8) {
		uint64_t x = 0;

		for (size_t k = i; k < s.n && k < i + 8; k++)
			x |= (uint64_t)(unsigned char)s.p[k] << 8 * (k - i);
		h = mix(h ^ x);
	}
	return h;
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
		to[count++] = h ? h : 1;
		units -= t[begin].units;
	}
	return count;
}

/* Leave each value once, by way of an open hash table: the values are hashes
 * already. */
static size_t keep_once(uint64_t *v, size_t n, struct arena *arena)
{
	size_t cap = 64, kept = 0;

	while (cap < 2 * n)
		cap *= 2;
	uint64_t *slots = arena_new(arena, cap * sizeof *slots);

	for (size_t i = 0; i < n; i++) {
		size_t at = (size_t)v[i] & (cap - 1);

		while (slots[at] && slots[at] != v[i])
			at = (at + 1) & (cap - 1);
		if (slots[at])
			continue;
		slots[at] = v[i];
		v[kept++] = v[i];
	}
	return kept;
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
			ones[b] +=
			    (uint32_t)(lanes[b / 8] >> 8 * (b % 8) & 0xff);
		memset(lanes, 0, sizeof lanes);
	}
}

uint64_t fingerprint_of(const struct doc *d, struct arena *arena)
{
	const struct doc_field *f = &d->field[DOC_TEXT];
	uint32_t ones[64] = {0};
	uint64_t print = 0;

	if (f->n_words == 0)
		f = &d->field[DOC_TITLE];
	if (f->n_words == 0)
		return 0;
	struct token *t = arena_new(arena, f->n_words * sizeof *t);
	uint64_t *v = arena_new(arena, f->n_words * sizeof *v);

	read_tokens(f, t);
	size_t once = keep_once(v, shingles(t, f->n_words, v), arena);

	count_bits(v, once, ones);
	for (int b = 0; b < 64; b++)
		print |= (uint64_t)(2 * (size_t)ones[b] > once) << b;
	return print ? print : 1;
}
