#include "fetch/base/utf8.h"

size_t utf8_length(struct str s, size_t at)
{
	const unsigned char *p = (const unsigned char *)s.p + at;
	size_t left = s.n - at;
	unsigned char lo = 0x80, hi = 0xBF;
	size_t n;

	if (left == 0)
		return 0;
	if (p[0] < 0x80)
		return 1;
	if (p[0] >= 0xC2 && p[0] <= 0xDF)
		n = 2;
	else if ((p[0] & 0xF0) == 0xE0)
		n = 3;
	else if (p[0] >= 0xF0 && p[0] <= 0xF4)
		n = 4;
	else
		return 0;
	/* RFC 3629, section 4: the second byte excludes overlong forms,
	 * surrogates and values above U+10FFFF */
	if (p[0] == 0xE0)
		lo = 0xA0;
	else if (p[0] == 0xED)
		hi = 0x9F;
	else if (p[0] == 0xF0)
		lo = 0x90;
	else if (p[0] == 0xF4)
		hi = 0x8F;
	if (left < n || p[1] < lo || p[1] > hi)
		return 0;
	for (size_t i = 2; i < n; i++)
		if ((p[i] & 0xC0) != 0x80)
			return 0;
	return n;
}

static uint32_t decode(const unsigned char *p, size_t n)
{
	static const unsigned char mask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
	uint32_t c = p[0] & mask[n];

	for (size_t i = 1; i < n; i++)
		c = c << 6 | (p[i] & 0x3F);
	return c;
}

static bool follows(unsigned char c)
{
	return (c & 0xC0) == 0x80;
}

uint32_t utf8_decode(struct str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.p + *at;
	size_t left = s.n - *at;

	/* nearly all characters: two bytes, or three whose second has no
	 * other bounds */
	if (left >= 2 && p[0] >= 0xC2 && p[0] <= 0xDF && follows(p[1])) {
		*at += 2;
		return decode(p, 2);
	}
	if (left >= 3 && p[0] >= 0xE1 && p[0] <= 0xEC && follows(p[1]) &&
	    follows(p[2])) {
		*at += 3;
		return decode(p, 3);
	}
	size_t n = utf8_length(s, *at);
	size_t was = *at;

	*at += n ? n : 1;
	return n ? decode((const unsigned char *)s.p + was, n) : 0xFFFD;
}

uint32_t utf8_prev(struct str s, size_t *at)
{
	size_t end = *at;

	if ((unsigned char)s.p[end - 1] < 0x80)
		return (unsigned char)s.p[--*at];
	for (size_t back = 1; back <= 4 && back <= end; back++)
		if (utf8_length(s, end - back) == back) {
			*at = end - back;
			return decode((const unsigned char *)s.p + *at, back);
		}
	*at = end - 1;
	return 0xFFFD;
}

bool utf8_valid(struct str s)
{
	for (size_t i = 0; i < s.n;) {
		if ((unsigned char)s.p[i] < 0x80) {
			i++;
			continue;
		}
		size_t n = utf8_length(s, i);

		if (n == 0)
			return false;
		i += n;
	}
	return true;
}
