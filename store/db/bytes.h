/*
 * Numbers in bytes: big-endian in keys, so that memcmp order is number order;
 * little-endian in values.
 *
 * Users: store/.
 */
#ifndef STORE_DB_BYTES_H
#define STORE_DB_BYTES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* n is known where these are called: whole words are one instruction each,
 * which is what scans of millions of rows live on */
static inline uint64_t bytes_swap(uint64_t v)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return __builtin_bswap64(v);
#else
	return v;
#endif
}

static inline uint64_t bytes_get_be(const unsigned char *p, size_t n)
{
	uint64_t v = 0;
	uint32_t half;

	if (n == 8) {
		memcpy(&v, p, 8);
		return bytes_swap(v);
	}
	if (n == 4) {
		memcpy(&half, p, 4);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
		half = __builtin_bswap32(half);
#endif
		return half;
	}
	for (size_t i = 0; i < n; i++)
		v = v << 8 | p[i];
	return v;
}

static inline void bytes_put_be(unsigned char *p, uint64_t v, size_t n)
{
	if (n == 8) {
		v = bytes_swap(v);
		memcpy(p, &v, 8);
		return;
	}
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	if (n == 4) {
		uint32_t half = __builtin_bswap32((uint32_t)v);

		memcpy(p, &half, 4);
		return;
	}
#endif
	while (n--) {
		p[n] = (unsigned char)(v & 0xff);
		v >>= 8;
	}
}

static inline uint64_t bytes_get_le(const unsigned char *p, size_t n)
{
	uint64_t v = 0;

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	uint32_t half;

	if (n == 8) {
		memcpy(&v, p, 8);
		return v;
	}
	if (n == 4) {
		memcpy(&half, p, 4);
		return half;
	}
#endif
	while (n--)
		v = v << 8 | p[n];
	return v;
}

static inline void bytes_put_le(unsigned char *p, uint64_t v, size_t n)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	if (n == 8 || n == 4 || n == 2) {
		memcpy(p, &v, n);
		return;
	}
#endif
	for (size_t i = 0; i < n; i++) {
		p[i] = (unsigned char)(v & 0xff);
		v >>= 8;
	}
}

/* a signed time so that earlier sorts first; STAMP_NONE is all zeros */
static inline uint64_t bytes_bias(int64_t t)
{
	return (uint64_t)t ^ UINT64_C(0x8000000000000000);
}

static inline int64_t bytes_unbias(uint64_t v)
{
	return (int64_t)(v ^ UINT64_C(0x8000000000000000));
}

#endif
