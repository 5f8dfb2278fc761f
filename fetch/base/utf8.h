/*
 * UTF-8 steps (RFC 3629): no overlong forms, no surrogates.
 * Users: everyone.
 */
#ifndef FETCH_BASE_UTF8_H
#define FETCH_BASE_UTF8_H

#include "fetch/base/str.h"

#include <stdint.h>

/* bytes (1..4) of the valid character at s[at], 0 where there is none */
size_t utf8_length(struct str s, size_t at);

/* Decode the character at s[*at] and move behind it; an invalid byte is
 * U+FFFD and moves by one. *at must be < s.n. */
uint32_t utf8_decode(struct str s, size_t *at);

static inline uint32_t utf8_next(struct str s, size_t *at)
{
	unsigned char lead = (unsigned char)s.p[*at];

	if (lead >= 0x80)
		return utf8_decode(s, at);
	++*at;
	return lead;
}

/* the character that ends at s[*at], moving *at back to its begin; *at > 0 */
uint32_t utf8_prev(struct str s, size_t *at);

bool utf8_valid(struct str s);

/* the bytes (1..4) of a code point <= U+10FFFF */
static inline size_t utf8_encode(uint32_t c, char to[4])
{
	if (c < 0x80) {
		to[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		to[0] = (char)(0xC0 | c >> 6);
		to[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		to[0] = (char)(0xE0 | c >> 12);
		to[1] = (char)(0x80 | (c >> 6 & 0x3F));
		to[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	to[0] = (char)(0xF0 | c >> 18);
	to[1] = (char)(0x80 | (c >> 12 & 0x3F));
	to[2] = (char)(0x80 | (c >> 6 & 0x3F));
	to[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

#endif
