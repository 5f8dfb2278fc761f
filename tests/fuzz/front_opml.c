/* OPML from other readers. */
#include "fetch/front/opml.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size};
	struct arena a = {0};
	struct opml_feed *feeds;
	struct err e = {0};
	size_t n = 0;

	if (opml_read(text, &a, &feeds, &n, &e) == 0 && n == 0)
		abort();
	for (size_t i = 0; i < n; i++)
		if (feeds[i].url.n == 0)
			abort();
	arena_release(&a);
	return 0;
}
