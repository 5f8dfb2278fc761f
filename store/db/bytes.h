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

static inline void bytes_put_be(unsigned char *p, uint64_t v, size_t n)
{
	while (n--) {
		p[n] = (unsigned char)(v & 0xff);
		v >>= 8;
	}
}

static inline uint64_t bytes_get_be(const unsigned char *p, size_t n)
{
	uint64_t v = 0;

	for (size_t i = 0; i < n; i++)
		v = v << 8 | p[i];
	return v;
}

static inline void bytes_put_le(unsigned char *p, uint64_t v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		p[i] = (unsigned char)(v & 0xff);
		v >>= 8;
	}
}

static inline uint64_t bytes_get_le(const unsigned char *p, size_t n)
{
	uint64_t v = 0;

	while (n--)
		v = v << 8 | p[n];
	return v;
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
