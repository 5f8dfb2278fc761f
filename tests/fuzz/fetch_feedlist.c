/* Feed lists: any bytes are a list or a refusal with its place. */
#include "fetch/feedlist.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size};
	struct feedlist l = {0};
	struct err e = {0};
	int rc = feedlist_add_text(&l, text, "list.ini", "/srv/lists", &e);

	if ((rc == 0) != (e.code == 0))
		abort();
	for (size_t i = 0; rc == 0 && i < l.n_feeds; i++) {
		const struct feed_spec *f = &l.feeds[i];

		if (!f->url.n || f->interval < 0 || f->delay < 0)
			abort();
		if (feedlist_find(&l, f->url) == NULL)
			abort();
	}
	feedlist_release(&l);
	return 0;
}
