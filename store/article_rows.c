#include "store/article_rows.h"

#include <math.h>
#include <stdlib.h>

#define ITEMS_MAX_BYTES ((size_t)64 * OBS_ITEMS_MAX)

int32_t article_rows_real(double v)
{
	return (int32_t)lround(v * 1e6);
}

static void set_tone(struct obs_row *r, const struct score_tone *t)
{
	r->tone = t->known ? article_rows_real(t->tone) : OBS_NONE;
	for (size_t i = 0; i < 3; i++)
		r->p[i] = t->known ? article_rows_real(t->p[i]) : OBS_NONE;
}

static enum text_field field_of(const struct score_place *at)
{
	return at->in_title ? FIELD_TITLE : FIELD_TEXT;
}

/* 1 where the fact is there as it is: another model has no say in it */
static int same_fact(
    struct stated *s, const struct obs_row *r, struct str items, struct err *e)
{
	struct obs_row old;
	int rc = r->kind == OBS_FACT ? rows_last(s->w, &r->key, &old, e) : 0;

	if (rc != 1)
		return rc;
	return !(old.flags & OBS_RETRACTED) && str_eq(obs_items(&old), items);
}

/* name the series, add the row, remember the series */
static int add(struct stated *s, struct obs_row *r,
    const struct series_name *name, struct str items, struct err *e)
{
	r->kind = name->kind;
	if (write_series(s->w, name, &r->key.series, e) != 0)
		return -1;
	int same = same_fact(s, r, items, e);

	if (same < 0)
		return -1;
	if (!same)
		rows_add(s->rows, r, items);
	s->series =
	    arena_more(s->arena, s->series, s->n, &s->cap, sizeof *s->series);
	s->series[s->n++] = r->key.series;
	return 0;
}

static int add_article(struct stated *s, const struct score *score,
    const struct obs_row *base, struct buf *items, struct err *e)
{
	struct obs_row r = *base;

	buf_clear(items);
	obs_add_novelty(items, s->novelty);

	set_tone(&r, &score->tone);
	r.count =
	    score->words > UINT32_MAX ? UINT32_MAX : (uint32_t)score->words;
	return add(s, &r, &(struct series_name){.kind = OBS_ARTICLE},
	    buf_view(items), e);
}

static int add_mention(struct stated *s, const struct score_entity *en,
    const struct obs_row *base, struct buf *items, struct err *e)
{
	struct obs_row r = *base;

	set_tone(&r, &en->tone);
	r.relevance = article_rows_real(en->relevance);
	r.count = (uint32_t)en->n_mentions;
	buf_clear(items);
	for (size_t i = 0; i < en->n_mentions; i++) {
		const struct score_mention *m = &en->mentions[i];
		struct obs_mention item = {
		    .begin = (uint32_t)m->at.begin,
		    .end = (uint32_t)m->at.end,
		    .sentence = (uint32_t)m->at.sentence,
		    .tone = m->tone.known ? article_rows_real(m->tone.tone)
					  : OBS_NONE,
		    .field = field_of(&m->at),
		};

		obs_add_mention(items, &item);
	}
	return add(s, &r,
	    &(struct series_name){OBS_MENTION, {NULL, 0}, en->entity},
	    buf_view(items), e);
}

/* items in groups of one series: by (what, entity), then as they came */
struct member {
	struct str what, entity;
	size_t i;
};

static int by_group(const void *a, const void *b)
{
	const struct member *x = a, *y = b;
	int order = str_cmp(x->what, y->what);

	if (order == 0)
		order = str_cmp(x->entity, y->entity);
	return order ? order : (x->i > y->i) - (x->i < y->i);
}

static bool one_group(const struct member *a, const struct member *b)
{
	return str_eq(a->what, b->what) && str_eq(a->entity, b->entity);
}

static struct str entity_or_compute(struct str entity)
{
	return entity.n ? entity : STR("compute");
}

static void add_signal_item(struct buf *items, const struct score_signal *g)
{
	struct obs_signal item = {
	    .begin = (uint32_t)g->at.begin,
	    .end = (uint32_t)g->at.end,
	    .sentence = (uint32_t)g->at.sentence,
	    .strength = article_rows_real(g->strength),
	    .field = field_of(&g->at),
	    .modality = (enum modality)schema_value(LIST_MODALITY, g->modality),
	    .demand = g->demand,
	};

	obs_add_signal(items, &item);
}

static int32_t day_of(struct str s)
{
	int64_t t;

	if (!s.p || !stamp_parse(s, &t))
		return OBS_NONE;
	return (int32_t)(t / STAMP_DAY - (t % STAMP_DAY < 0));
}

static int add_claim_item(struct stated *s, struct buf *items,
    const struct score_claim *c, struct err *e)
{
	struct obs_claim item = {
	    .begin = (uint32_t)c->at.begin,
	    .end = (uint32_t)c->at.end,
	    .sentence = (uint32_t)c->at.sentence,
	    .field = field_of(&c->at),
	    .modality = (enum modality)schema_value(LIST_MODALITY, c->modality),
	    .approx = c->approx,
	    .start_day = day_of(c->period_start),
	    .end_day = day_of(c->period_end),
	};

	if (!decimal_read(c->value, &item.value))
		BUG("a claim's value was not checked");
	if (write_name(s->w, NAME_WORD, c->unit, &item.unit, e) != 0 ||
	    write_name(s->w, NAME_WORD, c->direction, &item.direction, e) !=
		0 ||
	    write_name(s->w, NAME_WORD, c->role, &item.role, e) != 0 ||
	    write_name(s->w, NAME_WORD, c->horizon, &item.horizon, e) != 0)
		return -1;
	obs_add_claim(items, &item);
	return 0;
}

/* what the three kinds of groups have in common */
struct grouping {
	const struct article_in *a;
	enum obs_kind kind;
	struct member *m;
	size_t n;
};

static int add_item(struct stated *s, const struct grouping *g, size_t i,
    struct buf *items, struct err *e)
{
	switch (g->kind) {
	case OBS_SIGNAL:
		add_signal_item(items, &g->a->score->signals[i]);
		return 0;
	case OBS_CLAIM:
		return add_claim_item(s, items, &g->a->score->claims[i], e);
	case OBS_FACT:
		obs_add_fact(items, &g->a->facts[i].value);
		return 0;
	case OBS_ARTICLE:
	case OBS_MENTION:
	case OBS_HARD:
	case OBS_OUTCOME:
	case OBS_INDEX:
		break;
	}
	BUG("no kind with groups");
}

static int add_groups(struct stated *s, struct grouping *g,
    const struct obs_row *base, struct buf *items, struct err *e)
{
	if (g->n)
		qsort(g->m, g->n, sizeof *g->m, by_group);
	for (size_t from = 0, to; from < g->n; from = to) {
		struct obs_row r = *base;

		buf_clear(items);
		for (to = from; to < g->n && one_group(&g->m[from], &g->m[to]);
		     to++)
			if (add_item(s, g, g->m[to].i, items, e) != 0)
				return -1;
		struct series_name name = {
		    g->kind, g->m[from].what, g->m[from].entity};

		if (add(s, &r, &name, buf_view(items), e) != 0)
			return -1;
	}
	return 0;
}

static int add_scored(struct stated *s, const struct article_in *a,
    const struct obs_row *base, struct buf *items, struct err *e)
{
	const struct score *score = a->score;
	struct grouping signals = {a, OBS_SIGNAL, NULL, score->n_signals};
	struct grouping claims = {a, OBS_CLAIM, NULL, score->n_claims};

	signals.m = arena_new(s->arena, (signals.n + 1) * sizeof *signals.m);
	claims.m = arena_new(s->arena, (claims.n + 1) * sizeof *claims.m);
	for (size_t i = 0; i < signals.n; i++)
		signals.m[i] = (struct member){score->signals[i].signal,
		    entity_or_compute(score->signals[i].entity), i};
	for (size_t i = 0; i < claims.n; i++)
		claims.m[i] = (struct member){score->claims[i].metric,
		    entity_or_compute(score->claims[i].entity), i};
	if (add_article(s, score, base, items, e) != 0)
		return -1;
	for (size_t i = 0; i < score->n_entities; i++)
		if (add_mention(s, &score->entities[i], base, items, e) != 0)
			return -1;
	if (add_groups(s, &signals, base, items, e) != 0)
		return -1;
	return add_groups(s, &claims, base, items, e);
}

int article_rows(struct stated *s, const struct article_in *a,
    const struct obs_row *base, struct err *e)
{
	struct grouping facts = {a, OBS_FACT, NULL, a->n_facts};
	struct obs_row of_facts = *base;
	struct buf items;
	int rc = 0;

	facts.m = arena_new(s->arena, (facts.n + 1) * sizeof *facts.m);
	for (size_t i = 0; i < facts.n; i++)
		facts.m[i] =
		    (struct member){a->facts[i].concept, a->facts[i].entity, i};
	of_facts.key.model = 0;
	buf_init(&items, ITEMS_MAX_BYTES);
	if (a->score)
		rc = add_scored(s, a, base, &items, e);
	if (rc == 0)
		rc = add_groups(s, &facts, &of_facts, &items, e);
	buf_release(&items);
	return rc;
}
