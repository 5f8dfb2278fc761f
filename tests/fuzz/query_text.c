/* Text from the store on its way to a terminal: marked, folded, cut, in every
 * format. */
#include "fetch/base/utf8.h"
#include "store/query/fold.h"
#include "store/query/plain.h"
#include "store/query/sentence.h"

#include <stdlib.h>

enum { OUT_BYTES = 1 << 26 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size};
	struct buf b, folded;
	struct fold f = {.to = &folded, .indent = 11, .width = 60};
	size_t begin = size > 1 ? (size_t)data[0] * size / 256 : 0;
	size_t end = begin + (size - begin) / 2;

	buf_init(&b, OUT_BYTES);
	buf_init(&folded, OUT_BYTES);
	sentence_mark(&b, text, begin, end);
	fold_line(&f, "sentence", buf_view(&b));
	for (size_t i = 0; i < folded.n; i++)
		if ((unsigned char)folded.p[i] < ' ' && folded.p[i] != '\n')
			abort();
	buf_clear(&b);
	plain_write(&b, text);
	if (!utf8_valid(buf_view(&b)))
		abort();
	buf_clear(&b);
	plain_csv(&b, text, true);
	plain_tsv(&b, text, true);
	buf_release(&b);
	buf_release(&folded);
	return 0;
}
