/* Any bytes as a date: whole, and inside a line. */
#include "parse/text/date.h"
#include "parse/text/date_wide.h"

#include "fetch/base/err.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = {(const char *)data, size};
	int64_t least = stamp_days(1989, 12, 30) * STAMP_DAY;
	int64_t most = stamp_days(2101, 1, 3) * STAMP_DAY;
	int64_t t = least;
	size_t at = 0;

	if (date_parse(s, &t) != DATE_NONE && (t < least || t > most))
		BUG("a date out of its range");
	t = least;
	if (date_find(s, &t, &at) != DATE_NONE &&
	    (t < least || t > most || at >= size))
		BUG("a date out of its range or line");
	if (date_read_wide(s, &t) &&
	    (t < stamp_days(0, 12, 30) * STAMP_DAY ||
		t > stamp_days(10000, 1, 3) * STAMP_DAY))
		BUG("a wide date out of its range");
	return 0;
}
