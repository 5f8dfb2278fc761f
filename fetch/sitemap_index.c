#include "fetch/sitemap_index.h"

#include "fetch/warc/warc_http.h"

#include <stdlib.h>

enum { BEGIN_BYTES = 4096 };

struct str sitemap_text(struct str head, struct str body, struct buf *scratch)
{
	const struct http_message m = {200, head, body};
	struct err ignored = {0}; /* then what could be decoded is all */
	struct buf plain;

	if (head.n)
		(void)http_decode(&m, scratch, &body, &ignored);
	if (!str_starts(body, STR("\x1f\x8b")))
		return body;
	buf_init(&plain, SITEMAP_TEXT_MAX_BYTES);
	(void)http_inflate(&plain, body, &ignored);
	buf_release(scratch);
	*scratch = plain;
	return buf_view(scratch);
}

/* what stands between <name> and </name>; absent where that is not there */
static struct str element(struct str s, const char *open, const char *close)
{
	size_t at = str_find(s, str_of(open), 0);
	size_t begin = at + str_of(open).n;
	size_t end = str_find(s, str_of(close), begin);

	if (at == s.n || end >= s.n)
		return (struct str){NULL, 0};
	return str_trim(str_sub(s, begin, end));
}

/* the five references of XML, and CDATA */
static struct str plain(struct arena *a, struct str s)
{
	static const struct {
		const char *ref;
		char c;
	} refs[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'},
	    {"&quot;", '"'}, {"&apos;", '\''}};
	char *to = arena_new(a, s.n + 1);
	size_t n = 0;

	if (str_starts(s, STR("<![CDATA[")) && str_ends(s, STR("]]>")))
		return str_trim(str_sub(s, 9, s.n - 3));
	for (size_t i = 0; i < s.n; i++) {
		to[n] = s.p[i];
		for (size_t k = 0; k < sizeof refs / sizeof *refs; k++) {
			struct str ref = str_of(refs[k].ref);

			if (!str_starts(str_sub(s, i, s.n), ref))
				continue;
			to[n] = refs[k].c;
			i += ref.n - 1;
			break;
		}
		n++;
	}
	return (struct str){to, n};
}

static int newest_first(const void *a, const void *b)
{
	const struct sitemap_entry *x = a, *y = b;

	if (x->changed != y->changed)
		return x->changed > y->changed ? -1 : 1;
	/* as they stood: the arena gives rising addresses, the text has them */
	return x->url.p < y->url.p ? -1 : x->url.p > y->url.p;
}

size_t sitemap_index_read(
    struct str text, struct arena *a, struct sitemap_entry **entries)
{
	struct str head = str_sub(text, 0, BEGIN_BYTES), one;
	size_t n = 0, cap = 0, at = 0;

	*entries = NULL;
	if (str_find(head, STR("<sitemapindex"), 0) == head.n)
		return 0;
	while (n < SITEMAP_INDEX_MAX) {
		at = str_find(text, STR("<sitemap>"), at);
		if (at >= text.n)
			break;
		size_t end = str_find(text, STR("</sitemap>"), at);

		one = str_sub(text, at, end);
		at = end;
		struct sitemap_entry x = {
		    .url = element(one, "<loc>", "</loc>"),
		    .changed = STAMP_NONE,
		};

		(void)stamp_parse(
		    element(one, "<lastmod>", "</lastmod>"), &x.changed);
		if (!x.url.n)
			continue;
		*entries = arena_more(a, *entries, n, &cap, sizeof x);
		(*entries)[n++] = x;
	}
	if (n > 1)
		qsort(*entries, n, sizeof **entries, newest_first);
	for (size_t i = 0; i < n; i++)
		(*entries)[i].url = plain(a, (*entries)[i].url);
	return n;
}
