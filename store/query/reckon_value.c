#include "store/query/reckon.h"
#include "store/query/stat_balance.h"
#include "store/query/stat_buzz.h"
#include "store/query/stat_share.h"
#include "store/query/stat_tone.h"

#include <stdlib.h>

static const char *const words[RECKON_KINDS] = {"count", "share", "tone",
    "balance", "disagreement", "buzz", "decay", "jevons", "jevons-unlinked"};

bool reckon_of_compute(enum reckon_kind kind)
{
	return kind == RECKON_JEVONS || kind == RECKON_UNLINKED;
}

static bool kind_read(struct str word, enum reckon_kind *kind)
{
	for (size_t i = 0; i < RECKON_KINDS; i++)
		if (str_eq(word, str_of(words[i]))) {
			*kind = (enum reckon_kind)i;
			return true;
		}
	return false;
}

static int unknown_stat(struct str word, struct err *e)
{
	struct nearest near;
	struct buf b;

	nearest_begin(&near, word);
	for (size_t i = 0; i < RECKON_KINDS; i++)
		nearest_offer(&near, str_of(words[i]));
	buf_init(&b, 256);
	nearest_write(&near, &b);
	err_set(e, EXIT_USAGE, "unknown statistic '%.*s'%s", STR_ARG(word),
	    buf_text(&b));
	buf_release(&b);
	return -1;
}

int reckon_stats_read(struct arena *a, struct str list,
    struct reckon_stat **stats, size_t *n, struct err *e)
{
	size_t cap = 0;

	*stats = NULL;
	*n = 0;
	for (struct str rest = list; rest.p;) {
		struct str word = str_trim(str_split(&rest, ','));
		struct str base = word;
		struct reckon_stat s = {.label = word};

		if (!word.n)
			continue;
		if (str_eq(word, STR("z"))) {
			s.z = true;
			base = STR("count");
		} else if (str_starts(word, STR("z:"))) {
			s.z = true;
			base = str_sub(word, 2, word.n);
		}
		if (!kind_read(base, &s.kind))
			return unknown_stat(base, e);
		*stats = arena_more(a, *stats, *n, &cap, sizeof **stats);
		(*stats)[(*n)++] = s;
		if (s.kind != RECKON_JEVONS || s.z)
			continue;
		*stats = arena_more(a, *stats, *n, &cap, sizeof **stats);
		(*stats)[(*n)++] = (struct reckon_stat){
		    str_of(words[RECKON_UNLINKED]), RECKON_UNLINKED, false};
	}
	return *n ? 0 : err_set(e, EXIT_USAGE, "no statistic is named");
}

/* the stories of one target in one bucket */
struct view {
	const struct reckon_target *t;
	size_t from, to; /* into t->x */
	int64_t begin, end, trailing;
	size_t counted, n;
};

static size_t counted_in(const struct tell *t, size_t from, size_t to)
{
	return t->n ? t->counted[to] - t->counted[from] : 0;
}

static size_t n_between(const struct reckon *r, int64_t from, int64_t to)
{
	return tell_find(&r->n, to) - tell_find(&r->n, from);
}

static struct stat_value share(const struct reckon *r, const struct view *w)
{
	const struct strata *parts = &r->n_parts;

	if (r->q->ask->pooled || parts->n < 2)
		return stat_share(w->counted, w->n);
	struct share_part *p = mem_new(parts->n, sizeof *p);

	for (size_t i = 0; i < parts->n; i++) {
		uint64_t key = parts->v[i].key;

		p[i].x = strata_count(&w->t->x_parts, key, w->begin, w->end);
		p[i].n = strata_count(parts, key, w->begin, w->end);
		p[i].weight = strata_count(parts, key, w->trailing, w->begin);
	}
	struct stat_value v = stat_share_parts(w->counted, w->n, p, parts->n);

	free(p);
	return v;
}

static struct stat_value tone(const struct view *w)
{
	struct stat_weighted *v = mem_new(w->to - w->from + 1, sizeof *v);
	size_t n = 0;

	for (size_t i = w->from; i < w->to; i++)
		if (!isnan(w->t->x.v[i].tone))
			v[n++] = (struct stat_weighted){
			    w->t->x.v[i].weight, w->t->x.v[i].tone};
	struct stat_value to = stat_tone(v, n);

	free(v);
	return to;
}

static struct stat_value balance(const struct view *w, bool disagreement)
{
	size_t up = 0, down = 0;

	for (size_t i = w->from; i < w->to; i++) {
		up += w->t->demand[i] > 0;
		down += w->t->demand[i] < 0;
	}
	return disagreement ? stat_disagreement(up, down)
			    : stat_balance(up, down);
}

static struct stat_value buzz(const struct reckon *r, const struct view *w)
{
	const struct tell *x = &w->t->x;
	size_t before =
	    counted_in(x, tell_find(x, w->trailing), tell_find(x, w->begin));

	return stat_buzz(
	    w->counted, w->n, before, n_between(r, w->trailing, w->begin));
}

static struct stat_value jevons(const struct view *w, bool unlinked)
{
	size_t of[JEVONS_UNLINKED + 1] = {0};

	for (size_t i = w->from; i < w->to; i++)
		of[w->t->side[i]]++;
	if (unlinked && w->from == w->to && w->n == 0)
		return stat_null(0);
	if (unlinked)
		return (struct stat_value){(double)of[JEVONS_UNLINKED],
		    (double)NAN, (double)(w->to - w->from)};
	return stat_jevons(of[JEVONS_J], of[JEVONS_S], of[JEVONS_B]);
}

/* "no news" is 0, "nobody looked" is null */
static struct stat_value count(
    const struct reckon *r, const struct view *w, size_t bucket)
{
	double x = (double)(w->to - w->from);

	if (x == 0 && w->n == 0 && !polls_any(&r->polls, bucket))
		return stat_null(0);
	return (struct stat_value){x, (double)NAN, x};
}

static struct stat_value value_of(const struct reckon *r, const struct view *w,
    enum reckon_kind kind, size_t bucket)
{
	switch (kind) {
	case RECKON_COUNT:
		return count(r, w, bucket);
	case RECKON_SHARE:
		return share(r, w);
	case RECKON_TONE:
		return tone(w);
	case RECKON_BALANCE:
	case RECKON_DISAGREEMENT:
		return balance(w, kind == RECKON_DISAGREEMENT);
	case RECKON_BUZZ:
		return buzz(r, w);
	case RECKON_DECAY:
		return stat_decay(w->t->decaying, w->t->n_decaying, w->end);
	case RECKON_JEVONS:
	case RECKON_UNLINKED:
		return jevons(w, kind == RECKON_UNLINKED);
	case RECKON_KINDS:
		break;
	}
	BUG("statistic");
}

struct reckon_value reckon_value(const struct reckon *r,
    const struct reckon_target *t, enum reckon_kind kind, size_t bucket)
{
	struct view w = {.t = t,
	    .begin = r->grid.edge[bucket],
	    .end = r->grid.edge[bucket + 1]};

	w.from = tell_find(&t->x, w.begin);
	w.to = tell_find(&t->x, w.end);
	w.n = n_between(r, w.begin, w.end);
	w.counted = counted_in(&t->x, w.from, w.to);
	w.trailing =
	    bucket_days_before(&r->q->rule, w.begin, RECKON_TRAILING_DAYS);
	return (struct reckon_value){
	    value_of(r, &w, kind, bucket), w.to - w.from, w.n};
}

double reckon_coverage(const struct reckon *r, size_t bucket)
{
	int64_t begin = r->grid.edge[bucket];
	int64_t from =
	    bucket_days_before(&r->q->rule, begin, RECKON_TRAILING_DAYS);

	return polls_coverage(&r->polls, &r->n_parts, bucket, from, begin);
}
