/* Tables of facts in JSON: what is told can be read back. */
#include "fetch/base/utf8.h"
#include "parse/filing/facts_json.h"
#include "parse/record/fact_line.h"

#include <stdint.h>
#include <stdlib.h>

static int take(void *user, struct str line, struct err *e)
{
	struct arena a = {0};
	struct fact_line f;
	struct err mine = {0};

	(void)user;
	(void)e;
	if (!utf8_valid(line) || fact_line_read(line, &a, &f, &mine) != 0)
		abort();
	arena_release(&a);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = {(const char *)data, size};
	struct err e = {0};

	(void)facts_json_sniff(bytes);
	if (facts_json_read(bytes, take, NULL, &e) != 0 && e.code != EXIT_DATA)
		abort();
	return 0;
}
