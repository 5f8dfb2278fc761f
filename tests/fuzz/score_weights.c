/* a file of trained weights; the digest at its end is made right, so that
 * what stands before it is read too */
#include "fetch/base/digest.h"
#include "score/tone/weights.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_BYTES = 16 * 1024 * 1024 };

static void parse(struct str bytes)
{
	struct weights w;
	struct err e = {0};
	struct buf again;

	if (weights_parse(&w, bytes, "input", &e) != 0) {
		if (e.code == 0)
			abort();
		return;
	}
	buf_init(&again, MAX_BYTES);
	weights_write(&again, &w);
	weights_release(&w);
	if (weights_parse(&w, buf_view(&again), "again", &e) != 0)
		abort();
	weights_release(&w);
	buf_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf whole;

	parse((struct str){(const char *)data, size});
	buf_init(&whole, MAX_BYTES);
	buf_add(&whole, data, size);
	buf_puts(&whole, "sha256 ");
	digest_hex(
	    &whole, (struct str){(const char *)data, size}, DIGEST_BYTES);
	buf_char(&whole, '\n');
	parse(buf_view(&whole));
	buf_release(&whole);
	return 0;
}
