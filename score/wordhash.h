/*
 * A hash of the bytes of a word, the same on every machine: sketches are made
 * of it, and word lists are looked up by it, so that a word is hashed once.
 *
 * Users: score.
 */
#ifndef SCORE_WORDHASH_H
#define SCORE_WORDHASH_H

#include "fetch/base/str.h"

/* the finaliser of SplitMix64 (Steele, Lea and Flood, 2014): every bit of the
 * result depends on all of x */
static inline uint64_t wordhash_mix(uint64_t x)
{
	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

/* of text[begin, end) */
uint64_t wordhash(struct str text, size_t begin, size_t end);

#endif
