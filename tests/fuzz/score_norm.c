/* any bytes through normaliser, sentences and the mask */
#include "fetch/base/utf8.h"
#include "score/mask.h"
#include "score/norm.h"
#include "score/sentences.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void need(bool good)
{
	if (!good)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = {(const char *)data, size};
	struct sentence_rules rules = {0};
	struct arena a = {0};
	struct mask mask;
	struct norm n;
	size_t begin, end, k, last = 0;

	norm_make(&n, s, &a);
	need(utf8_valid(n.text));
	for (size_t i = 0; i < n.text.n; i++) {
		need(n.map[i] >= last && n.map[i] < size);
		last = n.map[i];
		norm_range(&n, i, i + 1, &begin, &end);
		need(begin < end && end <= size);
		need(n.map[norm_at(&n, begin)] == begin);
	}
	last = 0;
	struct sentence_span *v = sentences_split(&rules, s, &a, &k);

	for (size_t i = 0; i < k; i++) {
		need(v[i].begin >= last && v[i].begin < v[i].end);
		last = v[i].end;
	}
	need(last <= size);
	mask_make(&mask, s, &a);
	for (size_t i = 0; i < size; i += 7)
		(void)mask_covers(&mask, i, i + 1);
	arena_release(&a);
	return 0;
}
