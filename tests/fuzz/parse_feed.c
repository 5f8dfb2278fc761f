/* Any bytes as a feed: items are written out too. */
#include "parse/feed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = {(const char *)data, size};
	struct arena a = {0};
	struct err e = {0};
	struct feed_source source = {.url = STR("http://example.com/feed")};
	struct feed f;
	struct buf out;

	buf_init(&out, 1 << 26);
	if (feed_parse(&f, &a, s, source.url, &e) == 0) {
		feed_write(&out, &f, &source);
		for (size_t i = 0; i < f.n; i++)
			feed_write_item(&out, &a, &f.items[i], &source);
	} else if (e.code != EXIT_DATA) {
		BUG("no feed is a fault of the input");
	}
	buf_release(&out);
	arena_release(&a);
	return 0;
}
