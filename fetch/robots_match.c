#include "fetch/robots_match.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static size_t find_one_of(struct str s, const char *set, size_t from)
{
	while (from < s.n && !strchr(set, s.p[from]))
		from++;
	return from;
}

struct str robots_path(struct str url)
{
	size_t begin = str_starts(url, STR("//")) ? 2 : 0;
	size_t scheme = str_find(url, STR("://"), begin);
	size_t hash = str_find(url, STR("#"), begin);

	/* a "://" behind the path's begin is none of a scheme */
	if (scheme < url.n && scheme < find_one_of(url, "/?;", begin))
		begin = scheme + 3;
	size_t at = find_one_of(url, "/?;", begin);

	if (at >= url.n || hash < at)
		return STR("/");
	return str_sub(url, at, hash);
}

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool is_unreserved(int c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || (c && strchr("-._~", c));
}

void robots_escape(struct buf *to, struct str s, bool plain)
{
	for (size_t i = 0; i < s.n; i++) {
		int hi, lo;

		if (s.p[i] == '%' && i + 2 < s.n &&
		    (hi = digit(s.p[i + 1])) >= 0 &&
		    (lo = digit(s.p[i + 2])) >= 0) {
			if (plain && is_unreserved(hi * 16 + lo))
				buf_char(to, (char)(hi * 16 + lo));
			else
				buf_printf(
				    to, "%%%02X", (unsigned)(hi * 16 + lo));
			i += 2;
		} else if ((unsigned char)s.p[i] >= 0x80 ||
			   (plain && s.p[i] == '%')) {
			buf_printf(
			    to, "%%%02X", (unsigned)(unsigned char)s.p[i]);
		} else {
			buf_char(to, s.p[i]);
		}
	}
}

enum { SHORT_BYTES = 16 };

/* how far the part's begin is repeated at the end of each of its beginnings
 * (Knuth, Morris and Pratt, 1977) */
static uint32_t *borders(struct str part)
{
	uint32_t *b = mem_new(part.n, sizeof *b);
	uint32_t k = 0;

	for (size_t i = 1; i < part.n; i++) {
		while (k && part.p[i] != part.p[k])
			k = b[k - 1];
		if (part.p[i] == part.p[k])
			k++;
		b[i] = k;
	}
	return b;
}

/* where the part ends in the path, first from `at` on; 0: it is not there */
static size_t end_of(struct str path, size_t at, struct str part)
{
	if (part.n <= SHORT_BYTES) {
		size_t found = str_find(path, part, at);

		return found + part.n <= path.n ? found + part.n : 0;
	}
	uint32_t *b = borders(part);
	uint32_t k = 0;

	for (; at < path.n && k < part.n; at++) {
		while (k && path.p[at] != part.p[k])
			k = b[k - 1];
		if (path.p[at] == part.p[k])
			k++;
	}
	free(b);
	return k == part.n ? at : 0;
}

/* Each part between two stars is looked for at the first place it can have:
 * if any choice matches, that one does. */
bool robots_match(struct str pattern, struct str path)
{
	bool end = str_ends(pattern, STR("$"));
	size_t at = 0;
	bool first = true;

	if (end)
		pattern.n--;
	for (;;) {
		size_t star = 0;

		while (star < pattern.n && pattern.p[star] != '*')
			star++;
		struct str part = str_sub(pattern, 0, star);
		bool last = star == pattern.n;

		if (last && end && !first)
			return path.n - at >= part.n && str_ends(path, part);
		if (first) {
			if (!str_starts(path, part))
				return false;
			at = part.n;
		} else if (part.n) {
			at = end_of(path, at, part);
			if (!at)
				return false;
		}
		if (last)
			return !end || at == path.n;
		pattern = str_sub(pattern, star + 1, pattern.n);
		first = false;
	}
}
