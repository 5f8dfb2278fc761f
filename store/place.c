#include "store/place.h"

struct parts {
	struct str host; /* without port; absent: no such URL */
	struct str rest; /* behind the host, without the fragment */
};

static struct parts split(struct str url)
{
	struct parts p = {{NULL, 0}, {NULL, 0}};
	size_t scheme = str_find(url, STR("://"), 0);

	if (scheme >= url.n || (!str_starts_nocase(url, STR("http://")) &&
				   !str_starts_nocase(url, STR("https://"))))
		return p;
	struct str s = str_sub(url, scheme + 3, url.n);
	size_t end = 0, fragment = str_find(s, STR("#"), 0);

	s = str_sub(s, 0, fragment);
	while (end < s.n && s.p[end] != '/' && s.p[end] != '?')
		end++;
	p.host = str_sub(s, 0, end);
	p.rest = str_sub(s, end, s.n);
	p.host = str_sub(p.host, 0, str_find(p.host, STR(":"), 0));
	return p;
}

/* the host without the labels that tell the forms of one site apart */
static struct str site(struct str host)
{
	static const struct str forms[] = {
	    {"www.", 4}, {"m.", 2}, {"amp.", 4}, {"mobile.", 7}};

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (str_starts_nocase(host, forms[i]))
			return str_sub(host, forms[i].n, host.n);
	return host;
}

/* a is b, or stands under it: "news.a.com" under "a.com", not under "com" */
static bool under(struct str a, struct str b)
{
	if (a.n < b.n || !str_eq_nocase(str_sub(a, a.n - b.n, a.n), b))
		return false;
	if (a.n == b.n)
		return true;
	return a.p[a.n - b.n - 1] == '.' && str_find(b, STR("."), 0) < b.n;
}

static bool is_root(struct str rest)
{
	return rest.n == 0 || str_eq(rest, STR("/"));
}

static struct str one_form(const struct parts *p, struct arena *arena)
{
	struct str host = site(p->host), rest = p->rest;

	if (rest.n > 1 && rest.p[rest.n - 1] == '/')
		rest.n--;
	struct str s =
	    arena_printf(arena, "%.*s%.*s", STR_ARG(host), STR_ARG(rest));
	char *c = arena_new(arena, s.n + 1);

	for (size_t i = 0; i < s.n; i++) {
		bool upper = i < host.n && s.p[i] >= 'A' && s.p[i] <= 'Z';

		c[i] = upper ? (char)(s.p[i] - 'A' + 'a') : s.p[i];
	}
	return (struct str){c, s.n};
}

struct str place_of(struct str url, struct str canonical, struct arena *arena)
{
	struct parts own = split(url), other = split(canonical);
	struct str a = site(own.host), b = site(other.host);

	if (other.host.n && !is_root(other.rest) && own.host.n &&
	    (under(a, b) || under(b, a)))
		return one_form(&other, arena);
	if (own.host.n && !is_root(own.rest))
		return one_form(&own, arena);
	return (struct str){NULL, 0};
}
