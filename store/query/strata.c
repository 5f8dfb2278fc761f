#include "store/query/strata.h"

#include "fetch/base/buf.h"

#include <stdlib.h>

static const struct strata_item *item(
    const struct strata_item *v, size_t bytes, size_t i)
{
	return (const void *)((const char *)v + i * bytes);
}

/* Sources are numbered from 1 without gaps: how many stories each key has. */
static size_t *count_keys(
    const struct strata_item *v, size_t n, size_t bytes, size_t *keys)
{
	size_t *counts;
	uint64_t most = 0;

	for (size_t i = 0; i < n; i++)
		if (item(v, bytes, i)->key > most)
			most = item(v, bytes, i)->key;
	*keys = (size_t)most + 1;
	counts = mem_new(*keys, sizeof *counts);
	for (size_t i = 0; i < n; i++)
		counts[item(v, bytes, i)->key]++;
	return counts;
}

/* The strata of so many items, and where the first item of each key goes. */
static size_t *list_keys(
    struct strata *s, const struct strata_item *v, size_t n, size_t bytes)
{
	size_t keys, at = 0;
	size_t *next = count_keys(v, n, bytes, &keys);

	*s = (struct strata){.at = mem_new(n + 1, sizeof *s->at)};
	for (size_t k = 0; k < keys; k++)
		s->n += next[k] > 0;
	s->v = mem_new(s->n + 1, sizeof *s->v);
	s->n = 0;
	for (size_t k = 0; k < keys; k++) {
		size_t here = next[k];

		next[k] = at;
		if (here)
			s->v[s->n++] = (struct strata_one){k, at, at + here};
		at += here;
	}
	return next;
}

/* items come in order of time, and stay so within a key */
void strata_build(
    struct strata *s, const struct strata_item *v, size_t n, size_t bytes)
{
	size_t *next = list_keys(s, v, n, bytes);

	for (size_t i = 0; i < n; i++) {
		const struct strata_item *x = item(v, bytes, i);

		s->at[next[x->key]++] = x->at;
	}
	free(next);
}

void strata_build_days(struct strata *s, const struct strata_days *v, size_t n)
{
	const void *items = v; /* `in` is their head; v may be NULL */
	size_t *next = list_keys(s, items, n, sizeof *v);

	s->sum = mem_new(n + 1, sizeof *s->sum);
	for (size_t i = 0; i < n; i++) {
		size_t to = next[v[i].in.key]++;

		s->at[to] = v[i].in.at;
		s->sum[to + 1] = v[i].n;
	}
	for (size_t i = 0; i < n; i++)
		s->sum[i + 1] += s->sum[i];
	free(next);
}

void strata_tell(struct strata *s, const struct tell *t)
{
	struct strata_item *v = mem_new(t->n + 1, sizeof *v);
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++)
		if (t->v[i].counted)
			v[n++] = (struct strata_item){
			    strata_key(t->v[i].source, t->v[i].summary),
			    t->v[i].at};
	strata_build(s, v, n, sizeof *v);
	free(v);
}

void strata_release(struct strata *s)
{
	free(s->at);
	free(s->sum);
	free(s->v);
	*s = (struct strata){0};
}

/* The first index in [low, high) with at >= t. Stories come at about the same
 * rate all the time: the search begins where t would be then, and goes on in
 * steps that double. */
static size_t find(const int64_t *at, size_t low, size_t high, int64_t t)
{
	if (low == high || at[low] >= t)
		return low;
	if (at[high - 1] < t)
		return high;
	/* at[low] < t <= at[high - 1] */
	double part = (double)(t - at[low]) / (double)(at[high - 1] - at[low]);
	size_t guess = low + (size_t)(part * (double)(high - 1 - low));
	size_t step = 1;

	if (at[guess] < t) {
		low = guess + 1;
		for (; low + step < high && at[low + step] < t; step *= 2)
			low += step;
		high = low + step < high ? low + step : high;
	} else {
		high = guess;
		for (; step < high - low && at[high - step] >= t; step *= 2)
			high -= step;
		low = step < high - low ? high - step : low;
	}
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (at[mid] < t)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

size_t strata_count_in(
    const struct strata *s, size_t stratum, int64_t from, int64_t to)
{
	const struct strata_one *one = &s->v[stratum];
	size_t begin = find(s->at, one->from, one->to, from);
	size_t end = find(s->at, begin, one->to, to);

	return s->sum ? s->sum[end] - s->sum[begin] : end - begin;
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
	return strata_count_in(s, low, from, to);
}
