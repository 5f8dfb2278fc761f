/* What stands inside a sitemap, a news sitemap or an index of them (the first
 * byte picks which). */
#include "fetch/base/utf8.h"
#include "parse/text/charset.h"
#include "parse/feed/feed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const heads[] = {
	    "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>",
	    "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
	    "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>"
	    "<url><news:news>",
	    "<sitemapindex><sitemap>"};
	const struct feed_source source = {.url = STR("http://h.example/s")};
	struct arena a = {0};
	struct err e = {0};
	struct feed f;
	struct buf text, line;

	if (size == 0)
		return 0;
	buf_init(&text, 1 << 26);
	buf_init(&line, 1 << 26);
	buf_puts(&text, heads[data[0] % 3]);
	charset_clean(&text, (struct str){(const char *)data + 1, size - 1});
	if (feed_parse(&f, &a, buf_view(&text), source.url, &e) != 0)
		BUG("a sitemap is a feed");
	for (size_t i = 0; i < f.n; i++)
		feed_write_item(&line, &a, &f.items[i], &source);
	if (!utf8_valid(buf_view(&line)))
		BUG("a line that is no UTF-8");
	buf_release(&text);
	buf_release(&line);
	arena_release(&a);
	return 0;
}
