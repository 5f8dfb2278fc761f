#include "store/query/strata.h"

#include "fetch/base/buf.h"

#include <stdlib.h>

struct keyed {
	uint64_t key;
	int64_t at;
};

static int by_key(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

void strata_build(struct strata *s, const struct tell *t)
{
	struct keyed *all = mem_new(t->n + 1, sizeof *all);
	size_t n = 0, cap = 0;

	*s = (struct strata){0};
	for (size_t i = 0; i < t->n; i++)
		if (t->v[i].counted)
			all[n++] = (struct keyed){
			    (uint64_t)t->v[i].source << 1 | t->v[i].summary,
			    t->v[i].at};
	if (n > 1)
		qsort(all, n, sizeof *all, by_key);
	s->at = mem_new(n + 1, sizeof *s->at);
	for (size_t i = 0; i < n; i++) {
		s->at[i] = all[i].at;
		if (s->n && s->v[s->n - 1].key == all[i].key) {
			s->v[s->n - 1].to = i + 1;
			continue;
		}
		if (s->n == cap) {
			cap = cap ? 2 * cap : 32;
			s->v = mem_grow(s->v, cap, sizeof *s->v);
		}
		s->v[s->n++] = (struct strata_one){all[i].key, i, i + 1};
	}
	free(all);
}

void strata_release(struct strata *s)
{
	free(s->at);
	free(s->v);
	*s = (struct strata){0};
}

/* the first index in [low, high) with at >= t */
static size_t find(const int64_t *at, size_t low, size_t high, int64_t t)
{
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (at[mid] < t)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

size_t strata_count(
    const struct strata *s, uint64_t key, int64_t from, int64_t to)
{
	size_t low = 0, high = s->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (s->v[mid].key < key)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == s->n || s->v[low].key != key)
		return 0;
	const struct strata_one *one = &s->v[low];
	size_t begin = find(s->at, one->from, one->to, from);

	return find(s->at, begin, one->to, to) - begin;
}
