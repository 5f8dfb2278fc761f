#include "store/query/stat_demand.h"

#include <stdlib.h>

enum { LEAST = 100000 }; /* millionths */

/* by sentence and sign, the strongest first */
static int order(const void *a, const void *b)
{
	const struct cue *x = a, *y = b;

	if (x->field != y->field)
		return x->field < y->field ? -1 : 1;
	if (x->sentence != y->sentence)
		return x->sentence < y->sentence ? -1 : 1;
	if (x->demand != y->demand)
		return x->demand < y->demand ? -1 : 1;
	if (x->strength != y->strength)
		return x->strength > y->strength ? -1 : 1;
	return 0;
}

static bool same_group(const struct cue *a, const struct cue *b)
{
	return a->field == b->field && a->sentence == b->sentence &&
	       a->demand == b->demand;
}

int stat_demand(struct cue *cues, size_t n, unsigned modalities)
{
	const struct cue *last = NULL;
	int64_t sum = 0;

	if (n > 1)
		qsort(cues, n, sizeof *cues, order);
	for (size_t i = 0; i < n; i++) {
		if (!cues[i].demand || !cue_in(&cues[i], modalities) ||
		    (last && same_group(last, &cues[i])))
			continue;
		sum += (int64_t)cues[i].demand * cues[i].strength;
		last = &cues[i];
	}
	if (sum < LEAST && sum > -LEAST)
		return 0;
	return sum > 0 ? 1 : -1;
}
