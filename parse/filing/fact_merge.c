#include "parse/filing/fact_merge.h"

#include "fetch/base/buf.h"
#include "parse/filing/fact_value.h"
#include "parse/filing/flow.h"

#include <stdlib.h>

enum { SAME_MAX = 8, DECIMALS_ALL = 1000 };

static uint64_t mix(uint64_t h, struct str s)
{
	return (h ^ flow_hash(s)) * UINT64_C(0x9E3779B97F4A7C15);
}

static uint64_t key_of(const struct fact *f)
{
	uint64_t h = mix(1, f->concept);

	h = mix(h, f->unit);
	h = mix(h, f->start);
	h = mix(h, f->end);
	h = mix(h, f->instant);
	return mix(h, f->dims);
}

static bool same(const struct fact *a, const struct fact *b)
{
	return str_eq(a->concept, b->concept) && str_eq(a->unit, b->unit) &&
	       str_eq(a->start, b->start) && str_eq(a->end, b->end) &&
	       str_eq(a->instant, b->instant) && str_eq(a->dims, b->dims);
}

/* absent is the least that can be known */
static int decimals_of(const struct fact *f)
{
	struct str s = f->decimals;
	bool negative = s.n && s.p[0] == '-';
	int n = 0;

	if (!s.n)
		return -DECIMALS_ALL;
	if (str_eq(s, STR("INF")))
		return DECIMALS_ALL;
	for (size_t i = negative; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9' || n > 99)
			return -DECIMALS_ALL;
		n = n * 10 + (s.p[i] - '0');
	}
	return negative ? -n : n;
}

/* is the coarse one the fine one rounded? */
static bool agree(
    struct arena *a, const struct fact *fine, const struct fact *coarse)
{
	int d = decimals_of(coarse);

	if (str_eq(fine->value, coarse->value))
		return true;
	if (d == -DECIMALS_ALL || d == DECIMALS_ALL)
		return false;
	return str_eq(fact_value_round(a, fine->value, d),
	    fact_value_round(a, coarse->value, d));
}

static bool absorb(struct arena *a, struct fact *kept, const struct fact *f)
{
	bool finer = decimals_of(f) > decimals_of(kept);

	if (!agree(a, finer ? f : kept, finer ? kept : f))
		return false;
	if (finer) {
		kept->value = f->value;
		kept->decimals = f->decimals;
	}
	return true;
}

size_t fact_merge(struct arena *a, struct fact *facts, size_t n)
{
	size_t cap = 64, left = 0;

	while (cap < n * 2)
		cap *= 2;
	size_t *slots = mem_new(cap, sizeof *slots);

	for (size_t i = 0; i < n; i++) {
		struct fact f = facts[i];
		size_t at = (size_t)key_of(&f) & (cap - 1);
		int others = 0;
		bool done = false;

		for (; slots[at] && !done && others < SAME_MAX;
		     at = (at + 1) & (cap - 1)) {
			struct fact *kept = &facts[slots[at] - 1];

			if (!same(kept, &f))
				continue;
			others++;
			done = absorb(a, kept, &f);
		}
		if (done)
			continue;
		facts[left++] = f;
		if (others < SAME_MAX)
			slots[at] = left;
	}
	free(slots);
	return left;
}
