#include "score/tone/claims.h"

#include "score/tone/figure.h"
#include "score/tone/period.h"

/* hits looked at around a figure, and what a claim may cost in words */
enum { NEAR_HITS = 48, ROLE_HITS = 16, BILLIONS = 8 };
#define COST_MAX 12.0

struct subject {
	const struct finding *event; /* NULL: a noun alone */
	size_t noun;                 /* hit */
	size_t kind;                 /* noun of the taxonomy */
	double cost;
};

static double pauses_between(const struct reading *r, size_t a, size_t b)
{
	size_t from = a < b ? a : b, to = a < b ? b : a;
	double sum = 0;

	if (to - from > NEAR_HITS)
		return COST_MAX;
	for (size_t i = from + 1; i < to; i++) {
		const struct hit *h = &r->hits[i];

		if (h->kind == CLASS_BREAK)
			sum += reading_class(r, h)->pause == BREAK_COMMA
				   ? 2 * h->weight
				   : 9;
		else if (h->kind == CLASS_NOUN)
			sum += 0.5;
		else if (h->kind == CLASS_DIRECTION)
			sum += 2;
	}
	return sum;
}

/* is the figure one of what the noun can be measured in? */
static bool unit_fits(const struct noun_kind *k, const struct figure *f)
{
	return k->metric.p && (k->units >> (unsigned)f->kind & 1);
}

static void try_event(const struct reading *r, size_t figure,
    const struct finding *e, struct subject *best)
{
	const struct hit *f = &r->hits[figure];
	const struct noun_kind *k = &r->taxonomy->nouns[e->noun_kind];
	double cost = reading_gap(r, f, &r->hits[e->direction]) +
		      pauses_between(r, figure, e->direction) +
		      (e->direction < figure ? 0 : 1);
	double by_noun = reading_gap(r, f, &r->hits[e->noun]) +
			 pauses_between(r, figure, e->noun) +
			 (e->noun < figure ? 0.5 : 1);

	if (by_noun < cost)
		cost = by_noun;
	if (cost < best->cost && unit_fits(k, &r->figures[f->ref]))
		*best = (struct subject){e, e->noun, e->noun_kind, cost};
}

static void try_nouns(
    const struct reading *r, size_t figure, struct subject *best)
{
	size_t from = figure > NEAR_HITS ? figure - NEAR_HITS : 0;

	for (size_t i = from; i < r->n_hits && i <= figure + NEAR_HITS; i++) {
		const struct hit *h = &r->hits[i];

		if (h->kind != CLASS_NOUN)
			continue;
		size_t kind = reading_class(r, h)->noun;
		double cost = reading_gap(r, h, &r->hits[figure]) +
			      pauses_between(r, i, figure) + 2;

		if (cost < best->cost && unit_fits(&r->taxonomy->nouns[kind],
					     &r->figures[r->hits[figure].ref]))
			*best = (struct subject){NULL, i, kind, cost};
	}
}

static bool class_before(
    const struct reading *r, size_t at, uint16_t class, double gap)
{
	for (size_t i = at; i > 0 && i + ROLE_HITS > at; i--) {
		const struct hit *h = &r->hits[i - 1];

		if (reading_gap(r, h, &r->hits[at]) > gap ||
		    h->kind == CLASS_FIGURE)
			return false;
		if (h->class == class)
			return true;
	}
	return false;
}

static bool class_behind(
    const struct reading *r, size_t at, uint16_t class, double gap)
{
	for (size_t i = at + 1; i < r->n_hits && i < at + ROLE_HITS; i++) {
		const struct hit *h = &r->hits[i];

		if (reading_gap(r, h, &r->hits[at]) > gap ||
		    h->kind == CLASS_FIGURE ||
		    (h->kind == CLASS_BREAK && h->weight > 0))
			return false;
		if (h->class == class)
			return true;
	}
	return false;
}

static struct str role_of(
    const struct reading *r, size_t at, const struct figure *f)
{
	const struct taxonomy *t = r->taxonomy;

	if (class_before(r, at, t->expected, 2) ||
	    class_behind(r, at, t->expected, 3))
		return STR("consensus");
	if (class_before(r, at, t->base, 2))
		return STR("base");
	if (f->low)
		return STR("range-low");
	if (f->high)
		return STR("range-high");
	return (struct str){NULL, 0};
}

static struct str direction_of(
    const struct reading *r, const struct subject *s, struct str role)
{
	if (!s->event || (role.p && !str_starts(role, STR("range"))))
		return STR("level");
	switch (reading_class(r, &r->hits[s->event->direction])->direction) {
	case DIR_DOWN:
		return STR("down");
	case DIR_FLAT:
		return STR("flat");
	case DIR_UP:
	case DIR_RECOVER:
		break;
	}
	return STR("up");
}

static void set_entity(const struct reading *r, struct attribute_memory *m,
    const struct subject *s, struct score_claim *c)
{
	struct finding f = {.noun = s->noun,
	    .direction = HIT_NONE,
	    .first = s->noun,
	    .last = s->noun,
	    .anchor = s->noun,
	    .bound = HIT_NONE,
	    .policy = r->taxonomy->nouns[s->kind].policy};

	if (s->event) {
		if (s->event->n_owners > 0)
			c->entity = r->cast->players[s->event->owners[0]].id;
		return;
	}
	attribute_finding(r, m, &f);
	if (f.n_owners > 0)
		c->entity = r->cast->players[f.owners[0]].id;
}

/* a market value is a listed company's; of a project it is what goes into it */
static void settle_metric(const struct reading *r, struct attribute_memory *m,
    const struct subject *s, struct score_claim *c)
{
	const struct noun_kind *k = &r->taxonomy->nouns[s->kind];
	struct finding f = {.noun = s->noun,
	    .direction = HIT_NONE,
	    .first = s->noun,
	    .last = s->noun,
	    .anchor = s->noun,
	    .bound = HIT_NONE,
	    .policy = POLICY_PROJECT};

	if (k->policy == POLICY_LISTED && !s->event) {
		attribute_finding(r, m, &f);
		if (f.n_owners > 0 && str_eq(k->metric, STR("market-value"))) {
			c->metric = STR("investment");
			c->entity = r->cast->players[f.owners[0]].id;
			return;
		}
	}
	set_entity(r, m, s, c);
}

static enum modality claim_modality(const struct reading *r,
    const struct modality_scopes *scopes, const struct subject *s, size_t at)
{
	const struct finding f = finding_of_word(at);

	return s->event ? s->event->modality : modality_of(r, scopes, &f);
}

static void add_claim(struct claims *c, const struct reading *r,
    const struct modality_scopes *scopes, struct attribute_memory *m, size_t at,
    const struct subject *s, struct arena *a)
{
	const struct figure *f = &r->figures[r->hits[at].ref];
	struct score_claim row = {.metric = r->taxonomy->nouns[s->kind].metric,
	    .value = figure_value(f, a),
	    .unit = f->kind == FIGURE_TIME ? str_sub(f->unit, 5, f->unit.n)
					   : f->unit,
	    .role = role_of(r, at, f),
	    .approx = f->approx};

	settle_metric(r, m, s, &row);
	/* what a share loses in billions it loses in market value */
	if (str_eq(row.metric, STR("share-price")) && f->kind == FIGURE_MONEY &&
	    f->power >= BILLIONS)
		row.metric = STR("market-value");
	row.direction = direction_of(r, s, row.role);
	row.modality = str_of(modality_name(claim_modality(r, scopes, s, at)));
	row.horizon = period_horizon(r, at, a);
	if (!r->taxonomy->nouns[s->kind].moment)
		period_of(r, at, &row.period_start, &row.period_end, a);
	row.at.in_title = r->field_name == DOC_TITLE;
	row.at.sentence = r->number;
	norm_range(
	    &r->field->norm, f->begin, f->end, &row.at.begin, &row.at.end);
	c->v = arena_more(a, c->v, c->n, &c->cap, sizeof *c->v);
	c->v[c->n++] = row;
}

void claims_add(struct claims *c, const struct reading *r,
    const struct modality_scopes *scopes, struct attribute_memory *m,
    const struct findings *f, struct arena *a)
{
	for (size_t i = 0; i < r->n_hits; i++) {
		struct subject best = {NULL, HIT_NONE, TAXON_NONE, COST_MAX};

		if (r->hits[i].kind != CLASS_FIGURE ||
		    r->figures[r->hits[i].ref].bracketed)
			continue;
		if (period_is_horizon(r, i))
			continue;
		for (size_t k = 0; k < f->n && k < 64; k++)
			if (f->v[k].noun != HIT_NONE &&
			    f->v[k].direction != HIT_NONE)
				try_event(r, i, &f->v[k], &best);
		try_nouns(r, i, &best);
		if (best.noun != HIT_NONE)
			add_claim(c, r, scopes, m, i, &best, a);
	}
}
