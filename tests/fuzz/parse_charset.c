/* Any bytes become UTF-8; the first byte picks what the header says. */
#include "fetch/base/utf8.h"
#include "parse/text/charset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const types[] = {NULL, "text/html",
	    "text/html; charset=utf-8", "text/html; charset=gbk",
	    "text/html; charset=big5", "text/html; charset=windows-1256",
	    "text/html; charset=utf-16", "text/html; charset=shift_jis",
	    "text/html; charset=bogus"};
	struct err e = {0};
	struct buf out;

	if (size == 0)
		return 0;
	struct str s = {(const char *)data + 1, size - 1};
	struct str type =
	    str_of(types[data[0] % (sizeof types / sizeof *types)]);

	buf_init(&out, 1 << 26);
	if (charset_to_utf8(&out, s, type, &e) == 0 &&
	    !utf8_valid(buf_view(&out)))
		BUG("what comes out is no UTF-8");
	buf_release(&out);
	return 0;
}
