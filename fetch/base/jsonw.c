#include "fetch/base/jsonw.h"

#include "fetch/base/err.h"
#include "fetch/base/stamp.h"
#include "fetch/base/utf8.h"

#include <stdio.h>
#include <string.h>

static void escape(struct buf *to, unsigned char c)
{
	switch (c) {
	case '"':
		buf_puts(to, "\\\"");
		break;
	case '\\':
		buf_puts(to, "\\\\");
		break;
	case '\n':
		buf_puts(to, "\\n");
		break;
	case '\r':
		buf_puts(to, "\\r");
		break;
	case '\t':
		buf_puts(to, "\\t");
		break;
	default:
		buf_printf(to, "\\u%04x", (unsigned)c);
	}
}

/* U+0085, U+2028 and U+2029 end a line for some readers of JSON Lines */
static const char *line_end(struct str v, size_t i)
{
	struct str rest = str_sub(v, i, v.n);

	if (str_starts(rest, STR("\xC2\x85")))
		return "\\u0085";
	if (str_starts(rest, STR("\xE2\x80\xA8")))
		return "\\u2028";
	if (str_starts(rest, STR("\xE2\x80\xA9")))
		return "\\u2029";
	return NULL;
}

static uint64_t bytes_of(unsigned char c)
{
	return c * UINT64_C(0x0101010101010101);
}

static bool is_plain(unsigned char c)
{
	return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

/* Behind the ASCII from v[i] on that stands as it is, eight bytes at a time
 * where it can (a false alarm of a borrow only costs the look at each). */
static size_t plain_until(struct str v, size_t i)
{
	const uint64_t one = bytes_of(1), high = bytes_of(0x80);

	for (uint64_t w; i + sizeof w <= v.n; i += sizeof w) {
		memcpy(&w, v.p + i, sizeof w);
		uint64_t quote = (w ^ bytes_of('"')) - one;
		uint64_t back = (w ^ bytes_of('\\')) - one;

		if ((w | (w + one) | (w - bytes_of(' ')) | quote | back) & high)
			break;
	}
	while (i < v.n && is_plain((unsigned char)v.p[i]))
		i++;
	return i;
}

void jsonw_quote(struct buf *to, struct str v)
{
	size_t from = 0, i = 0;

	buf_char(to, '"');
	while (i < v.n) {
		unsigned char c = (unsigned char)v.p[i];

		if (is_plain(c)) {
			i = plain_until(v, i);
			continue;
		}
		size_t n = c < 0x80 ? 0 : utf8_length(v, i);

		const char *end =
		    n > 1 && (c == 0xC2 || c == 0xE2) ? line_end(v, i) : NULL;

		if (n && !end) {
			i += n;
			continue;
		}
		buf_add(to, v.p + from, i - from);
		if (end)
			buf_puts(to, end);
		else if (c < 0x80)
			escape(to, c);
		else
			buf_utf8(to, 0xFFFD);
		i += n ? n : 1;
		from = i;
	}
	buf_add(to, v.p + from, v.n - from);
	buf_char(to, '"');
}

void jsonw_begin(struct jsonw *j, struct buf *to)
{
	*j = (struct jsonw){.to = to};
}

static void lead(struct jsonw *j, const char *key)
{
	if (j->some[j->depth])
		buf_char(j->to, ',');
	j->some[j->depth] = true;
	if (key) {
		jsonw_quote(j->to, str_of(key));
		buf_char(j->to, ':');
	}
}

static void enter(struct jsonw *j, const char *key, char c)
{
	lead(j, key);
	buf_char(j->to, c);
	if (++j->depth == JSONW_DEPTH_MAX)
		BUG("json depth");
	j->some[j->depth] = false;
}

static void leave(struct jsonw *j, char c)
{
	if (j->depth-- == 0)
		BUG("json end without begin");
	buf_char(j->to, c);
}

void jsonw_object(struct jsonw *j, const char *key)
{
	enter(j, key, '{');
}

void jsonw_object_end(struct jsonw *j)
{
	leave(j, '}');
}

void jsonw_array(struct jsonw *j, const char *key)
{
	enter(j, key, '[');
}

void jsonw_array_end(struct jsonw *j)
{
	leave(j, ']');
}

void jsonw_text(struct jsonw *j, const char *key, struct str v)
{
	if (!v.p)
		return;
	lead(j, key);
	jsonw_quote(j->to, v);
}

void jsonw_int(struct jsonw *j, const char *key, long long v)
{
	lead(j, key);
	buf_printf(j->to, "%lld", v);
}

void jsonw_bool(struct jsonw *j, const char *key, bool v)
{
	lead(j, key);
	buf_puts(j->to, v ? "true" : "false");
}

void jsonw_null(struct jsonw *j, const char *key)
{
	lead(j, key);
	buf_puts(j->to, "null");
}

void jsonw_real(struct jsonw *j, const char *key, double v, int digits)
{
	char text[64];

	if (v != v || digits < 0 || digits > 20)
		BUG("json number");
	int n = snprintf(text, sizeof text, "%.*f", digits, v);

	if (n < 0 || (size_t)n >= sizeof text)
		BUG("json number");
	if (strchr(text, '.')) {
		while (text[n - 1] == '0')
			text[--n] = '\0';
		if (text[n - 1] == '.')
			text[--n] = '\0';
	}
	lead(j, key);
	buf_puts(j->to, strcmp(text, "-0") == 0 ? "0" : text);
}

void jsonw_stamp(struct jsonw *j, const char *key, int64_t t)
{
	char text[STAMP_TEXT_BYTES];

	if (t != STAMP_NONE)
		jsonw_text(j, key, str_of(stamp_format(t, text)));
}

void jsonw_raw(struct jsonw *j, const char *key, struct str v)
{
	lead(j, key);
	buf_str(j->to, v);
}
