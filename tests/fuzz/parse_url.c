/* Any bytes as a reference and its base, parted by the first line end. */
#include "parse/text/url_normal.h"

#include "fetch/base/err.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str base = {(const char *)data, size};
	struct str reference = str_split(&base, '\n');
	struct arena a = {0};
	struct str full = url_resolve(&a, base, reference);
	struct str one = url_normalize(&a, full);

	if (one.p && !str_eq(url_normalize(&a, one), one))
		BUG("two spellings of one address");
	if (url_id(&a, full).n != 32)
		BUG("an id of another length");
	(void)url_host(full);
	arena_release(&a);
	return 0;
}
