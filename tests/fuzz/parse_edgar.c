/* EDGAR's lists as feeds. */
#include "parse/edgar.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size};
	const struct feed_source s = {.url = STR("https://www.sec.gov/x"),
	    .forms = STR("8-K 10-K"),
	    .since = STR("2020-01-01")};
	struct arena a = {0};
	struct err e = {0};
	struct feed f;
	bool list = edgar_sniff(text);
	int rc = list ? edgar_read(&f, &a, text, &s, &e)
		      : feed_parse(&f, &a, text, s.url, &e);

	if (rc == 0 && !list)
		edgar_tidy(&f, &a, &s);
	if (rc == 0)
		for (size_t i = 0; i < f.n; i++)
			if (list && f.items[i].id.n == 0)
				abort();
	arena_release(&a);
	return 0;
}
