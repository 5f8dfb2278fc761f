/*
 * Eight bytes of a text at a time: which of them are what is told by their
 * high bits (Lamport, "Multiple Byte Processing with Full-Word Instructions",
 * 1975). The first byte is the lowest, on every machine.
 *
 * Keeps: eight_is(), eight_below() and eight_upper() are for words of ASCII
 *   alone, which eight_high() tells.
 * Users: everyone.
 */
#ifndef FETCH_BASE_EIGHT_H
#define FETCH_BASE_EIGHT_H

#include <stdint.h>
#include <string.h>

static inline uint64_t eight_of(unsigned char c)
{
	return c * UINT64_C(0x0101010101010101);
}

static inline uint64_t eight_load(const char *p)
{
	uint64_t w;

	memcpy(&w, p, sizeof w);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	w = __builtin_bswap64(w);
#endif
	return w;
}

static inline void eight_store(char *p, uint64_t w)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	w = __builtin_bswap64(w);
#endif
	memcpy(p, &w, sizeof w);
}

/* the high bit of the bytes that are no ASCII */
static inline uint64_t eight_high(uint64_t w)
{
	return w & eight_of(0x80);
}

/* of those that are c */
static inline uint64_t eight_is(uint64_t w, unsigned char c)
{
	return (eight_of(0x80) - (w ^ eight_of(c))) & eight_of(0x80);
}

/* of those below c */
static inline uint64_t eight_below(uint64_t w, unsigned char c)
{
	return ~((w | eight_of(0x80)) - eight_of(c)) & eight_of(0x80);
}

/* of those from A to Z */
static inline uint64_t eight_upper(uint64_t w)
{
	return eight_below(w, 'Z' + 1) & ~eight_below(w, 'A');
}

#endif
