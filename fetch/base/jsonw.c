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

void jsonw_quote(struct buf *to, struct str v)
{
	size_t from = 0, i = 0;

	buf_char(to, '"');
	while (i < v.n) {
		unsigned char c = (unsigned char)v.p[i];

		if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\') {
			i++;
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

/* the decimal digits of v, at the end of text: where they begin */
static char *digits_of(char text[24], unsigned long long v, int least)
{
	char *at = text + 24;

	for (; v || least > 0; v /= 10, least--)
		*--at = (char)('0' + v % 10);
	return at;
}

void jsonw_int(struct jsonw *j, const char *key, long long v)
{
	char text[24];
	unsigned long long left =
	    v < 0 ? 0 - (unsigned long long)v : (unsigned long long)v;
	const char *at = digits_of(text, left, 1);

	lead(j, key);
	if (v < 0)
		buf_char(j->to, '-');
	buf_add(j->to, at, (size_t)(text + sizeof text - at));
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

/* What printf would say, without its cost: numbers of few digits, scaled to
 * an integer, where the product is not so near to a tie that its own rounding
 * could tip it. */
static bool short_real(struct buf *to, double v, int digits)
{
	static const double scales[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
	double size = v < 0 ? -v : v;

	if (digits > 6 || size >= 1e9)
		return false;
	double scaled = size * scales[digits];
	unsigned long long whole = (unsigned long long)scaled;
	double rest = scaled - (double)whole;
	char text[24];

	if (rest > 0.499999 && rest < 0.500001)
		return false;
	whole += rest > 0.5;
	while (digits > 0 && whole % 10 == 0) {
		whole /= 10;
		digits--;
	}
	const char *at = digits_of(text, whole, digits + 1);
	size_t n = (size_t)(text + sizeof text - at);

	if (v < 0 && whole)
		buf_char(to, '-');
	buf_add(to, at, n - (size_t)digits);
	if (digits > 0) {
		buf_char(to, '.');
		buf_add(to, at + n - digits, (size_t)digits);
	}
	return true;
}

void jsonw_real(struct jsonw *j, const char *key, double v, int digits)
{
	char text[64];

	if (v != v || digits < 0 || digits > 20)
		BUG("json number");
	lead(j, key);
	if (short_real(j->to, v, digits))
		return;
	int n = snprintf(text, sizeof text, "%.*f", digits, v);

	if (n < 0 || (size_t)n >= sizeof text)
		BUG("json number");
	if (strchr(text, '.')) {
		while (text[n - 1] == '0')
			text[--n] = '\0';
		if (text[n - 1] == '.')
			text[--n] = '\0';
	}
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
