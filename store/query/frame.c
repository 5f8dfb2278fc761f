#include "store/query/frame.h"

#include "store/query/docsort.h"
#include "store/query/stat_aes.h"

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
	struct vintage_ask ask = {f->ask.q, &f->clock, &f->stories,
	    f->ask.model, f->ask.origins, VINTAGE_ARTICLES, NULL, false};
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

static int by_known(const void *a, const void *b)
{
	const struct frame_fading *x = a, *y = b;

	if (x->part.known != y->part.known)
		return x->part.known < y->part.known ? -1 : 1;
	return x->i < y->i ? -1 : x->i > y->i;
}

static uint64_t known_of(const void *fading)
{
	return docsort_time(((const struct frame_fading *)fading)->part.known);
}

static void set_fading(struct frame_target *t)
{
	static const struct docsort_item item = {
	    sizeof(struct frame_fading), known_of, by_known};

	t->fading = mem_new(t->x.n + 1, sizeof *t->fading);
	for (size_t i = 0; i < t->x.n; i++) {
		const struct edition *x = &t->x.v[i];

		if (!isnan(x->tone))
			t->fading[t->n_fading++] = (struct frame_fading){
			    stat_decay_part(x->weight, x->tone, x->known),
			    (uint32_t)i};
	}
	docsort(t->fading, t->n_fading, &item);
}

static int open_target(struct frame *f, struct frame_target *to,
    const struct target *t, enum vintage_of of, struct err *e)
{
	struct vintage_ask ask = {f->ask.q, &f->clock, &f->stories,
	    f->ask.model, f->ask.origins, of, t,
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
	if (needs(&f->ask, MEASURE_DECAY))
		set_fading(to);
	if (!needs(&f->ask, MEASURE_SHARE))
		v.n = 0;
	editions_build(&told, &v, true);
	ledger_open(&to->by_source, &told, false);
	vintages_release(&v);
	return 0;
}

/* how far before the first bucket stories matter */
static int64_t first_needed(const struct frame *f)
{
	long days = FRAME_TRAILING_DAYS;

	if (needs(&f->ask, MEASURE_DECAY) && days < STAT_DECAY_DAYS)
		days = STAT_DECAY_DAYS;
	if ((needs(&f->ask, MEASURE_AES) || needs(&f->ask, MEASURE_AEV)) &&
	    days < STAT_AES_DAYS)
		days = STAT_AES_DAYS;
	/* a day more, where clocks change */
	return bucket_days_before(
	    &f->ask.q->rule, f->ask.grid->edge[0], days + 1);
}

static int find_stories(struct frame *f, struct err *e)
{
	const struct vintage_ask ask = {.q = f->ask.q, .clock = &f->clock};

	return vintage_stories(&f->stories, &ask, first_needed(f), e);
}

int frame_open(struct frame *f, const struct frame_ask *ask, struct err *e)
{
	struct question *q = ask->q;
	static const enum vintage_of of[GROUPS] = {
	    [GROUP_LINKS] = VINTAGE_LINKS,
	    [GROUP_DEMAND] = VINTAGE_DEMAND,
	    [GROUP_COSTS] = VINTAGE_COSTS};
	bool needed[GROUPS] = {false};

	*f = (struct frame){.ask = *ask,
	    .now = INT64_MIN,
	    .counted = SIZE_MAX,
	    .covered = SIZE_MAX};
	f->trailing = mem_new(ask->grid->n + 1, sizeof *f->trailing);
	for (size_t i = 0; i < ask->grid->n; i++)
		f->trailing[i] = bucket_days_before(
		    &q->rule, ask->grid->edge[i], FRAME_TRAILING_DAYS);
	for (size_t i = 0; i < ask->n_stats; i++)
		needed[measure_group(ask->stats[i].kind)] = true;
	f->targets = mem_new(q->n_targets + GROUPS, sizeof *f->targets);
	if (watch_read(&f->watch, &q->catalog, q->reader, ask->grid, e) != 0 ||
	    doc_clock_read(&f->clock, &q->catalog, q->reader, STAMP_NONE,
		INT64_MAX, e) != 0)
		return -1;
	if (find_stories(f, e) != 0)
		return -1;
	if (ask->has_model && open_articles(f, e) != 0)
		return -1;
	for (size_t i = 0; i < q->n_targets; i++)
		if (open_target(f, &f->targets[f->n_targets++], &q->targets[i],
			VINTAGE_TARGET, e) != 0)
			return -1;
	for (int g = GROUP_LINKS; g < GROUP_NONE; g++) {
		if (!needed[g])
			continue;
		f->group[g] = f->n_targets;
		if (open_target(
			f, &f->targets[f->n_targets++], NULL, of[g], e) != 0)
			return -1;
	}
	return 0;
}

void frame_close(struct frame *f)
{
	for (size_t i = 0; i < f->n_targets; i++) {
		ledger_close(&f->targets[i].x);
		ledger_close(&f->targets[i].by_source);
		free(f->targets[i].fading);
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
	story_set_release(&f->stories);
	*f = (struct frame){0};
}
