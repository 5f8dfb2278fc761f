#include "store/query/frame.h"

#include "store/query/stat_decay.h"
#include "store/query/stat_z.h"

#include <stdlib.h>

static bool needs(const struct frame_ask *a, enum measure_kind kind)
{
	for (size_t i = 0; i < a->n_stats; i++)
		if (a->stats[i].kind == kind)
			return true;
	return false;
}

static int open_articles(struct frame *f, struct err *e)
{
	struct vintage_ask ask = {f->ask.q, &f->clock, f->ask.model,
	    f->ask.origins, VINTAGE_ARTICLES, NULL, false};
	struct vintages v;
	struct editions told, copy;
	struct docline d;
	int rc = vintages_read(&v, &ask, e);

	docline_begin(&d, f->ask.q->reader, f->ask.model);
	if (rc == 0)
		rc = watch_sources(&f->watch, &f->ask.q->catalog, &v, &d, e);
	docline_release(&d);
	if (rc == 0) {
		editions_build(&told, &v, false);
		ledger_open(&f->n, &told, false);
		editions_build(&told, &v, true);
		copy = (struct editions){
		    mem_new(told.n + 1, sizeof *told.v), told.n, told.n};
		for (size_t i = 0; i < told.n; i++)
			copy.v[i] = told.v[i];
		ledger_open(&f->n_by_source, &told, false);
		ledger_open(&f->n_by_key, &copy, true);
	}
	vintages_release(&v);
	return rc;
}

struct known_at {
	int64_t known;
	uint32_t i;
};

static int by_known(const void *a, const void *b)
{
	const struct known_at *x = a, *y = b;

	if (x->known != y->known)
		return x->known < y->known ? -1 : 1;
	return x->i < y->i ? -1 : x->i > y->i;
}

static void order_by_known(struct frame_target *t)
{
	struct known_at *m = mem_new(t->x.n + 1, sizeof *m);

	t->by_known = mem_new(t->x.n + 1, sizeof *t->by_known);
	for (size_t i = 0; i < t->x.n; i++)
		m[i] = (struct known_at){t->x.v[i].known, (uint32_t)i};
	if (t->x.n > 1)
		qsort(m, t->x.n, sizeof *m, by_known);
	for (size_t i = 0; i < t->x.n; i++)
		t->by_known[i] = m[i].i;
	free(m);
}

static int open_target(struct frame *f, struct frame_target *to,
    const struct target *t, struct err *e)
{
	struct vintage_ask ask = {f->ask.q, &f->clock, f->ask.model,
	    f->ask.origins, t ? VINTAGE_TARGET : VINTAGE_COSTS, t,
	    needs(&f->ask, MEASURE_BALANCE) ||
		needs(&f->ask, MEASURE_DISAGREEMENT)};
	size_t cells = f->ask.n_stats * f->ask.grid->n + 1;
	struct vintages v = {0};
	struct editions told;

	to->t = t;
	to->value = mem_new(cells, sizeof *to->value);
	to->valid = mem_new(cells, sizeof *to->valid);
	if (f->ask.has_model && vintages_read(&v, &ask, e) != 0) {
		vintages_release(&v);
		return -1;
	}
	editions_build(&told, &v, false);
	ledger_open(&to->x, &told, false);
	order_by_known(to);
	if (!needs(&f->ask, MEASURE_SHARE))
		v.n = 0;
	editions_build(&told, &v, true);
	ledger_open(&to->by_source, &told, false);
	vintages_release(&v);
	return 0;
}

int frame_open(struct frame *f, const struct frame_ask *ask, struct err *e)
{
	struct question *q = ask->q;
	bool costs = false;

	*f = (struct frame){.ask = *ask, .now = INT64_MIN};
	f->trailing = mem_new(ask->grid->n + 1, sizeof *f->trailing);
	for (size_t i = 0; i < ask->grid->n; i++)
		f->trailing[i] = bucket_days_before(
		    &q->rule, ask->grid->edge[i], FRAME_TRAILING_DAYS);
	for (size_t i = 0; i < ask->n_stats; i++)
		costs |= measure_of_compute(ask->stats[i].kind);
	f->targets = mem_new(q->n_targets + 1, sizeof *f->targets);
	if (watch_read(&f->watch, &q->catalog, q->reader, ask->grid, e) != 0 ||
	    doc_clock_read(&f->clock, &q->catalog, q->reader, STAMP_NONE,
		INT64_MAX, e) != 0)
		return -1;
	if (ask->has_model && open_articles(f, e) != 0)
		return -1;
	for (size_t i = 0; i < q->n_targets + costs; i++) {
		const struct target *t =
		    i < q->n_targets ? &q->targets[i] : NULL;

		f->n_targets++;
		if (open_target(f, &f->targets[i], t, e) != 0)
			return -1;
	}
	return 0;
}

void frame_close(struct frame *f)
{
	for (size_t i = 0; i < f->n_targets; i++) {
		ledger_close(&f->targets[i].x);
		ledger_close(&f->targets[i].by_source);
		free(f->targets[i].by_known);
		free(f->targets[i].value);
		free(f->targets[i].valid);
	}
	free(f->targets);
	free(f->trailing);
	free(f->view.stories);
	free(f->parts.keys);
	free(f->parts.v);
	ledger_close(&f->n);
	ledger_close(&f->n_by_key);
	ledger_close(&f->n_by_source);
	watch_release(&f->watch);
	doc_clock_release(&f->clock);
	*f = (struct frame){0};
}

/* ---- time goes on ---- */

/* how long behind its clock a story still matters */
static int64_t reach(enum measure_kind kind)
{
	switch (kind) {
	case MEASURE_SHARE:
	case MEASURE_BUZZ:
		return (FRAME_TRAILING_DAYS + 1) * STAMP_DAY;
	case MEASURE_DECAY:
		return (STAT_DECAY_DAYS + 1) * STAMP_DAY;
	case MEASURE_COUNT:
	case MEASURE_TONE:
	case MEASURE_BALANCE:
	case MEASURE_DISAGREEMENT:
	case MEASURE_JEVONS:
	case MEASURE_UNLINKED:
	case MEASURE_KINDS:
		break;
	}
	return 0;
}

static void forget_values(
    struct frame *f, struct frame_target *t, int64_t from, int64_t to)
{
	const struct grid *g = f->ask.grid;

	if (from > to || f->valued == 0 || from >= g->edge[f->valued])
		return;
	for (size_t s = 0; s < f->ask.n_stats; s++) {
		int64_t last = to + reach(f->ask.stats[s].kind);

		if (!f->ask.stats[s].z)
			continue;
		for (size_t i = f->valued; i-- > 0 && g->edge[i + 1] > from;)
			if (g->edge[i] <= last)
				t->valid[s * g->n + i] = false;
	}
}

static void widen(struct frame *f, const struct ledger *l)
{
	if (l->lowest < f->lowest)
		f->lowest = l->lowest;
	if (l->highest > f->highest)
		f->highest = l->highest;
}

static void move_all(struct frame *f, int64_t t)
{
	const struct watch *w = &f->watch;

	ledger_move(&f->n, t);
	ledger_move(&f->n_by_key, t);
	ledger_move(&f->n_by_source, t);
	f->lowest = INT64_MAX;
	f->highest = INT64_MIN;
	widen(f, &f->n);
	widen(f, &f->n_by_source);
	for (; f->polled < w->n_polls && w->polls[f->polled].known <= t;
	     f->polled++) {
		int64_t at = f->ask.grid->edge[w->polls[f->polled].bucket];

		f->lowest = at < f->lowest ? at : f->lowest;
		f->highest = at > f->highest ? at : f->highest;
	}
}

void frame_move(struct frame *f, int64_t t)
{
	frame_forget(f);
	f->now = t;
	move_all(f, t);
	int64_t lowest = f->lowest, highest = f->highest;

	for (size_t i = 0; i < f->n_targets; i++) {
		struct frame_target *to = &f->targets[i];

		ledger_move(&to->x, t);
		ledger_move(&to->by_source, t);
		forget_values(f, to, lowest, highest);
		forget_values(f, to, to->x.lowest, to->x.highest);
		forget_values(
		    f, to, to->by_source.lowest, to->by_source.highest);
		widen(f, &to->x);
		widen(f, &to->by_source);
	}
}

static void sooner(int64_t *next, int64_t t)
{
	if (t < *next)
		*next = t;
}

int64_t frame_next(const struct frame *f)
{
	int64_t next = INT64_MAX;

	sooner(&next, ledger_next(&f->n));
	sooner(&next, ledger_next(&f->n_by_source));
	if (f->polled < f->watch.n_polls)
		sooner(&next, f->watch.polls[f->polled].known);
	for (size_t i = 0; i < f->n_targets; i++) {
		sooner(&next, ledger_next(&f->targets[i].x));
		sooner(&next, ledger_next(&f->targets[i].by_source));
	}
	return next;
}

/* ---- values ---- */

static size_t find_known(const struct frame_target *t, int64_t at)
{
	size_t low = 0, high = t->x.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (t->x.v[t->by_known[mid]].known < at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static struct stat_value decay(const struct frame_target *t, int64_t end)
{
	size_t from = find_known(t, end - STAT_DECAY_DAYS * STAMP_DAY);
	size_t to = find_known(t, end), n = 0;
	struct stat_decaying *v = mem_new(to - from + 1, sizeof *v);

	for (size_t i = from; i < to; i++) {
		const struct edition *x = &t->x.v[t->by_known[i]];

		if (t->x.live[t->by_known[i]] && !isnan(x->tone))
			v[n++] = (struct stat_decaying){
			    x->weight, x->tone, x->known};
	}
	struct stat_value d = stat_decay(v, n, end);

	free(v);
	return d;
}

static struct stat_value plain(struct frame *f, const struct frame_target *t,
    enum measure_kind kind, size_t bucket)
{
	bool shares = kind == MEASURE_SHARE && !f->ask.q->ask->pooled;

	if (kind == MEASURE_DECAY)
		return decay(t, f->ask.grid->edge[bucket + 1]);
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
		t = &f->targets[f->ask.q->n_targets];
	}
	return m->z ? z(f, t, stat, bucket) : plain(f, t, m->kind, bucket);
}
