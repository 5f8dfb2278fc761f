/* Lines as `jevons-store load` reads them, up to the commit. */
#include "store/load.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = {(const char *)data, size}, line;
	struct load l;

	if (size == 0)
		return 0;
	/* without a writer nothing is committed: batches are dropped */
	load_init(&l, NULL, (struct stamp_clock){0}, false);
	while ((line = str_split(&rest, '\n')).p) {
		struct err why = {0}, e = {0};

		(void)load_line(&l, line, &why, &e);
	}
	load_release(&l);
	return 0;
}
