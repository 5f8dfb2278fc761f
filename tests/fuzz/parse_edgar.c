/* EDGAR's lists, and any other, as items of a source: pieces give what the
 * whole gives, and a filing has its number. */
#include "fetch/base/utf8.h"
#include "parse/text/charset.h"
#include "parse/feed/edgar.h"
#include "parse/feed/list.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct feed_source source = {
    .url = {"https://www.sec.gov/x", 21},
    .forms = {"8-K 10-K", 8},
    .since = {"2020-01-01", 10},
};

static int give(void *user, const struct feed *so_far,
    const struct feed_item *it, struct err *e)
{
	struct arena a = {0};

	(void)so_far;
	(void)e;
	if (str_eq(it->kind, STR("filing")) &&
	    it->id.n != EDGAR_ACCESSION_BYTES)
		BUG("a filing without its number");
	feed_write_item(user, &a, it, &source);
	arena_release(&a);
	return 0;
}

static bool read(struct buf *to, struct str s, size_t step)
{
	struct err e = {0};
	struct feed_list *l = feed_list_open(&source, false, give, to);
	bool good = true;

	for (size_t i = 0; good && i < s.n; i += step)
		good =
		    feed_list_push(l, str_sub(s, i, i + step), false, &e) == 0;
	good = good && feed_list_push(l, STR(""), true, &e) == 0;
	if (good)
		feed_write(to, feed_list_feed(l), &source);
	else if (e.code != EXIT_DATA)
		BUG("no list is a fault of the input");
	feed_list_close(l);
	return good;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf text, whole, pieces;

	buf_init(&text, 1 << 26);
	buf_init(&whole, 1 << 26);
	buf_init(&pieces, 1 << 26);
	charset_clean(&text, (struct str){(const char *)data, size});
	struct str s = buf_view(&text);
	bool good = read(&whole, s, s.n + 1);

	if (!utf8_valid(buf_view(&whole)))
		BUG("a line that is no UTF-8");
	if (read(&pieces, s, s.n / 3 + 1) != good ||
	    (good && !str_eq(buf_view(&whole), buf_view(&pieces))))
		BUG("pieces give another list than the whole");
	buf_release(&text);
	buf_release(&whole);
	buf_release(&pieces);
	return 0;
}
