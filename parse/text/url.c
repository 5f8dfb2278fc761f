#include "parse/text/url.h"

#include "fetch/base/buf.h"

#include <string.h>

enum { URL_MAX_BYTES = 1 << 20 };

static bool scheme_char(char c, bool first)
{
	bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

	return letter || (!first && ((c >= '0' && c <= '9') || c == '+' ||
					c == '-' || c == '.'));
}

struct url_parts url_split(struct str s)
{
	struct url_parts p = {0};
	size_t i = 0;

	while (i < s.n && scheme_char(s.p[i], i == 0))
		i++;
	if (i > 0 && i < s.n && s.p[i] == ':') {
		p.scheme = str_sub(s, 0, i);
		s = str_sub(s, i + 1, s.n);
	}
	size_t hash = str_find(s, STR("#"), 0);

	if (hash < s.n)
		p.fragment = str_sub(s, hash + 1, s.n);
	s = str_sub(s, 0, hash);
	size_t mark = str_find(s, STR("?"), 0);

	if (mark < s.n)
		p.query = str_sub(s, mark + 1, s.n);
	s = str_sub(s, 0, mark);
	if (str_starts(s, STR("//"))) {
		size_t slash = str_find(s, STR("/"), 2);

		p.authority = str_sub(s, 2, slash);
		s = str_sub(s, slash, s.n);
	}
	p.path = s;
	return p;
}

/* RFC 3986, 5.2.4, on the buf from begin to its end */
void url_remove_dots(struct buf *b, size_t begin)
{
	char *p = b->p + begin;
	size_t n = b->n - begin, out = 0, i = 0;

	while (i < n) {
		size_t end = i + 1;

		while (end < n && p[end] != '/')
			end++;
		size_t len = end - i;
		bool dot = (len == 2 && p[i] == '/' && p[i + 1] == '.');
		bool two = (len == 3 && memcmp(p + i, "/..", 3) == 0);

		if (two)
			while (out > 0 && p[--out] != '/')
				;
		if (dot || two) {
			if (end == n)
				p[out++] = '/';
		} else {
			memmove(p + out, p + i, len);
			out += len;
		}
		i = end;
	}
	b->n = begin + out;
	b->p[b->n] = '\0';
}

static void join(struct buf *b, const struct url_parts *p)
{
	if (p->scheme.p) {
		buf_str(b, p->scheme);
		buf_char(b, ':');
	}
	if (p->authority.p) {
		buf_puts(b, "//");
		buf_str(b, p->authority);
	}
}

static void tail(struct buf *b, const struct url_parts *p)
{
	if (p->query.p) {
		buf_char(b, '?');
		buf_str(b, p->query);
	}
	if (p->fragment.p) {
		buf_char(b, '#');
		buf_str(b, p->fragment);
	}
}

/* WHATWG URL, 4.3 "special scheme" */
static bool is_special(struct str scheme)
{
	static const char *const names[] = {
	    "http", "https", "ftp", "ws", "wss", "file", NULL};

	for (const char *const *n = names; *n; n++)
		if (str_eq_nocase(scheme, str_of(*n)))
			return true;
	return false;
}

/* What browsers do to an address before they read it (WHATWG URL, 4.4):
 * controls and blanks around it and line ends inside go, "\\" means "/". */
static void add_plain(struct buf *to, struct str s, struct str base)
{
	while (s.n && (unsigned char)s.p[0] <= ' ')
		s = str_sub(s, 1, s.n);
	while (s.n && (unsigned char)s.p[s.n - 1] <= ' ')
		s.n--;
	struct str scheme = url_split(s).scheme;
	bool slash =
	    is_special(scheme.p ? scheme : url_split(str_trim(base)).scheme);

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		/* behind them a backslash is one */
		if (c == '?' || c == '#')
			slash = false;
		if (c == '\\' && slash)
			c = '/';
		if (c != '\t' && c != '\n' && c != '\r')
			buf_char(to, c);
	}
	(void)buf_text(to);
}

struct str url_resolve(struct arena *a, struct str base, struct str reference)
{
	struct buf plain;

	buf_init(&plain, URL_MAX_BYTES);
	add_plain(&plain, reference, base);
	struct url_parts r = url_split(buf_view(&plain));
	struct url_parts b = url_split(str_trim(base)), t = r;
	struct buf out;

	/* "http:g" reads as "g" (RFC 3986 5.4.2, backward compatible) */
	if (r.scheme.p && !r.authority.p && b.scheme.p &&
	    str_eq_nocase(r.scheme, b.scheme) && !str_starts(r.path, STR("/")))
		r.scheme.p = NULL;
	buf_init(&out, URL_MAX_BYTES);
	size_t path;

	if (r.scheme.p || r.authority.p) {
		if (!r.scheme.p)
			t.scheme = b.scheme;
		join(&out, &t);
		path = out.n;
		buf_str(&out, t.path);
	} else {
		t.scheme = b.scheme;
		t.authority = b.authority;
		join(&out, &t);
		path = out.n;
		if (!r.path.n) {
			buf_str(&out, b.path);
			if (!r.query.p)
				t.query = b.query;
		} else if (r.path.p[0] == '/') {
			buf_str(&out, r.path);
		} else {
			size_t slash = b.path.n;

			while (slash > 0 && b.path.p[slash - 1] != '/')
				slash--;
			if (b.authority.p && !b.path.n)
				buf_char(&out, '/');
			buf_str(&out, str_sub(b.path, 0, slash));
			buf_str(&out, r.path);
		}
	}
	if (out.n > path && !out.over && out.p[path] == '/')
		url_remove_dots(&out, path);
	tail(&out, &t);
	struct str s = arena_str(a, buf_view(&out));

	buf_release(&out);
	buf_release(&plain);
	return s;
}

struct str url_host(struct str url)
{
	struct str host = url_split(str_trim(url)).authority;
	size_t at = str_find(host, STR("@"), 0);

	if (!host.p)
		return host;
	if (at < host.n)
		host = str_sub(host, at + 1, host.n);
	if (!str_starts(host, STR("[")))
		host = str_sub(host, 0, str_find(host, STR(":"), 0));
	if (str_starts_nocase(host, STR("www.")))
		host = str_sub(host, 4, host.n);
	return host.n ? host : (struct str){NULL, 0};
}
