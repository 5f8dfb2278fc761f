#include "store/query/frame.h"

#include <stdlib.h>

void frame_forget(struct frame *f)
{
	f->view.t = NULL;
	f->parts.some = false;
	f->covered = SIZE_MAX;
	f->counted = SIZE_MAX;
}

static void stories(struct frame *f, size_t from, size_t to)
{
	struct frame_view *w = &f->view;
	const struct ledger *x = &w->t->x;

	if (to - from > w->cap) {
		w->cap = 2 * (to - from);
		w->stories = mem_grow(w->stories, w->cap, sizeof *w->stories);
	}
	w->m.n = w->m.counted = 0;
	for (size_t i = from; i < to; i++) {
		const struct edition *s = &x->v[i];

		if (!x->live[i])
			continue;
		w->m.counted += s->counted;
		w->stories[w->m.n++] =
		    (struct measure_story){.weight = s->weight,
			.tone = s->tone,
			.demand = s->demand,
			.cost = s->cost,
			.side = s->side,
			.counted = s->counted};
	}
	w->m.v = w->stories;
}

static int by_key(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* the parts that have stories in the bucket: others have no weight */
static void parts_of(struct frame *f, size_t bucket)
{
	const int64_t *edge = f->ask.grid->edge;
	const struct ledger *l = &f->n_by_source;
	struct frame_parts *p = &f->parts;
	size_t from = ledger_find(l, edge[bucket]), n = 0;
	size_t to = ledger_find(l, edge[bucket + 1]);

	p->some = true;
	p->bucket = bucket;
	p->n = 0;
	if (to - from > p->cap) {
		p->cap = 2 * (to - from);
		p->keys = mem_grow(p->keys, p->cap, sizeof *p->keys);
		p->v = mem_grow(p->v, p->cap, sizeof *p->v);
	}
	for (size_t i = from; i < to; i++)
		if (l->live[i] && l->v[i].counted)
			p->keys[n++] = l->v[i].key;
	if (n > 1)
		qsort(p->keys, n, sizeof *p->keys, by_key);
	for (size_t i = 0, k; i < n; i = k) {
		uint64_t key = p->keys[i];

		for (k = i + 1; k < n && p->keys[k] == key; k++)
			;
		p->keys[p->n] = key;
		p->v[p->n++] = (struct share_part){.n = k - i,
		    .weight = ledger_count_key(
			&f->n_by_key, key, f->trailing[bucket], edge[bucket])};
	}
}

static void count_parts(struct frame *f, size_t bucket)
{
	const int64_t *edge = f->ask.grid->edge;
	const struct ledger *l = &f->view.t->by_source;
	struct frame_parts *p = &f->parts;
	size_t to = ledger_find(l, edge[bucket + 1]);

	for (size_t i = 0; i < p->n; i++)
		p->v[i].x = 0;
	for (size_t i = ledger_find(l, edge[bucket]); i < to && p->n; i++) {
		if (!l->live[i] || !l->v[i].counted)
			continue;
		const uint64_t *at = bsearch(
		    &l->v[i].key, p->keys, p->n, sizeof *p->keys, by_key);

		if (at)
			p->v[at - p->keys].x++;
	}
}

/* they are the same for every target */
static void count_all(struct frame *f, size_t bucket)
{
	const int64_t *edge = f->ask.grid->edge;

	if (f->counted == bucket)
		return;
	f->counted = bucket;
	f->all = ledger_count(&f->n, edge[bucket], edge[bucket + 1]);
	f->past_all = ledger_count(&f->n, f->trailing[bucket], edge[bucket]);
}

const struct measure_view *frame_look(
    struct frame *f, const struct frame_target *t, size_t bucket, bool shares)
{
	const int64_t *edge = f->ask.grid->edge;
	struct frame_view *w = &f->view;

	if (w->t != t || w->bucket != bucket) {
		w->t = t;
		w->bucket = bucket;
		count_all(f, bucket);
		w->m = (struct measure_view){
		    .all = f->all,
		    .past_all = f->past_all,
		    .past_counted =
			ledger_count(&t->x, f->trailing[bucket], edge[bucket]),
		    .looked = watch_any(&f->watch, bucket, f->now),
		};
		stories(f, ledger_find(&t->x, edge[bucket]),
		    ledger_find(&t->x, edge[bucket + 1]));
	}
	w->m.parts = NULL;
	w->m.n_parts = 0;
	if (!shares)
		return &w->m;
	if (!f->parts.some || f->parts.bucket != bucket)
		parts_of(f, bucket);
	count_parts(f, bucket);
	w->m.parts = f->parts.v;
	w->m.n_parts = f->parts.n;
	return &w->m;
}

size_t frame_stories(struct frame *f, size_t target, size_t bucket)
{
	return frame_look(f, &f->targets[target], bucket, false)->n;
}

size_t frame_all(struct frame *f, size_t bucket)
{
	count_all(f, bucket);
	return f->all;
}

double frame_coverage(struct frame *f, size_t bucket)
{
	const struct ledger *l = &f->n_by_key;
	int64_t from = f->trailing[bucket];
	int64_t to = f->ask.grid->edge[bucket];
	size_t all = 0, polled = 0;

	if (f->covered == bucket)
		return f->coverage;
	for (size_t i = 0; i < f->watch.n_sources; i++) {
		uint32_t source = f->watch.sources[i].source;
		uint64_t key = (uint64_t)source << 1;
		size_t n = ledger_count_key(l, key, from, to) +
			   ledger_count_key(l, key | 1, from, to);

		all += n;
		if (n && watch_of(&f->watch, source, bucket, f->now))
			polled += n;
	}
	f->covered = bucket;
	f->coverage = all ? (double)polled / (double)all : (double)NAN;
	return f->coverage;
}
