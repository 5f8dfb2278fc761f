#include "store/query/frame.h"

#include "store/query/stat_aes.h"
#include "store/query/stat_decay.h"
#include "store/query/stat_z.h"

/* how long behind its clock a story still matters */
static int64_t reach(enum measure_kind kind)
{
	switch (kind) {
	case MEASURE_SHARE:
	case MEASURE_BUZZ:
		return (FRAME_TRAILING_DAYS + 1) * STAMP_DAY;
	case MEASURE_DECAY:
		return (STAT_DECAY_DAYS + 1) * STAMP_DAY;
	case MEASURE_AES:
	case MEASURE_AEV:
		return (STAT_AES_DAYS + 1) * STAMP_DAY;
	case MEASURE_NET_DEMAND:
	case MEASURE_NET_COST:
	case MEASURE_GAP:
	case MEASURE_RESPONSE:
	case MEASURE_INDEX:
	case MEASURE_ELASTICITY:
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

bool frame_touched(const struct frame *f, size_t *from, size_t *to)
{
	const struct grid *g = f->ask.grid;
	int64_t last = f->highest;
	size_t window = 0;

	if (f->lowest > f->highest)
		return false;
	/* the coverage of a bucket looks back, too */
	last += reach(MEASURE_BUZZ);
	for (size_t i = 0; i < f->ask.n_stats; i++) {
		int64_t end = f->highest + reach(f->ask.stats[i].kind);

		last = end > last ? end : last;
		if (f->ask.stats[i].z)
			window = stat_z_window(f->ask.q->rule.every);
	}
	*from = *to = 0;
	while (*from < g->n && g->edge[*from + 1] <= f->lowest)
		++*from;
	while (*to < g->n && g->edge[*to] <= last)
		++*to;
	*to = *to + window < g->n ? *to + window : g->n;
	return true;
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
