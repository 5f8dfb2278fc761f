/* The WARC reader: any bytes give records, refusals and an end. */
#define _GNU_SOURCE
#include "fetch/warc/warc_read.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int fd = memfd_create("warc", MFD_CLOEXEC);
	struct warc_in in;
	enum warc_result got;
	int64_t last = -1;
	size_t bytes = 0;

	if (fd < 0 || write(fd, data, size) != (ssize_t)size ||
	    lseek(fd, 0, SEEK_SET) != 0)
		abort();
	struct warc_reader *r = warc_read_fd(fd, "fuzz");

	do {
		struct err e = {0};

		got = warc_read_next(r, &in, &e);
		if (got == WARC_RECORD) {
			/* places are in the file and never go back */
			if (in.offset < last || in.offset > (int64_t)size)
				abort();
			last = in.offset;
			bytes += in.block.n;
			(void)warc_header(in.head, STR("Jevons-File"));
		} else if (got != WARC_END && e.code == 0) {
			abort(); /* a refusal says why */
		}
	} while (got > 0);
	warc_read_close(r);
	/* deflate gives at most about a thousand bytes for one */
	if (bytes > size * 1100 + 1100)
		abort();
	return 0;
}
