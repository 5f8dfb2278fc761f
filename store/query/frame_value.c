#include "store/query/frame.h"

#include "store/query/stat_aes.h"
#include "store/query/stat_z.h"

#include <stdlib.h>

static size_t find_known(const struct frame_target *t, int64_t at)
{
	size_t low = 0, high = t->n_fading;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (t->fading[mid].part.known < at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static struct stat_value decay(const struct frame_target *t, int64_t end)
{
	size_t i = find_known(t, end - STAT_DECAY_DAYS * STAMP_DAY);
	struct stat_decay_sum sum;

	stat_decay_begin(&sum, end);
	for (; i < t->n_fading && t->fading[i].part.known < end; i++)
		if (t->x.live[t->fading[i].i])
			stat_decay_add(&sum, &t->fading[i].part);
	return stat_decay_end(&sum);
}

static struct stat_value classes(const struct frame *f,
    const struct frame_target *t, enum measure_kind kind, size_t bucket)
{
	int64_t end = f->ask.grid->edge[bucket + 1];
	int64_t from = bucket_days_before(&f->ask.q->rule, end, STAT_AES_DAYS);
	struct ledger_sum sum = ledger_classes(&t->x, from, end);
	const struct measure_view w = {
	    .positive = sum.positive, .negative = sum.negative};

	return measure_value(&w, kind);
}

static struct stat_value plain(struct frame *f, const struct frame_target *t,
    enum measure_kind kind, size_t bucket)
{
	bool shares = kind == MEASURE_SHARE && !f->ask.q->ask->pooled;

	if (kind == MEASURE_DECAY)
		return decay(t, f->ask.grid->edge[bucket + 1]);
	if (kind == MEASURE_AES || kind == MEASURE_AEV)
		return classes(f, t, kind, bucket);
	return measure_value(frame_look(f, t, bucket, shares), kind);
}

static double remembered(
    struct frame *f, struct frame_target *t, size_t stat, size_t bucket)
{
	size_t at = stat * f->ask.grid->n + bucket;

	if (!t->valid[at]) {
		t->value[at] =
		    plain(f, t, f->ask.stats[stat].kind, bucket).value;
		t->valid[at] = true;
		if (bucket >= f->valued)
			f->valued = bucket + 1;
	}
	return t->value[at];
}

static struct stat_value z(
    struct frame *f, struct frame_target *t, size_t stat, size_t bucket)
{
	size_t window = stat_z_window(f->ask.q->rule.every);
	double *before = mem_new(window, sizeof *before);

	for (size_t i = 0; i < window; i++) {
		size_t back = window - i;

		before[i] = back > bucket
				? (double)NAN
				: remembered(f, t, stat, bucket - back);
	}
	struct stat_value v = stat_z(remembered(f, t, stat, bucket), before,
	    window, measure_counts(f->ask.stats[stat].kind));

	free(before);
	return v;
}

struct stat_value frame_value(
    struct frame *f, size_t target, size_t stat, size_t bucket)
{
	const struct measure *m = &f->ask.stats[stat];
	struct frame_target *t = &f->targets[target];

	if (measure_of_compute(m->kind)) {
		if (!t->t->compute)
			return stat_null(0);
		t = &f->targets[f->group[measure_group(m->kind)]];
	}
	return m->z ? z(f, t, stat, bucket) : plain(f, t, m->kind, bucket);
}
