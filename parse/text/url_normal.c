#include "parse/text/url_normal.h"

#include "fetch/base/digest.h"
#include "fetch/base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uidna.h>

enum { URL_MAX_BYTES = 1 << 20, HOST_MAX_BYTES = 1024, PARAMS_MAX = 1 << 14 };

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static int escaped(struct str s, size_t i)
{
	return s.p[i] == '%' && i + 2 < s.n && hex(s.p[i + 1]) >= 0 &&
		       hex(s.p[i + 2]) >= 0
		   ? hex(s.p[i + 1]) << 4 | hex(s.p[i + 2])
		   : -1;
}

/* RFC 3986, 6.2.2: upper-case escapes; unreserved characters plain, but in a
 * reference without a scheme, which they could turn into one */
static void add_escaped(struct buf *to, struct str s, bool plainly)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		int e = escaped(s, i);

		if (e >= 0) {
			c = (unsigned char)e;
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
		} else if (c <= ' ' || c >= 0x7f ||
			   strchr("\"<>%[]\\^`{|}", c)) {
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

static bool is_host(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c <= ' ' || c >= 0x7f || strchr("#/:<>?@[]\\^|%", c))
			return false;
	}
	return s.n > 0;
}

/* a name to ASCII; errors that only doubt its style are none here */
static bool add_ascii(struct buf *to, struct str name)
{
	UErrorCode status = U_ZERO_ERROR;
	UIDNAInfo info = UIDNA_INFO_INITIALIZER;
	UIDNA *u = uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII, &status);
	char out[HOST_MAX_BYTES];

	if (U_FAILURE(status))
		return false;
	int32_t n = uidna_nameToASCII_UTF8(u, name.p, (int32_t)name.n, out,
	    (int32_t)sizeof out, &info, &status);

	uidna_close(u);
	if (U_FAILURE(status) || n < 0 || (size_t)n > sizeof out ||
	    (info.errors & ~(unsigned)(UIDNA_ERROR_HYPHEN_3_4 |
				       UIDNA_ERROR_LEADING_HYPHEN |
				       UIDNA_ERROR_TRAILING_HYPHEN |
				       UIDNA_ERROR_EMPTY_LABEL)))
		return false;
	buf_str(to, (struct str){out, (size_t)n});
	return true;
}

static bool add_name(struct buf *to, struct str name)
{
	struct buf plain;
	bool ascii = true;
	size_t begin = to->n;

	buf_init(&plain, HOST_MAX_BYTES);
	for (size_t i = 0; i < name.n; i++) {
		int e = escaped(name, i);

		ascii &= ((e >= 0 ? e : name.p[i]) & 0x80) == 0;
		buf_char(&plain, e >= 0 ? (char)e : name.p[i]);
		i += e >= 0 ? 2 : 0;
	}
	struct str s = buf_view(&plain);
	bool good = !plain.over && (ascii || utf8_valid(s));

	if (good && ascii)
		add_lower(to, s);
	else if (good)
		good = add_ascii(to, s);
	while (good && to->n > begin && to->p[to->n - 1] == '.')
		to->n--;
	buf_release(&plain);
	return good && is_host(str_sub(buf_view(to), begin, to->n));
}

/* [::1] */
static bool add_address(struct buf *to, struct str s)
{
	for (size_t i = 1; i + 1 < s.n; i++)
		if (hex(s.p[i]) < 0 && s.p[i] != ':' && s.p[i] != '.')
			return false;
	add_lower(to, s);
	return s.n > 2;
}

static bool is_default(struct str scheme, struct str port)
{
	return !port.n ||
	       (str_eq_nocase(scheme, STR("http")) &&
		   str_eq(port, STR("80"))) ||
	       (str_eq_nocase(scheme, STR("https")) &&
		   str_eq(port, STR("443")));
}

/* user@host:port; false: the host is none */
static bool add_authority(
    struct buf *to, struct str scheme, struct str authority)
{
	size_t at = authority.n;

	while (at > 0 && authority.p[at - 1] != '@')
		at--;
	add_escaped(to, str_sub(authority, 0, at), true);
	struct str host = str_sub(authority, at, authority.n);
	size_t close =
	    str_starts(host, STR("[")) ? str_find(host, STR("]"), 0) : 0;
	size_t colon = str_find(host, STR(":"), close < host.n ? close : 0);
	struct str port = str_sub(host, colon + 1, host.n);

	host = str_sub(host, 0, colon);
	for (size_t i = 0; i < port.n; i++)
		if (port.p[i] < '0' || port.p[i] > '9')
			return false;
	if (!(close ? str_ends(host, STR("]")) && add_address(to, host)
		    : add_name(to, host)))
		return false;
	if (!is_default(scheme, port)) {
		buf_char(to, ':');
		buf_str(to, port);
	}
	return true;
}

static void merge_slashes(struct buf *b, size_t begin)
{
	size_t out = begin;

	for (size_t i = begin; i < b->n; i++)
		if (b->p[i] != '/' || out == begin || b->p[out - 1] != '/')
			b->p[out++] = b->p[i];
	b->n = out;
}

static int by_name(const void *a, const void *b)
{
	const struct str *x = a, *y = b;
	struct str one = str_sub(*x, 0, str_find(*x, STR("="), 0));
	struct str two = str_sub(*y, 0, str_find(*y, STR("="), 0));
	int c = str_cmp(one, two);

	/* equal names stay in their order: views of one text */
	return c ? c : x->p < y->p ? -1 : x->p > y->p;
}

static void add_query(struct buf *to, struct str query, bool plainly)
{
	struct buf text;
	size_t n = 0, most = 1;

	buf_init(&text, URL_MAX_BYTES);
	add_escaped(&text, query, plainly);
	for (size_t i = 0; i < text.n && most < PARAMS_MAX; i++)
		most += text.p[i] == '&';
	struct str *params = mem_new(most, sizeof *params);

	for (struct str rest = buf_view(&text), p; n < most;) {
		/* the last one takes all that is left */
		p = n + 1 < PARAMS_MAX ? str_split(&rest, '&') : rest;
		if (!p.p)
			break;
		if (p.n && str_find(p, STR("="), 0) == p.n - 1)
			p.n--;
		if (p.n && p.p[0] != '=')
			params[n++] = p;
	}
	qsort(params, n, sizeof *params, by_name);
	for (size_t i = 0; i < n; i++) {
		buf_char(to, i ? '&' : '?');
		buf_str(to, params[i]);
	}
	buf_release(&text);
	free(params);
}

/* "example.com/a": a dot in its first segment, and a letter behind */
static bool begins_with_host(struct str path)
{
	struct str first = str_sub(path, 0, str_find(path, STR("/"), 0));
	size_t dot = str_find(first, STR("."), 0);

	return dot > 0 && dot + 1 < first.n && first.p[dot + 1] != '.' &&
	       is_host(first) && str_find(path, STR("/"), 0) < path.n;
}

static bool normalize(struct buf *out, struct url_parts p)
{
	if (!p.scheme.p && !p.authority.p && begins_with_host(p.path)) {
		size_t slash = str_find(p.path, STR("/"), 0);

		p.scheme = STR("http");
		p.authority = str_sub(p.path, 0, slash);
		p.path = str_sub(p.path, slash, p.path.n);
	}
	bool absolute = p.scheme.p != NULL;

	add_lower(out, p.scheme);
	if (absolute)
		buf_char(out, ':');
	bool file = str_eq_nocase(p.scheme, STR("file"));
	bool none = p.authority.p && !p.authority.n;

	if (p.authority.p && (!none || file))
		buf_puts(out, "//");
	if (p.authority.n && !add_authority(out, p.scheme, p.authority))
		return false;
	size_t path = out->n;

	add_escaped(out, p.path, absolute);
	if (out->n == path && p.authority.p)
		buf_char(out, '/');
	if (out->over)
		return false;
	if (out->n > path && out->p[path] == '/') {
		merge_slashes(out, path);
		url_remove_dots(out, path);
		merge_slashes(out, path);
	}
	if (p.query.n)
		add_query(out, p.query, absolute);
	return !out->over;
}

struct str url_normalize(struct arena *a, struct str url)
{
	struct buf out;
	struct str s = {NULL, 0};

	buf_init(&out, URL_MAX_BYTES);
	if (normalize(&out, url_split(str_trim(url))))
		s = arena_str(a, buf_view(&out));
	buf_release(&out);
	return s;
}

struct str url_id(struct arena *a, struct str url)
{
	struct buf hex_text;
	struct str one = url_normalize(a, url);

	buf_init(&hex_text, 64);
	digest_hex(&hex_text, one.p ? one : str_trim(url), 16);
	struct str id = arena_str(a, buf_view(&hex_text));

	buf_release(&hex_text);
	return id;
}
