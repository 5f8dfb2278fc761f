/*
 * A sentence as the trained model sees it: words with their hashes, where
 * names are masked and figures, addresses and handles stand for their kind.
 *
 * Owns: nothing; a struct tokens is filled over and over.
 * Keeps: hashes are part of the weights' format: the same on every machine.
 *   At most TOKENS_MAX tokens of a sentence are looked at.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_TOKENS_H
#define SCORE_TONE_TOKENS_H

#include "score/tone/reading.h"

enum { TOKENS_MAX = 256 };

struct token {
	uint32_t hash;
	uint32_t stem;  /* of its first letters; 0: none */
	uint32_t tail;  /* of its last letters; 0: none */
	size_t word;    /* of the field */
	size_t mention; /* of the document; SIZE_MAX: a word */
	uint16_t clause;
};

struct tokens {
	struct token v[TOKENS_MAX];
	size_t n;
};

void tokens_make(struct tokens *t, const struct reading *r);

/* the hash of a name */
uint32_t token_hash(struct str s);

/* of a hash and a small number, or of two hashes: the last steps of
 * MurmurHash3 (Appleby, public domain) over both */
static inline uint32_t token_mix(uint32_t a, uint32_t b)
{
	uint32_t h = a ^ (b * 0x9e3779b1u + 0x7f4a7c15u);

	h = (h ^ (h >> 16)) * 0x85ebca6bu;
	h = (h ^ (h >> 13)) * 0xc2b2ae35u;
	return h ^ (h >> 16);
}

#endif
