/* Any bytes as a feed: items are written out too. */
#include "parse/feed_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int count(void *user, const struct feed *so_far,
    const struct feed_item *it, struct err *e)
{
	size_t *n = user;

	(void)so_far;
	(void)it;
	(void)e;
	++*n;
	return 0;
}

/* in pieces: no fault, and the feed's own count is that of the items given */
static void in_pieces(struct str s)
{
	size_t n = 0, step = s.n / 3 + 1;
	struct err e = {0};
	struct feed_reader *w =
	    feed_read_open(STR("http://example.com/feed"), count, &n);

	for (size_t i = 0; i < s.n; i += step)
		(void)feed_read_push(w, str_sub(s, i, i + step), false, &e);
	if (feed_read_push(w, (struct str){NULL, 0}, true, &e) == 0 &&
	    feed_read_feed(w)->n != n)
		BUG("a wrong count of items");
	feed_read_close(w);
}

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
	in_pieces(s);
	buf_release(&out);
	arena_release(&a);
	return 0;
}
