#include "store/query/strata.h"

#include "fetch/base/buf.h"

#include <stdlib.h>

static uint64_t key_of(const struct tell_story *s)
{
	return (uint64_t)s->source << 1 | s->summary;
}

/* Sources are numbered from 1 without gaps: how many stories each key has. */
static size_t *count_keys(const struct tell *t, size_t *n)
{
	size_t *counts;
	uint64_t most = 0;

	for (size_t i = 0; i < t->n; i++)
		if (key_of(&t->v[i]) > most)
			most = key_of(&t->v[i]);
	*n = (size_t)most + 1;
	counts = mem_new(*n, sizeof *counts);
	for (size_t i = 0; i < t->n; i++)
		counts[key_of(&t->v[i])] += t->v[i].counted;
	return counts;
}

/* stories come in order of time, and stay so within a key */
void strata_build(struct strata *s, const struct tell *t)
{
	size_t keys, at = 0;
	size_t *next = count_keys(t, &keys);

	*s = (struct strata){.at = mem_new(t->n + 1, sizeof *s->at)};
	for (size_t k = 0; k < keys; k++)
		s->n += next[k] > 0;
	s->v = mem_new(s->n + 1, sizeof *s->v);
	s->n = 0;
	for (size_t k = 0; k < keys; k++) {
		size_t n = next[k];

		next[k] = at;
		if (n)
			s->v[s->n++] = (struct strata_one){k, at, at + n};
		at += n;
	}
	for (size_t i = 0; i < t->n; i++)
		if (t->v[i].counted)
			s->at[next[key_of(&t->v[i])]++] = t->v[i].at;
	free(next);
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
