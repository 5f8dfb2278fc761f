/* views of the articles of a month */
#include "store/db/rollup_build.h"

#include <stdlib.h>
#include <string.h>

/* A story, or a story and its source: open addressing. What another view left
 * is free. */
struct rollup_slot {
	uint64_t story;
	int64_t last;    /* of its members so far */
	uint32_t source; /* + 1; 0 all */
	uint32_t turn;   /* of the view */
};

static void next_turn(struct rollup_articles *a)
{
	size_t cap = 64;

	while (cap < 4 * a->n) /* stories, and stories by source */
		cap *= 2;
	if (cap > a->n_slots) {
		free(a->slots);
		a->slots = mem_new(cap, sizeof *a->slots);
		a->n_slots = cap;
		a->turn = 0;
	}
	a->turn++;
}

/* Whether a member begins its story; then later ones are told from it.
 * source: + 1, or 0 for all. */
static bool begins(
    struct rollup_articles *a, const struct rollup_article *m, uint32_t source)
{
	/* a story is named by a digest */
	uint64_t hash = m->story + source * UINT64_C(0x9e3779b97f4a7c15);
	size_t mask = a->n_slots - 1, i = (size_t)(hash ^ hash >> 32) & mask;
	struct rollup_slot *s = &a->slots[i];

	while (s->turn == a->turn &&
	       (s->story != m->story || s->source != source)) {
		i = (i + 1) & mask;
		s = &a->slots[i];
	}
	bool first = s->turn != a->turn || m->at - s->last > ROLLUP_SPREAD;

	*s = (struct rollup_slot){m->story, m->at, source, a->turn};
	return first;
}

/* what begins in the month, in order of time */
struct begun {
	uint64_t key;
	uint32_t day;
};

static int by_key(const void *a, const void *b)
{
	const struct begun *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->day < y->day ? -1 : x->day > y->day;
}

static int by_source(const void *a, const void *b)
{
	const struct rollup_newest *x = a, *y = b;

	return x->source < y->source ? -1 : x->source > y->source;
}

/* keys are few beside what has them, mostly: counted, then put in place */
static void order(struct begun *v, size_t n)
{
	uint64_t most = 0;
	struct begun *to;
	size_t *next;

	for (size_t i = 0; i < n; i++)
		most = v[i].key > most ? v[i].key : most;
	if (most > 4 * n + 1024) {
		if (n)
			qsort(v, n, sizeof *v, by_key);
		return;
	}
	next = mem_new((size_t)most + 2, sizeof *next);
	to = mem_new(n + 1, sizeof *to);
	for (size_t i = 0; i < n; i++)
		next[v[i].key + 1]++;
	for (size_t i = 0; i < most; i++)
		next[i + 1] += next[i];
	for (size_t i = 0; i < n; i++)
		to[next[v[i].key]++] = v[i];
	memcpy(v, to, n * sizeof *v);
	free(to);
	free(next);
}

static void add_cells(struct rollup_view *v, struct begun *b, size_t n)
{
	order(b, n);
	for (size_t i = 0, k; i < n; i = k) {
		for (k = i;
		     k < n && b[k].key == b[i].key && b[k].day == b[i].day; k++)
			;
		rollup_add_cell(v, (struct rollup_cell){
				       b[i].key, b[i].day, (uint32_t)(k - i)});
	}
}

static bool in_view(
    const struct rollup_article *m, const struct rollup_which *w)
{
	return m->model == w->model && (!w->lang || m->lang == w->lang) &&
	       (!w->live || m->live);
}

/* who comes last in the list is the newest so far */
struct sources {
	size_t *at; /* by source: place in v->newest, + 1 */
	size_t n;
};

static void set_newest(
    struct rollup_view *v, struct sources *s, const struct rollup_article *m)
{
	struct rollup_newest is = {m->source, m->at, m->known, m->doc};

	if (m->source >= s->n) {
		size_t n = 2 * (size_t)m->source + 64;

		s->at = mem_grow(s->at, n, sizeof *s->at);
		memset(s->at + s->n, 0, (n - s->n) * sizeof *s->at);
		s->n = n;
	}
	if (s->at[m->source]) {
		v->newest[s->at[m->source] - 1] = is;
		return;
	}
	rollup_add_newest(v, is);
	s->at[m->source] = v->n_newest;
}

void rollup_view_of(struct rollup_view *v, struct rollup_articles *a,
    const struct rollup_which *w)
{
	struct begun *b = mem_new(a->n + 1, sizeof *b);
	struct sources sources = {NULL, 0};
	size_t n = 0;

	next_turn(a);
	for (size_t i = 0; i < a->n; i++) {
		const struct rollup_article *m = &a->v[i];
		bool dated = a->month != STAMP_NONE;
		bool here = !dated || m->at >= a->month;
		uint32_t day =
		    dated ? (uint32_t)((m->at - a->month) / STAMP_DAY) : 0;

		if (!in_view(m, w))
			continue;
		v->articles[here ? day : 0] += here;
		if (!dated || !m->in_n)
			continue;
		if (begins(a, m, 0) && here)
			v->stories[day]++;
		if (!begins(a, m, m->source + 1) || !here)
			continue;
		b[n++] =
		    (struct begun){(uint64_t)m->source << 1 | m->summary, day};
		set_newest(v, &sources, m);
	}
	add_cells(v, b, n);
	if (v->n_newest)
		qsort(v->newest, v->n_newest, sizeof *v->newest, by_source);
	free(sources.at);
	free(b);
}

/* ---- all of them ---- */

static int by_which(const void *a, const void *b)
{
	const struct rollup_which *x = a, *y = b;

	if (x->model != y->model)
		return x->model < y->model ? -1 : 1;
	return x->lang < y->lang ? -1 : x->lang > y->lang;
}

/* models and languages, which are few */
struct whiches {
	struct rollup_which *v;
	size_t n, cap;
};

static void note(struct whiches *w, uint16_t model, uint16_t lang)
{
	for (size_t i = w->n; i-- > 0;)
		if (w->v[i].model == model && w->v[i].lang == lang)
			return;
	if (w->n == w->cap) {
		w->cap = w->cap ? 2 * w->cap : 16;
		w->v = mem_grow(w->v, w->cap, sizeof *w->v);
	}
	w->v[w->n++] = (struct rollup_which){model, lang, false};
}

static void list(struct whiches *w, const struct rollup_articles *a)
{
	uint16_t model = 0, lang = 0;

	for (size_t i = 0; i < a->n; i++) {
		const struct rollup_article *m = &a->v[i];

		if (i && m->model == model && m->lang == lang)
			continue;
		model = m->model;
		lang = m->lang;
		note(w, model, 0);
		if (lang)
			note(w, model, lang);
	}
	if (w->n)
		qsort(w->v, w->n, sizeof *w->v, by_which);
}

static bool has_others(
    const struct rollup_articles *a, const struct rollup_which *w)
{
	for (size_t i = 0; i < a->n; i++)
		if (in_view(&a->v[i], w) && !a->v[i].live)
			return true;
	return false;
}

/* the view's bytes; empty: it has no articles in the month */
static struct str bytes_of(struct rollup_articles *a,
    const struct rollup_which *w, struct rollup_view *v, struct buf *to)
{
	rollup_view_clear(v);
	rollup_view_of(v, a, w);
	buf_clear(to);
	rollup_view_write(to, v, a->month);
	return buf_view(to);
}

#define VIEW_MAX_BYTES ((size_t)256 << 20)

void rollup_articles_write(struct buf *to, struct rollup_articles *a)
{
	struct whiches w = {0};
	struct rollup_view v = {0};
	struct buf all, live;

	buf_init(&all, VIEW_MAX_BYTES);
	buf_init(&live, VIEW_MAX_BYTES);
	list(&w, a);
	for (size_t i = 0; i < w.n; i++) {
		struct rollup_which *is = &w.v[i];
		struct str whole = bytes_of(a, is, &v, &all);
		struct str part = {NULL, 0};

		if (has_others(a, is)) {
			is->live = true;
			part = bytes_of(a, is, &v, &live);
		}
		rollup_section_write(to, is, whole, part);
	}
	if (all.over || live.over)
		BUG("a view over its ceiling");
	buf_release(&all);
	buf_release(&live);
	rollup_view_release(&v);
	free(w.v);
}
