/* Any bytes as EDGAR's complete submission text. */
#include "parse/filing_articles.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int take(void *user, const struct article *a, struct err *e)
{
	struct buf *out = user;

	(void)e;
	buf_clear(out);
	article_write(out, a);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct page p = {
	    .text = {(const char *)data, size},
	    .fetched = STAMP_NONE,
	    .raw = {.offset = -1},
	};
	struct arena a = {0};
	struct err e = {0};
	struct buf out;

	buf_init(&out, 1 << 26);
	if (filing_articles(&p, &a, take, &out, &e) != 0 &&
	    e.code != EXIT_DATA)
		BUG("no submission is a fault of the input");
	buf_release(&out);
	arena_release(&a);
	return 0;
}
