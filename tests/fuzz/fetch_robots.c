/* robots.txt: the first line of the input is the URL, the rest the file. */
#include "fetch/robots.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size};
	struct str url = str_split(&text, '\n');
	struct robots r = {0}, again = {0};
	struct buf b;

	buf_init(&b, (size_t)64 << 20);
	robots_parse(&r, text, STR("jevons"));
	bool allow = robots_allows(&r, url);

	robots_write(&r, STR("jevons"), &b);
	/* what is written says the same, as far as it is not over the ceiling
	 */
	robots_parse(&again, buf_view(&b), STR("jevons"));
	if (b.n <= ROBOTS_MAX_BYTES &&
	    (robots_allows(&again, url) != allow || again.delay != r.delay))
		abort();
	robots_release(&r);
	robots_release(&again);
	buf_release(&b);
	return 0;
}
