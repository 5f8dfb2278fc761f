/* Any bytes as a web page: charset, tree, text, title, date. */
#include "parse/work.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct work *w = work_open();
	struct job_counts c = {0};
	struct buf lines;
	struct job j = {
	    .kind = JOB_DOCUMENT,
	    .type = PAGE_HTML,
	    .fetched = STAMP_NONE,
	    .bytes = {(const char *)data, size},
	    .url = STR("http://example.com/a/"),
	    .raw = {.offset = -1},
	};

	buf_init(&lines, 1 << 26);
	work_do(w, &j, &lines, &c);
	if (c.in != 1 || c.out + c.refused != 1)
		BUG("a page gives one line");
	buf_release(&lines);
	work_close(w);
	return 0;
}
