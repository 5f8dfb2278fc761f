/* Any bytes as an index of sitemaps: addresses lie inside the arena, each is
 * made of bytes, none is empty before its references are resolved. */
#include "fetch/sitemap_index.h"

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str head = STR("HTTP/1.1 200 OK\r\n");
	struct str body = {(const char *)data, n};
	struct sitemap_entry *x;
	struct arena a = {0};
	struct buf scratch;
	size_t sum = 0;

	buf_init(&scratch, SITEMAP_TEXT_MAX_BYTES);
	size_t many =
	    sitemap_index_read(sitemap_text(head, body, &scratch), &a, &x);

	for (size_t i = 0; i < many; i++)
		for (size_t k = 0; k < x[i].url.n; k++)
			sum += (unsigned char)x[i].url.p[k];
	if (many > SITEMAP_INDEX_MAX || (many == 0 && sum > 0))
		__builtin_trap();
	buf_release(&scratch);
	arena_release(&a);
	return 0;
}
