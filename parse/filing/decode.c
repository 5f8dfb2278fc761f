#include "parse/filing/decode.h"

#include "fetch/base/buf.h"
#include "fetch/base/utf8.h"

#include <string.h>

static const size_t utf8_max_bytes = (size_t)512 << 20;

uint32_t decode_c1(uint32_t c)
{
	/* WHATWG Encoding Standard, index-windows-1252 */
	static const uint16_t table[32] = {0x20AC, 0x81, 0x201A, 0x0192, 0x201E,
	    0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
	    0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
	    0x017E, 0x0178};

	return c >= 0x80 && c <= 0x9F ? table[c - 0x80] : c;
}

static bool is_control(unsigned char c)
{
	return c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f';
}

/* how far the bytes are UTF-8 without control bytes */
static size_t clean(struct str s)
{
	size_t at = 0;

	while (at < s.n) {
		unsigned char c = (unsigned char)s.p[at];

		if (c < 0x80) {
			if (is_control(c))
				break;
			at++;
			continue;
		}
		size_t n = utf8_length(s, at);

		if (!n)
			break;
		at += n;
	}
	return at;
}

/* a body that was cut may end within a character */
static bool is_utf8(struct str s)
{
	for (size_t at = 0; at < s.n;) {
		size_t n =
		    (unsigned char)s.p[at] < 0x80 ? 1 : utf8_length(s, at);

		if (!n)
			return s.n - at < 4 && at > 0;
		at += n;
	}
	return true;
}

struct str decode_utf8(struct arena *a, struct str bytes)
{
	struct buf b;

	if (str_starts(bytes, STR("\xEF\xBB\xBF")))
		bytes = str_sub(bytes, 3, bytes.n);
	size_t good = clean(bytes);

	if (good == bytes.n)
		return bytes;
	bool utf8 = is_utf8(bytes);

	buf_init(&b, utf8_max_bytes);
	buf_add(&b, bytes.p, good);
	for (size_t i = good; i < bytes.n; i++) {
		unsigned char c = (unsigned char)bytes.p[i];

		if (is_control(c))
			buf_char(&b, ' ');
		else if (c < 0x80)
			buf_char(&b, (char)c);
		else if (!utf8)
			buf_utf8(&b, decode_c1(c));
		else if (utf8_length(bytes, i) == 0)
			buf_utf8(&b, 0xFFFD);
		else
			for (size_t n = utf8_length(bytes, i); n; n--)
				buf_char(&b, bytes.p[n > 1 ? i++ : i]);
	}
	struct str done = arena_str(a, buf_view(&b));

	buf_release(&b);
	return done;
}
