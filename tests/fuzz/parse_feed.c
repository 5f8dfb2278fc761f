/* Any bytes as a feed: pieces give what the whole gives, written out too. */
#include "fetch/base/utf8.h"
#include "parse/text/charset.h"
#include "parse/feed/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct given {
	struct buf lines;
	struct arena arena;
};

static const struct feed_source source = {
    .url = {"http://example.com/feed", 23}};

static int give(void *user, const struct feed *so_far,
    const struct feed_item *it, struct err *e)
{
	struct given *g = user;

	(void)so_far;
	(void)e;
	feed_write_item(&g->lines, &g->arena, it, &source);
	arena_reset(&g->arena);
	return 0;
}

static bool in_pieces(struct given *g, struct str s, size_t step)
{
	struct err e = {0};
	struct feed_reader *r = feed_read_open(source.url, give, g);
	bool good = true;

	for (size_t i = 0; good && i < s.n; i += step)
		good =
		    feed_read_push(r, str_sub(s, i, i + step), false, &e) == 0;
	good = good && feed_read_push(r, STR(""), true, &e) == 0;
	if (good)
		feed_write(&g->lines, feed_read_feed(r), &source);
	else if (e.code != EXIT_DATA)
		BUG("no feed is a fault of the input");
	feed_read_close(r);
	return good;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = {(const char *)data, size};
	struct arena a = {0};
	struct err e = {0};
	struct given g = {0};
	struct feed f;
	struct buf text, lines;

	buf_init(&text, 1 << 26);
	buf_init(&lines, 1 << 26);
	buf_init(&g.lines, 1 << 26);
	charset_clean(&text, s);
	s = buf_view(&text);
	bool good = feed_parse(&f, &a, s, source.url, &e) == 0;

	if (!good && e.code != EXIT_DATA)
		BUG("no feed is a fault of the input");
	for (size_t i = 0; good && i < f.n; i++)
		feed_write_item(&lines, &a, &f.items[i], &source);
	if (good)
		feed_write(&lines, &f, &source);
	if (!utf8_valid(buf_view(&lines)))
		BUG("a line that is no UTF-8");
	/* JSON comes whole */
	if (!str_starts(str_trim(str_sub(s, 0, 256)), STR("{")) &&
	    (in_pieces(&g, s, s.n / 3 + 1) != good ||
		(good && !str_eq(buf_view(&g.lines), buf_view(&lines)))))
		BUG("pieces give another feed than the whole");
	buf_release(&text);
	buf_release(&lines);
	buf_release(&g.lines);
	arena_release(&g.arena);
	arena_release(&a);
	return 0;
}
