#include "score/stops.h"

#include "fetch/base/eight.h"

bool stops_closer(uint32_t c)
{
	switch (c) {
	case '"':
	case '\'':
	case ')':
	case ']':
	case '*':
	case 0x00bb:
	case 0x2019:
	case 0x201d:
	case 0x300b:
	case 0x300d:
	case 0x300f:
	case 0x3011:
	case 0xff09:
		return true;
	default:
		return false;
	}
}

bool stops_quote(uint32_t c)
{
	return c == '"' || c == '\'' || c == 0xbb || c == 0x2019 ||
	       c == 0x201d || c == 0x300d || c == 0x300f;
}

/* 。！？ and the like end a sentence with nothing behind them */
bool stops_full(uint32_t c)
{
	return c == 0x3002 || c == 0xff01 || c == 0xff1f || c == 0xff61;
}

bool stops_is(uint32_t c)
{
	return stops_full(c) || c == '.' || c == '!' || c == '?' ||
	       c == 0x2026 || c == 0x061f || c == 0x06d4 || c == 0xff0e;
}

/* the second byte of a stop that begins with this one; 1: it has no second.
 * Half the bytes of Arabic are 0xd8, so the first alone says too little. */
static const unsigned char stop_second[256] = {['.'] = 1,
    ['!'] = 1,
    ['?'] = 1,
    [0xd8] = 0x9f,
    [0xdb] = 0x94,
    [0xe2] = 0x80,
    [0xe3] = 0x80,
    [0xef] = 0xff};

static bool may_stop(struct str s, size_t at)
{
	unsigned char second = stop_second[(unsigned char)s.p[at]];

	if (second <= 1)
		return second;
	return at + 1 < s.n &&
	       (second == 0xff || (unsigned char)s.p[at + 1] == second);
}

size_t stops_next(struct str s, size_t at)
{
	while (at < s.n && !may_stop(s, at)) {
		bool ascii = (unsigned char)s.p[at++] < 0x80;

		for (; ascii && at + 8 <= s.n; at += 8) {
			uint64_t w = eight_load(s.p + at);

			if (eight_high(w) || eight_is(w, '.') |
						 eight_is(w, '!') |
						 eight_is(w, '?'))
				break;
		}
	}
	return at;
}

/* bytes of the line end at s[at], 0 where there is none */
static size_t line_end(struct str s, size_t at)
{
	if (s.p[at] == '\n' || s.p[at] == '\r')
		return 1;
	if (s.n - at >= 3 && (unsigned char)s.p[at + 1] == 0x80 &&
	    ((unsigned char)s.p[at + 2] | 1) == 0xa9)
		return 3;
	return 0;
}

/* the bytes that a line end begins with, each looked for by itself */
static const unsigned char end_bytes[LINE_ENDS] = {'\n', '\r', 0xe2};

static size_t next_byte(struct str s, unsigned char c, size_t from)
{
	const char *at = from < s.n ? memchr(s.p + from, c, s.n - from) : NULL;

	return at ? (size_t)(at - s.p) : s.n;
}

void line_ends_begin(struct line_ends *l, struct str text)
{
	l->text = text;
	for (size_t i = 0; i < LINE_ENDS; i++)
		l->next[i] = next_byte(text, end_bytes[i], 0);
}

bool line_ends_next(struct line_ends *l, size_t *at, size_t *n)
{
	for (;;) {
		size_t first = 0;

		for (size_t i = 1; i < LINE_ENDS; i++)
			if (l->next[i] < l->next[first])
				first = i;
		*at = l->next[first];
		if (*at >= l->text.n)
			return false;
		l->next[first] = next_byte(l->text, end_bytes[first], *at + 1);
		*n = line_end(l->text, *at);
		if (*n)
			return true;
	}
}
