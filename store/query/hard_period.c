#include "store/query/hard_period.h"

#include <stdlib.h>

struct hard_figure hard_figure_of(const struct obs_row *row, size_t item)
{
	struct obs_fact f = obs_fact_item(row, item);

	return (struct hard_figure){
	    .start = f.start_day,
	    .end = f.end_day,
	    .value = f.value,
	    .decimals = f.decimals,
	    .time = row->key.time,
	    .known = row->key.known,
	    .filing = row->reason ? -(int64_t)row->reason
				  : (int64_t)(row->key.doc >> 1),
	    .doc = row->key.doc,
	    .less = HARD_NONE,
	};
}

void hard_list_add(struct hard_list *l, const struct hard_figure *v)
{
	if (l->n == l->cap) {
		l->cap = l->cap ? 2 * l->cap : 256;
		l->v = mem_grow(l->v, l->cap, sizeof *l->v);
	}
	l->v[l->n++] = *v;
}

void hard_list_release(struct hard_list *l)
{
	free(l->v);
	*l = (struct hard_list){0};
}

enum hard_span hard_span_of(int32_t start, int32_t end)
{
	static const struct {
		int least, most;
	} days[] = {
	    [HARD_SPAN_QUARTER] = {80, 104},
	    [HARD_SPAN_HALF] = {165, 200},
	    [HARD_SPAN_NINE] = {250, 290},
	    [HARD_SPAN_YEAR] = {340, 378},
	};

	if (start == OBS_NONE || end == OBS_NONE)
		return HARD_SPAN_OTHER;
	int64_t n = (int64_t)end - start + 1;

	for (int s = HARD_SPAN_QUARTER; s <= HARD_SPAN_YEAR; s++)
		if (n >= days[s].least && n <= days[s].most)
			return (enum hard_span)s;
	return HARD_SPAN_OTHER;
}

/* the order of the first pair that differs */
static int in_turn(const int64_t (*pairs)[2], size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (pairs[i][0] != pairs[i][1])
			return pairs[i][0] < pairs[i][1] ? -1 : 1;
	return 0;
}

#define IN_TURN(pairs) in_turn(pairs, sizeof(pairs) / sizeof *(pairs))

static int by_filing(const void *a, const void *b)
{
	const struct hard_figure *x = a, *y = b;
	const int64_t pairs[][2] = {{x->company, y->company},
	    {x->series, y->series}, {x->filing, y->filing}, {x->row, y->row},
	    {x->rank, y->rank}, {x->from, y->from}};

	return IN_TURN(pairs);
}

/* later in this order counts more */
static int by_vintage(const struct hard_figure *x, const struct hard_figure *y)
{
	const int64_t pairs[][2] = {{x->time, y->time}, {x->known, y->known},
	    {(int64_t)x->doc, (int64_t)y->doc}, {x->from, y->from},
	    {x->less, y->less}};

	return IN_TURN(pairs);
}

/* spans of one measure and unit by their first day */
static int by_begin(const void *a, const void *b)
{
	const struct hard_figure *x = a, *y = b;
	const int64_t pairs[][2] = {{x->company, y->company},
	    {x->series, y->series}, {x->measure, y->measure},
	    {x->unit, y->unit}, {x->start, y->start}, {x->end, y->end},
	    {x->known, y->known}};
	int order = IN_TURN(pairs);

	return order ? order : by_vintage(x, y);
}

static int period_order(
    const struct hard_figure *x, const struct hard_figure *y)
{
	/* a stock is at its end, whatever span it was given */
	const int64_t pairs[][2] = {{x->company, y->company},
	    {x->series, y->series}, {x->unit, y->unit}, {x->end, y->end},
	    {x->stock ? OBS_NONE : x->start, y->stock ? OBS_NONE : y->start}};

	return IN_TURN(pairs);
}

static int by_period(const void *a, const void *b)
{
	const struct hard_figure *x = a, *y = b;
	int order = period_order(x, y);

	if (order == 0)
		order = (int)y->derived - (int)x->derived;
	return order ? order : by_vintage(x, y);
}

static int by_period_known(const void *a, const void *b)
{
	const struct hard_figure *x = a, *y = b;
	const int64_t pairs[][2] = {
	    {x->known, y->known}, {x->derived, y->derived}};
	int order = period_order(x, y);

	if (order == 0)
		order = IN_TURN(pairs);
	return order ? order : by_vintage(x, y);
}

static void sort(struct hard_list *l, int (*order)(const void *, const void *))
{
	if (l->n > 1)
		qsort(l->v, l->n, sizeof *l->v, order);
}

void hard_pick(struct hard_list *l)
{
	size_t kept = 0, first = 0;

	sort(l, by_filing);
	for (size_t i = 0; i < l->n; i++) {
		const struct hard_figure *v = &l->v[i], *f = &l->v[first];

		if (v->company != f->company || v->series != f->series ||
		    v->filing != f->filing)
			first = i;
		f = &l->v[first];
		/* what is kept never overtakes `first` unread */
		if (v->row == f->row && v->rank == f->rank) {
			struct hard_figure keep = *v;

			if (first == i)
				first = kept;
			l->v[kept++] = keep;
		}
	}
	l->n = kept;
}

/* the vintages of one period, in order of known */
struct vintages {
	const struct hard_figure *v;
	size_t n;
};

/* where a walk through them stands */
struct standing {
	size_t next;
	const struct hard_figure *first, *last; /* NULL: none known yet */
};

static void stand(struct standing *s, const struct vintages *of, int64_t known)
{
	for (; s->next < of->n && of->v[s->next].known <= known; s->next++) {
		const struct hard_figure *v = &of->v[s->next];

		if (!s->first || by_vintage(v, s->first) < 0)
			s->first = v;
		if (!s->last || by_vintage(v, s->last) > 0)
			s->last = v;
	}
}

static bool is_restated(const struct standing *s)
{
	return s->first->value.mantissa != s->last->value.mantissa ||
	       s->first->value.exponent != s->last->value.exponent;
}

static void add_difference(struct hard_list *l, const struct standing *more,
    const struct standing *less, int64_t known)
{
	const struct hard_figure *a = more->last, *b = less->last;
	struct hard_figure d = *a;

	if (!decimal_subtract(a->value, b->value, &d.value)) {
		l->overflows++;
		return;
	}
	d.start = b->end + 1;
	d.decimals = a->decimals < b->decimals ? a->decimals : b->decimals;
	if (a->decimals == 127 || b->decimals == 127)
		d.decimals = 127;
	d.time = a->time > b->time ? a->time : b->time;
	d.known = known;
	d.derived = true;
	d.mixed = is_restated(more) != is_restated(less);
	d.less = b->from;
	hard_list_add(l, &d);
}

/* every vintage of the difference of two spans that begin on one day */
static void derive(
    struct hard_list *l, struct vintages more, struct vintages less)
{
	struct standing a = {0}, b = {0};

	while (a.next < more.n || b.next < less.n) {
		const struct hard_figure *was_a = a.last, *was_b = b.last;
		int64_t known = INT64_MAX;

		if (a.next < more.n)
			known = more.v[a.next].known;
		if (b.next < less.n && less.v[b.next].known < known)
			known = less.v[b.next].known;
		stand(&a, &more, known);
		stand(&b, &less, known);
		if (a.last && b.last && (a.last != was_a || b.last != was_b))
			add_difference(l, &a, &b, known);
	}
}

static bool one_begin(const struct hard_figure *a, const struct hard_figure *b)
{
	return a->company == b->company && a->series == b->series &&
	       a->measure == b->measure && a->unit == b->unit &&
	       a->start == b->start;
}

/* v: spans of one measure, unit and first day, by their ends. Few of them have
 * a length that counts: no more than there are days in the four ranges. */
static void derive_all(
    struct hard_list *l, const struct hard_figure *v, size_t n)
{
	struct vintages at[160];
	size_t periods = 0;

	for (size_t i = 0, k; i < n; i = k) {
		for (k = i + 1; k < n && v[k].end == v[i].end; k++)
			;
		if (hard_span_of(v[i].start, v[i].end) != HARD_SPAN_OTHER &&
		    periods < sizeof at / sizeof *at)
			at[periods++] = (struct vintages){v + i, k - i};
	}
	for (size_t i = 0; i < periods; i++)
		for (size_t k = 0; k < i; k++) {
			const struct hard_figure *a = at[i].v, *b = at[k].v;

			if ((int)hard_span_of(a->start, a->end) ==
				(int)hard_span_of(b->start, b->end) + 1 &&
			    hard_span_of(b->end + 1, a->end) ==
				HARD_SPAN_QUARTER)
				derive(l, at[i], at[k]);
		}
}

void hard_quarters(struct hard_list *l)
{
	struct hard_list more = {0};
	size_t kept = 0;

	sort(l, by_begin);
	for (size_t i = 0, k; i < l->n; i = k) {
		for (k = i + 1; k < l->n && one_begin(&l->v[i], &l->v[k]); k++)
			;
		if (!l->v[i].stock && l->v[i].start != OBS_NONE)
			derive_all(&more, l->v + i, k - i);
	}
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].stock || hard_span_of(l->v[i].start, l->v[i].end) ==
					 HARD_SPAN_QUARTER)
			l->v[kept++] = l->v[i];
	l->n = kept;
	for (size_t i = 0; i < more.n; i++)
		hard_list_add(l, &more.v[i]);
	l->overflows += more.overflows;
	hard_list_release(&more);
}

/* all vintages; a derived one is none where the period was stated by then */
static void keep_vintages(struct hard_list *l)
{
	size_t kept = 0, first = 0;
	bool stated = false;

	sort(l, by_period_known);
	for (size_t i = 0; i < l->n; i++) {
		struct hard_figure v = l->v[i];

		if (i == 0 || period_order(&l->v[first], &v) != 0)
			stated = false;
		stated |= !v.derived;
		if (v.derived && stated)
			continue;
		first = kept;
		l->v[kept++] = v;
	}
	l->n = kept;
}

void hard_settle(struct hard_list *l, bool vintages)
{
	size_t kept = 0;

	if (vintages) {
		keep_vintages(l);
		return;
	}
	sort(l, by_period);
	for (size_t i = 0; i < l->n; i++)
		if (i + 1 == l->n || period_order(&l->v[i], &l->v[i + 1]) != 0)
			l->v[kept++] = l->v[i];
	l->n = kept;
}
