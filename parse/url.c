#include "parse/url.h"

#include "fetch/base/buf.h"
#include "fetch/base/digest.h"

#include <string.h>

enum { URL_MAX_BYTES = 1 << 20 };

/* RFC 3986, appendix B */
struct parts {
	struct str scheme, authority, path, query, fragment;
};

static bool scheme_char(char c, bool first)
{
	bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

	return letter || (!first && ((c >= '0' && c <= '9') || c == '+' ||
					c == '-' || c == '.'));
}

static struct parts split(struct str s)
{
	struct parts p = {0};
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
static void remove_dots(struct buf *b, size_t begin)
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

static void join(struct buf *b, const struct parts *p)
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

static void tail(struct buf *b, const struct parts *p)
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

struct str url_resolve(struct arena *a, struct str base, struct str reference)
{
	struct parts r = split(str_trim(reference)), b = split(str_trim(base));
	struct parts t = r;
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
		remove_dots(&out, path);
	tail(&out, &t);
	struct str s = arena_str(a, buf_view(&out));

	buf_release(&out);
	return s;
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* RFC 3986, 6.2.2: upper-case escapes; unreserved characters plain, but in a
 * reference without a scheme, which they could turn into one */
static void add_escaped(struct buf *to, struct str s, bool plainly)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '%' && i + 2 < s.n && hex(s.p[i + 1]) >= 0 &&
		    hex(s.p[i + 2]) >= 0) {
			c = (unsigned char)(hex(s.p[i + 1]) << 4 |
					    hex(s.p[i + 2]));
			i += 2;
			bool plain =
			    plainly &&
			    ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
				(c >= 'a' && c <= 'z') || c == '-' ||
				c == '.' || c == '_' || c == '~');

			if (plain)
				buf_char(to, (char)c);
			else
				buf_printf(to, "%%%02X", (unsigned)c);
		} else if (c <= ' ' || c >= 0x7f || strchr("\"<>%", c)) {
			/* a % of its own could begin an escape with what
			 * follows once that is plain */
			buf_printf(to, "%%%02X", (unsigned)c);
		} else {
			buf_char(to, (char)c);
		}
	}
}

static void add_lower(struct buf *to, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		buf_char(to, s.p[i] >= 'A' && s.p[i] <= 'Z'
				 ? (char)(s.p[i] | 0x20)
				 : s.p[i]);
}

/* "/." at begin (RFC 3986, 4.2 and 5.3) */
static void insert_dot(struct buf *b, size_t begin)
{
	size_t n = b->n - begin;

	buf_puts(b, "/.");
	if (b->over)
		return;
	memmove(b->p + begin + 2, b->p + begin, n);
	memcpy(b->p + begin, "/.", 2);
}

struct str url_normalize(struct arena *a, struct str url)
{
	struct parts p = split(str_trim(url));
	struct buf out;

	buf_init(&out, URL_MAX_BYTES);
	add_lower(&out, p.scheme);
	if (p.scheme.p)
		buf_char(&out, ':');
	if (p.authority.p) {
		struct str host = p.authority;
		bool http = str_eq_nocase(p.scheme, STR("http"));

		if (http && str_ends(host, STR(":80")))
			host.n -= 3;
		else if (str_eq_nocase(p.scheme, STR("https")) &&
			 str_ends(host, STR(":443")))
			host.n -= 4;
		buf_puts(&out, "//");
		add_lower(&out, host);
	}
	size_t path = out.n;

	add_escaped(&out, p.path, p.scheme.p != NULL);
	if (out.n == path && p.authority.p)
		buf_char(&out, '/');
	if (out.n > path && !out.over && out.p[path] == '/')
		remove_dots(&out, path);
	/* a path that begins with // would read as an authority */
	if (!p.authority.p && !out.over &&
	    str_starts(str_sub(buf_view(&out), path, out.n), STR("//")))
		insert_dot(&out, path);
	if (p.query.n) {
		buf_char(&out, '?');
		add_escaped(&out, p.query, p.scheme.p != NULL);
	}
	struct str s = arena_str(a, buf_view(&out));

	buf_release(&out);
	return s;
}

struct str url_host(struct str url)
{
	struct str host = split(str_trim(url)).authority;
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

struct str url_id(struct arena *a, struct str url)
{
	struct buf hex_text;

	buf_init(&hex_text, 64);
	digest_hex(&hex_text, url_normalize(a, url), 16);
	struct str id = arena_str(a, buf_view(&hex_text));

	buf_release(&hex_text);
	return id;
}
