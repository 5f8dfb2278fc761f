/* References and words for a moment: what people type. */
#include "store/query/range.h"
#include "store/query/ref.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size};
	struct arena arena = {0};
	struct err e = {0};
	struct ref r;
	int64_t t;
	struct zone *z = zone_open(STR("Europe/Berlin"), &e);

	if (ref_read(text, &arena, &r, &e) == 0 && !r.cell) {
		struct ref again;
		struct buf b;

		/* what was read is written so that it is read again */
		buf_init(&b, 1 << 20);
		ref_row(&b, r.doc, &r.series, r.item);
		if (!b.over && ref_read(buf_view(&b), &arena, &again, &e) != 0)
			abort();
		buf_release(&b);
	}
	e = (struct err){0};
	(void)range_instant(text, INT64_C(1738843200000000), z, &t, &e);
	zone_close(z);
	arena_release(&arena);
	return 0;
}
