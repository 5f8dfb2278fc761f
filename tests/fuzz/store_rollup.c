/* The value of a row of the rollup: head, sections, views. What was read is
 * written, and read again as the same. */
#include "store/db/rollup.h"

#include <stdlib.h>
#include <string.h>

enum { VIEW_MAX_BYTES = 1 << 24 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void again(const struct rollup_view *v)
{
	struct rollup_view second = {0};
	struct err e = {0};
	struct buf b, c;

	buf_init(&b, VIEW_MAX_BYTES);
	buf_init(&c, VIEW_MAX_BYTES);
	rollup_view_write(&b, v, 0);
	if (rollup_view_read(buf_view(&b), 0, &second, &e) != 0)
		abort();
	rollup_view_write(&c, &second, 0);
	if (!str_eq(buf_view(&b), buf_view(&c)))
		abort();
	rollup_view_release(&second);
	buf_release(&b);
	buf_release(&c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str value = {(const char *)data, size}, view;
	struct rollup_head head;

	for (uint16_t lang = 0; lang < 3; lang++)
		for (int live = 0; live < 2; live++) {
			const struct rollup_which w = {1, lang, live};
			struct rollup_view v = {0};
			struct err e = {0};
			struct str body = value;

			if (rollup_head_read(&body, &head, &e) == 0 &&
			    rollup_section_find(body, &w, &view, &e) == 1 &&
			    rollup_view_read(view, 0, &v, &e) == 0)
				again(&v);
			rollup_view_release(&v);
		}
	return 0;
}
