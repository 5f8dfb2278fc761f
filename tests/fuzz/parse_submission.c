/* Any bytes as a filing, through the whole stage. */
#include "parse/work.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct work *w = work_open();
	struct job_counts c = {0};
	struct buf lines;
	struct job j = {
	    .kind = JOB_DOCUMENT,
	    .type = PAGE_FILING,
	    .fetched = STAMP_NONE,
	    .bytes = {(const char *)data, size},
	    .raw = {.file = STR("f"), .offset = 0},
	};

	buf_init(&lines, 1 << 26);
	work_do(w, &j, &lines, &c);
	if (c.in < 1)
		BUG("a document is counted");
	buf_release(&lines);
	work_close(w);
	return 0;
}
