#include "store/query/ledger.h"

#include "store/query/docsort.h"

#include <stdlib.h>

static int by_place(const void *a, const void *b)
{
	const struct edition *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->story != y->story)
		return x->story < y->story ? -1 : 1;
	return x->from < y->from ? -1 : x->from > y->from;
}

static int by_key(const void *a, const void *b)
{
	const struct edition *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return by_place(a, b);
}

static uint64_t at_of(const void *edition)
{
	return docsort_time(((const struct edition *)edition)->at);
}

static uint64_t key_of(const void *edition)
{
	const struct edition *x = edition;

	return docsort_number_time(x->key, x->at);
}

static void put_in_order(struct ledger *l)
{
	static const struct docsort_item places = {
	    sizeof(struct edition), at_of, by_place};
	static const struct docsort_item keys = {
	    sizeof(struct edition), key_of, by_key};

	docsort(l->v, l->n, l->by_key ? &keys : &places);
}

/* a moment and the edition it belongs to, for sorting */
struct moment {
	int64_t t;
	uint32_t i;
};

static int by_moment(const void *a, const void *b)
{
	const struct moment *x = a, *y = b;

	if (x->t != y->t)
		return x->t < y->t ? -1 : 1;
	return x->i < y->i ? -1 : x->i > y->i;
}

static uint64_t moment_of(const void *moment)
{
	return docsort_time(((const struct moment *)moment)->t);
}

static uint32_t *sorted(struct moment *m, size_t n)
{
	static const struct docsort_item item = {
	    sizeof(struct moment), moment_of, by_moment};
	uint32_t *to = mem_new(n + 1, sizeof *to);

	docsort(m, n, &item);
	for (size_t i = 0; i < n; i++)
		to[i] = m[i].i;
	return to;
}

void ledger_open(struct ledger *l, struct editions *take, bool keyed)
{
	struct moment *m = mem_new(take->n + 1, sizeof *m);

	*l = (struct ledger){.v = take->v, .n = take->n, .by_key = keyed};
	*take = (struct editions){0};
	if (l->n > UINT32_MAX - 1)
		BUG("editions");
	put_in_order(l);
	l->live = mem_new(l->n + 1, sizeof *l->live);
	l->sum = mem_new(l->n + 1, sizeof *l->sum);
	for (size_t i = 0; i < l->n; i++)
		m[i] = (struct moment){l->v[i].from, (uint32_t)i};
	l->coming = sorted(m, l->n);
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].to != INT64_MAX)
			m[l->n_going++] =
			    (struct moment){l->v[i].to, (uint32_t)i};
	l->going = sorted(m, l->n_going);
	l->lowest = INT64_MAX;
	l->highest = INT64_MIN;
	free(m);
}

void ledger_close(struct ledger *l)
{
	free(l->v);
	free(l->live);
	free(l->sum);
	free(l->coming);
	free(l->going);
	*l = (struct ledger){0};
}

static void set(struct ledger *l, size_t i, bool live)
{
	const struct edition *x = &l->v[i];
	int64_t first = x->known < x->at ? x->known : x->at;
	int64_t last = x->known > x->at ? x->known : x->at;

	l->live[i] = live;
	if (first < l->lowest)
		l->lowest = first;
	if (last > l->highest)
		l->highest = last;
	uint32_t by = live ? 1u : UINT32_MAX; /* that is -1 */

	for (size_t k = i + 1; k <= l->n; k += k & (~k + 1)) {
		l->sum[k].counted += x->counted ? by : 0;
		l->sum[k].positive += x->class > 0 ? by : 0;
		l->sum[k].negative += x->class < 0 ? by : 0;
	}
}

void ledger_move(struct ledger *l, int64_t t)
{
	l->lowest = INT64_MAX;
	l->highest = INT64_MIN;
	/* what has come and gone since is not seen at all */
	for (; l->come < l->n && l->v[l->coming[l->come]].from <= t; l->come++)
		if (l->v[l->coming[l->come]].to > t)
			set(l, l->coming[l->come], true);
	for (; l->gone < l->n_going && l->v[l->going[l->gone]].to <= t;
	     l->gone++)
		if (l->live[l->going[l->gone]])
			set(l, l->going[l->gone], false);
}

int64_t ledger_next(const struct ledger *l)
{
	int64_t next = INT64_MAX;

	if (l->come < l->n)
		next = l->v[l->coming[l->come]].from;
	if (l->gone < l->n_going && l->v[l->going[l->gone]].to < next)
		next = l->v[l->going[l->gone]].to;
	return next;
}

size_t ledger_find(const struct ledger *l, int64_t at)
{
	size_t low = 0, high = l->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (l->v[mid].at < at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static size_t find_key(const struct ledger *l, uint64_t key, int64_t at)
{
	size_t low = 0, high = l->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const struct edition *x = &l->v[mid];

		if (x->key < key || (x->key == key && x->at < at))
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* of the editions [from, to) */
static struct ledger_sum sum_of(const struct ledger *l, size_t from, size_t to)
{
	struct ledger_sum sum = {0};

	for (; to > from; to &= to - 1) {
		sum.counted += l->sum[to].counted;
		sum.positive += l->sum[to].positive;
		sum.negative += l->sum[to].negative;
	}
	/* where both meet, the rest of the two sums is the same */
	for (; from > to; from &= from - 1) {
		sum.counted -= l->sum[from].counted;
		sum.positive -= l->sum[from].positive;
		sum.negative -= l->sum[from].negative;
	}
	return sum;
}

size_t ledger_count(const struct ledger *l, int64_t from, int64_t to)
{
	return sum_of(l, ledger_find(l, from), ledger_find(l, to)).counted;
}

struct ledger_sum ledger_classes(
    const struct ledger *l, int64_t from, int64_t to)
{
	return sum_of(l, ledger_find(l, from), ledger_find(l, to));
}

size_t ledger_count_key(
    const struct ledger *l, uint64_t key, int64_t from, int64_t to)
{
	return sum_of(l, find_key(l, key, from), find_key(l, key, to)).counted;
}
