#include "parse/record/json_text.h"

#include "fetch/base/eight.h"
#include "fetch/base/utf8.h"

static bool follows(const unsigned char *p, size_t n)
{
	for (size_t k = 1; k <= n; k++)
		if ((p[k] & 0xc0) != 0x80)
			return false;
	return true;
}

/* behind the eights of ASCII that stand for themselves, from s[at] on */
static size_t ascii_end(struct str s, size_t at)
{
	for (; at + 8 <= s.n; at += 8) {
		uint64_t w = eight_load(s.p + at);

		if (eight_high(w) ||
		    eight_below(w, ' ') | eight_is(w, '"') | eight_is(w, '\\'))
			break;
	}
	return at;
}

/* behind the run of characters that stand for themselves */
static size_t plain_end(struct str s, size_t at)
{
	const unsigned char *p = (const unsigned char *)s.p;

	while (at < s.n) {
		unsigned char c = p[at];

		if (c < 0x80) {
			if (c < 0x20 || c == '\\' || c == '"')
				return at;
			at = ascii_end(s, at + 1);
		} else if (c >= 0xc2 && c <= 0xdf && s.n - at >= 2 &&
			   follows(p + at, 1)) {
			at += 2;
		} else if (c >= 0xe1 && c <= 0xec && s.n - at >= 3 &&
			   follows(p + at, 2)) {
			at += 3;
		} else {
			size_t n = utf8_length(s, at);

			if (n == 0)
				return at;
			at += n;
		}
	}
	return at;
}

/* four hexadecimal digits at s[at]; -1: none */
static long hex4(struct str s, size_t at)
{
	long v = 0;

	if (s.n < 4 || at > s.n - 4)
		return -1;
	for (size_t i = at; i < at + 4; i++) {
		char c = s.p[i];
		int d = c >= '0' && c <= '9'   ? c - '0'
			: c >= 'a' && c <= 'f' ? c - 'a' + 10
			: c >= 'A' && c <= 'F' ? c - 'A' + 10
					       : -1;

		if (d < 0)
			return -1;
		v = v * 16 + d;
	}
	return v;
}

/* \uXXXX, two of them for what is beyond U+FFFF; false: broken */
static bool code_point(struct str s, size_t *at, uint32_t *c)
{
	long high = hex4(s, *at + 2), low;

	if (high < 0 || (high >= 0xdc00 && high <= 0xdfff))
		return false;
	*c = (uint32_t)high;
	*at += 6;
	if (high < 0xd800 || high > 0xdbff)
		return true;
	low = *at + 1 < s.n && s.p[*at] == '\\' && s.p[*at + 1] == 'u'
		  ? hex4(s, *at + 2)
		  : -1;
	if (low < 0xdc00 || low > 0xdfff)
		return false;
	*c = 0x10000 + ((uint32_t)(high - 0xd800) << 10) +
	     (uint32_t)(low - 0xdc00);
	*at += 6;
	return true;
}

/* the escape at s[*at], which is moved behind it; false: broken */
static bool escape(struct str s, size_t *at, char *to, size_t *n)
{
	static const char from[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
	uint32_t c;

	if (*at + 1 >= s.n)
		return false;
	if (s.p[*at + 1] == 'u') {
		if (!code_point(s, at, &c))
			return false;
		*n += utf8_encode(c, to + *n);
		return true;
	}
	for (size_t i = 0; from[i]; i++)
		if (s.p[*at + 1] == from[i]) {
			to[(*n)++] = means[i];
			*at += 2;
			return true;
		}
	return false;
}

int json_text(
    struct str quoted, struct arena *arena, struct str *to, struct err *e)
{
	if (quoted.n < 2 || quoted.p[0] != '"' || quoted.p[quoted.n - 1] != '"')
		return err_set(e, EXIT_DATA, "is no string");
	struct str s = str_sub(quoted, 1, quoted.n - 1);
	/* no escape is shorter than what it stands for */
	char *out = arena_raw(arena, s.n + 1);
	size_t at = 0, n = 0;

	while (at < s.n) {
		size_t end = plain_end(s, at);

		memcpy(out + n, s.p + at, end - at);
		n += end - at;
		at = end;
		if (at < s.n && (s.p[at] != '\\' || !escape(s, &at, out, &n)))
			return err_set(e, EXIT_DATA,
			    "holds what JSON does not allow (byte %zu)", at);
	}
	out[n] = '\0';
	*to = (struct str){out, n};
	return 0;
}
