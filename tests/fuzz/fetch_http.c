/* HTTP responses as they stand in WARC records: split and decoded. */
#include "fetch/warc/warc_http.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str block = {(const char *)data, size};
	struct http_message m;
	struct err e = {0};
	struct str body;
	struct buf scratch;
	const size_t most = (size_t)1 << 20;

	if (http_split(block, &m, &e) != 0)
		return 0;
	if (m.head.n + m.body.n > size)
		abort();
	buf_init(&scratch, most);
	if (http_decode(&m, &scratch, &body, &e) != 0 && e.code == 0)
		abort();
	/* decoded, it keeps the ceiling; else it is the body as it came */
	if (body.n > (most > m.body.n ? most : m.body.n))
		abort();
	buf_release(&scratch);
	return 0;
}
