#include "score/fingerprint.h"

#include "score/chars.h"
#include "score/wordhash.h"

#include <string.h>

/* a word is 5 units, a Han character 3; a shingle has at least 15 */
enum { WORD_UNITS = 5, HAN_UNITS = 3, SHINGLE_UNITS = 15 };

struct token {
	uint64_t hash;
	int units;
};

static void read_tokens(const struct doc_field *f, struct token *to)
{
	struct str text = f->norm.text;

	for (size_t i = 0; i < f->n_words; i++) {
		const struct doc_word *w = &f->words[i];
		bool ascii = (unsigned char)text.p[w->norm_begin] < 0x80;

		to[i].hash = w->hash;
		to[i].units =
		    !ascii && char_class_at(text, w->norm_begin) == CHAR_HAN
			? HAN_UNITS
			: WORD_UNITS;
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
			h = wordhash_mix(h + t[i].hash);
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

/* One more to the 64 counters whose digits stand in the planes, the lowest
 * first: the numbers of ones are added as on paper, all columns at once. */
static void add_planes(uint64_t planes[32], uint64_t carry, int from)
{
	for (int k = from; carry; k++) {
		uint64_t both = planes[k] & carry;

		planes[k] ^= carry;
		carry = both;
	}
}

/* a full adder of three digits: the sum stays in *a, the carry is given */
static uint64_t add_three(uint64_t *a, uint64_t b, uint64_t c)
{
	uint64_t half = *a ^ b, carry = (*a & b) | (half & c);

	*a = half ^ c;
	return carry;
}

/* how many of the values have each bit (the tree of Harley and Seal: of four
 * values, one carry of weight four is left) */
static void count_bits(const uint64_t *v, size_t n, uint32_t ones[64])
{
	uint64_t planes[32] = {0};
	size_t i = 0;

	for (; i + 4 <= n; i += 4) {
		uint64_t x = add_three(&planes[0], v[i], v[i + 1]);
		uint64_t y = add_three(&planes[0], v[i + 2], v[i + 3]);

		add_planes(planes, add_three(&planes[1], x, y), 2);
	}
	for (; i < n; i++)
		add_planes(planes, v[i], 0);
	for (int b = 0; b < 64; b++)
		for (int k = 0; k < 32; k++)
			ones[b] += (uint32_t)(planes[k] >> b & 1) << k;
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
	struct arena_mark mark = arena_mark(arena);
	struct token *t = arena_raw(arena, f->n_words * sizeof *t);
	uint64_t *v = arena_raw(arena, f->n_words * sizeof *v);

	read_tokens(f, t);
	size_t once = keep_once(v, shingles(t, f->n_words, v), arena);

	count_bits(v, once, ones);
	arena_back(arena, mark);
	for (int b = 0; b < 64; b++)
		print |= (uint64_t)(2 * (size_t)ones[b] > once) << b;
	return print ? print : 1;
}
