/* Any bytes as JSON that comes from outside: JSON Feed, a list of GDELT, the
 * lines that fetch sends ahead. */
#include "fetch/base/utf8.h"
#include "parse/context.h"
#include "parse/feed/json.h"
#include "parse/feed/gdelt.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write(struct feed *f, struct arena *a)
{
	const struct feed_source source = {.url = STR("http://h.example/j")};
	struct buf line;

	buf_init(&line, 1 << 26);
	feed_write(&line, f, &source);
	for (size_t i = 0; i < f->n; i++)
		feed_write_item(&line, a, &f->items[i], &source);
	if (!utf8_valid(buf_view(&line)))
		BUG("a line that is no UTF-8");
	buf_release(&line);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = {(const char *)data, size};
	struct arena a = {0};
	struct err e[4] = {0};
	struct feed f;
	struct feed_source source;
	struct page_item item;

	if (feed_json_read(&f, &a, s, STR("http://h.example/j"), &e[0]) == 0)
		write(&f, &a);
	(void)gdelt_sniff(s);
	if (gdelt_read(&f, &a, s, &e[1]) == 0)
		write(&f, &a);
	(void)context_source(s, &a, &source, &e[2]);
	(void)context_item(s, &a, &item, &e[3]);
	(void)context_page_follows(s);
	for (size_t i = 0; i < 4; i++)
		if (e[i].code && e[i].code != EXIT_DATA)
			BUG("bad JSON is a fault of the input");
	arena_release(&a);
	return 0;
}
