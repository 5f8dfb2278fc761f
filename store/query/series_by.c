#include "store/query/footer.h"
#include "store/query/ref.h"
#include "store/query/series_sheet.h"
#include "store/query/tracks.h"

#include <stdlib.h>
#include <string.h>

enum by { BY_ENTITY, BY_SOURCE, BY_LANG, BY_SIGNAL };

/* one of the parts that stand apart */
struct part {
	struct str name;
	uint32_t id; /* of the entity, name or signal */
};

struct parts {
	struct question *q;
	enum by by;
	struct part *v;
	size_t n, cap;
	const struct measure *stats;
	size_t n_stats;
	struct series_sheet s;
	struct footer footer;
	bool matched;
};

static int by_read(const char *word, enum by *by, struct err *e)
{
	static const char *const words[] = {
	    "entity", "source", "lang", "signal"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(word, words[i]) == 0) {
			*by = (enum by)i;
			return 0;
		}
	return err_set(e, EXIT_USAGE,
	    "no way to tell apart: '%s' (entity, source, lang, signal)", word);
}

static void add(struct parts *p, struct str name, uint32_t id)
{
	p->v = arena_more(&p->q->arena, p->v, p->n, &p->cap, sizeof *p->v);
	p->v[p->n++] = (struct part){name, id};
}

static int take(void *to, uint32_t id, struct str text)
{
	struct parts *p = to;
	const struct select_set *set = p->by == BY_LANG
					   ? &p->q->selection.langs
					   : &p->q->selection.sources;

	if (set->all || (id < set->n && set->has[id]))
		add(p, text, id);
	return 0;
}

/* owners that are mentioned; signals that were found */
static void find_in_catalog(struct parts *p)
{
	const struct catalog *c = &p->q->catalog;
	bool signals = p->by == BY_SIGNAL;
	const struct catalog_names *names = signals ? &c->whats : &c->entities;
	bool *has = mem_new(names->n + 1, sizeof *has);

	for (size_t i = 0; i < c->n; i++) {
		const struct catalog_series *s = &c->v[i];

		if (signals && s->kind == OBS_SIGNAL &&
		    (!p->q->signals || p->q->signals[s->what]))
			has[s->what] = true;
		if (!signals && s->kind == OBS_MENTION)
			has[p->q->owner[s->entity]] = true;
	}
	for (size_t i = 0; i < names->n; i++)
		if (has[i])
			add(p, names->v[i], (uint32_t)i);
	free(has);
}

static int by_name(const void *a, const void *b)
{
	const struct part *x = a, *y = b;

	return str_cmp(x->name, y->name);
}

static int find_parts(struct parts *p, struct err *e)
{
	int rc = 0;

	if (p->by == BY_LANG || p->by == BY_SOURCE)
		rc = read_each_name(p->q->reader,
		    p->by == BY_LANG ? NAME_LANG : NAME_SOURCE, take, p, e);
	else
		find_in_catalog(p);
	if (p->n > 1)
		qsort(p->v, p->n, sizeof *p->v, by_name);
	return rc;
}

static void select_only(struct select_set *set, uint32_t id)
{
	free(set->has);
	set->all = false;
	set->n = (size_t)id + 1;
	set->has = mem_new(set->n, sizeof *set->has);
	set->has[id] = true;
}

/* the question about one part alone */
static void narrow(struct parts *p, const struct part *one, struct ask *pinned)
{
	struct question *q = p->q;
	const char *name = arena_str(&q->arena, one->name).p;
	struct opt_list only = {{name}, 1};

	switch (p->by) {
	case BY_ENTITY:
		q->n_targets = 1;
		q->targets[0] =
		    (struct target){.label = one->name, .entity = one->id};
		break;
	case BY_SOURCE:
		select_only(&q->selection.sources, one->id);
		pinned->source = only;
		break;
	case BY_LANG:
		select_only(&q->selection.langs, one->id);
		pinned->lang = only;
		break;
	case BY_SIGNAL:
		free(q->signals);
		q->signals =
		    mem_new(q->catalog.whats.n + 1, sizeof *q->signals);
		q->signals[one->id] = true;
		pinned->signal = only;
		break;
	}
}

static bool says_something(const struct tracks *t)
{
	for (size_t i = 0; i < t->n; i++)
		for (size_t b = t->r.grid.first; b < t->r.grid.n; b++)
			if (t->v[i].v[b].stories)
				return true;
	return false;
}

static void print_part(
    struct parts *p, struct tracks *t, const struct part *one, struct str tail)
{
	const int64_t *edge = t->r.grid.edge;

	for (size_t b = t->r.grid.first; b < t->r.grid.n; b++)
		for (size_t i = 0; i < t->n; i++) {
			const struct reckon_value *v = &t->v[i].v[b];
			const struct series_row row = {.begin = edge[b],
			    .end = edge[b + 1],
			    .entity = t->v[i].entity,
			    .stat = t->v[i].stat,
			    .v = v->v,
			    .stories = v->stories,
			    .n = v->n,
			    .coverage = reckon_coverage(&t->r, b),
			    .model = p->q->model_name,
			    .by = one->name,
			    .tail = tail};

			(void)series_sheet_row(&p->s, &row);
		}
	p->matched = true;
}

static int ask_part(
    struct parts *p, const struct part *one, unsigned origins, struct err *e)
{
	struct ask pinned = *p->q->ask;
	struct tracks t;
	struct buf tail;

	p->q->selection.origins = origins;
	narrow(p, one, &pinned);
	int rc = tracks_open(&t, p->q, p->stats, p->n_stats, e);

	if (rc == 0 && says_something(&t)) {
		if (t.r.none_live)
			pinned.origin.v[pinned.origin.n++] = "all";
		buf_init(&tail, 1 << 16);
		ref_tail(&tail, &pinned, p->q->committed);
		print_part(p, &t, one, buf_view(&tail));
		buf_release(&tail);
	}
	p->footer.undated += t.undated;
	p->footer.vague += t.r.vague;
	p->footer.others += t.r.other_origins;
	p->footer.none_live |= t.r.none_live;
	tracks_close(&t);
	return rc;
}

int series_by(const struct ask *a, struct question *q,
    const struct measure *stats, size_t n, int *code, struct err *e)
{
	struct parts p = {.q = q, .stats = stats, .n_stats = n};
	unsigned origins = q->selection.origins;

	if (by_read(a->by, &p.by, e) != 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if ((p.by == BY_ENTITY || p.by == BY_SIGNAL) &&
		    measure_of_compute(stats[i].kind))
			return err_set(e, EXIT_USAGE,
			    "'%.*s' is not told apart by %s",
			    STR_ARG(stats[i].label), a->by);
	if (p.by == BY_ENTITY && a->entity.n)
		return err_set(
		    e, EXIT_USAGE, "--by entity is of all: leave --entity out");
	if (find_parts(&p, e) != 0)
		return -1;
	series_sheet_open(&p.s, q, SERIES_BY);
	int rc = 0;

	for (size_t i = 0; i < p.n && rc == 0; i++)
		rc = ask_part(&p, &p.v[i], origins, e);
	p.footer.rows = p.s.rows;
	footer_write(q, &p.footer, p.s.sheet);
	if (series_sheet_close(&p.s, e) != 0)
		rc = -1;
	*code = p.matched ? EXIT_GOOD : EXIT_SOME;
	return rc;
}
