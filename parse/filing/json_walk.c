#include "parse/filing/json_walk.h"

#include "fetch/base/buf.h"

#include <string.h>

void json_walk_begin(struct json_walk *w, struct str text)
{
	*w = (struct json_walk){.text = text};
}

static enum json_token broken(struct json_walk *w)
{
	w->broken = true;
	return JSON_BROKEN;
}

static char peek(struct json_walk *w)
{
	while (w->at < w->text.n) {
		char c = w->text.p[w->at];

		if (c != ' ' && c != '\n' && c != '\r' && c != '\t')
			return c;
		w->at++;
	}
	return '\0';
}

static enum json_token enter(struct json_walk *w, bool object)
{
	if (w->depth == JSON_DEPTH_MAX)
		return broken(w);
	w->object[w->depth++] = object;
	w->some = false;
	w->at++;
	return object ? JSON_OBJECT : JSON_ARRAY;
}

static enum json_token leave(struct json_walk *w, bool object)
{
	if (!w->depth || w->object[w->depth - 1] != object)
		return broken(w);
	w->depth--;
	w->some = true;
	w->at++;
	return object ? JSON_OBJECT_END : JSON_ARRAY_END;
}

/* the text up to the closing quote */
static bool quoted(struct json_walk *w)
{
	size_t from = ++w->at;

	while (w->at < w->text.n) {
		char c = w->text.p[w->at];

		if (c == '"') {
			w->value = str_sub(w->text, from, w->at++);
			return true;
		}
		w->at += c == '\\' ? 2 : 1;
	}
	return false;
}

static bool is_plain(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' ||
	       c == '+' || c == '.' || c == 'E';
}

static enum json_token scalar(struct json_walk *w, char c)
{
	size_t from = w->at;

	if (c == '"')
		return quoted(w) ? JSON_TEXT : broken(w);
	while (w->at < w->text.n && is_plain(w->text.p[w->at]))
		w->at++;
	w->value = str_sub(w->text, from, w->at);
	if (c == '-' || (c >= '0' && c <= '9'))
		return JSON_NUMBER;
	if (str_eq(w->value, STR("true")) || str_eq(w->value, STR("false")) ||
	    str_eq(w->value, STR("null")))
		return JSON_WORD;
	return broken(w);
}

static enum json_token key(struct json_walk *w, char c)
{
	if (c != '"' || !quoted(w) || peek(w) != ':')
		return broken(w);
	w->at++;
	w->after_key = true;
	return JSON_KEY;
}

enum json_token json_walk_next(struct json_walk *w)
{
	char c = peek(w);

	if (w->broken)
		return JSON_BROKEN;
	if (!w->depth && w->begun)
		return w->at == w->text.n ? JSON_END : broken(w);
	w->begun = true;
	if (w->depth && !w->after_key) {
		bool object = w->object[w->depth - 1];

		if (c == (object ? '}' : ']'))
			return leave(w, object);
		if (w->some) {
			if (c != ',')
				return broken(w);
			w->at++;
			c = peek(w);
		}
		w->some = true;
		if (object)
			return key(w, c);
	}
	w->after_key = false;
	if (c == '{' || c == '[')
		return enter(w, c == '{');
	enum json_token t = scalar(w, c);

	w->some = true;
	return t;
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool four(struct str s, size_t at, uint32_t *c)
{
	*c = 0;
	for (size_t i = at; i < at + 4; i++) {
		int d = i < s.n ? hex(s.p[i]) : -1;

		if (d < 0)
			return false;
		*c = *c * 16 + (uint32_t)d;
	}
	return true;
}

/* \uXXXX at s[at], and the second half of a pair behind it */
static size_t code_point(struct str s, size_t at, struct buf *to)
{
	uint32_t c, low;
	size_t used = 6;

	if (!four(s, at + 2, &c)) {
		buf_utf8(to, 0xFFFD);
		return 2;
	}
	if (c >= 0xD800 && c < 0xDC00 && at + 7 < s.n && s.p[at + 6] == '\\' &&
	    s.p[at + 7] == 'u' && four(s, at + 8, &low) && low >= 0xDC00 &&
	    low < 0xE000) {
		c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
		used = 12;
	}
	buf_utf8(to, c);
	return used;
}

struct str json_unescape(struct arena *a, struct str v)
{
	static const char from[] = "\"\\/bfnrt", into[] = "\"\\/\b\f\n\r\t";
	struct buf b;

	if (!v.n || !memchr(v.p, '\\', v.n))
		return v;
	buf_init(&b, v.n * 3 + 16);
	for (size_t at = 0; at < v.n;) {
		const char *known;

		if (v.p[at] != '\\' || at + 1 == v.n) {
			buf_char(&b, v.p[at++]);
		} else if (v.p[at + 1] == 'u') {
			at += code_point(v, at, &b);
		} else {
			known = strchr(from, v.p[at + 1]);
			if (known && *known)
				buf_char(&b, into[known - from]);
			at += 2;
		}
	}
	struct str done = arena_str(a, buf_view(&b));

	buf_release(&b);
	return done;
}
