#include "score/tone/claims.h"

#include "score/tone/claim_fields.h"
#include "score/tone/period.h"

#include <string.h>

static bool str_same(struct str a, struct str b)
{
	return a.p && b.p ? str_eq(a, b) : !a.p && !b.p;
}

static enum modality claim_modality(const struct claim_place *p,
    const struct modality_scopes *scopes, const struct claim_subject *s)
{
	const struct finding f = finding_of_word(p->at);

	return s->event ? s->event->modality : modality_of(p->r, scopes, &f);
}

/* a third is no number of per cent that anybody counted */
static bool recurs(const struct figure *f)
{
	return f->loose || (f->part && f->number.n > 0 &&
			       memchr(f->number.p, '.', f->number.n));
}

static void add_claim(struct claims *c, const struct claim_place *p,
    const struct modality_scopes *scopes, struct attribute_memory *m,
    const struct claim_marks *marks, const struct claim_subject *s,
    struct arena *a)
{
	const struct reading *r = p->r;
	const struct figure *f = p->figure;
	struct score_claim row = {.value = figure_value(f, a),
	    .unit = f->kind == FIGURE_TIME ? str_sub(f->unit, 5, f->unit.n)
					   : f->unit,
	    .role = claim_role(p, marks, s),
	    .approx = marks->rough || recurs(f)};

	claim_settle(p, s, marks, m, &row);
	row.direction = claim_direction(p, s, row.role);
	row.modality = str_of(modality_name(claim_modality(p, scopes, s)));
	row.horizon = period_horizon(r, p->at, a);
	if (!row.horizon.p)
		row.horizon = marks->span;
	if (!s->moment)
		period_of(p, str_same(row.role, STR("base")), &row.period_start,
		    &row.period_end, a);
	row.at.in_title = r->field_name == DOC_TITLE;
	row.at.sentence = r->number;
	norm_range(
	    &r->field->norm, f->begin, f->end, &row.at.begin, &row.at.end);
	c->v = arena_more(a, c->v, c->n, &c->cap, sizeof *c->v);
	c->v[c->n++] = row;
}

/* "$44bn, up 69 %", "$2.25, down from $4.25": what the figure behind says of
 * the movement is said of the one before too */
static void carry_direction(const struct claims *c, const struct claim_place *p)
{
	if (c->n < 2)
		return;
	struct score_claim *x = &c->v[c->n - 2], *y = &c->v[c->n - 1];
	bool base = str_same(y->role, STR("base"));

	if (!str_eq(x->direction, STR("level")) || x->role.p ||
	    x->at.sentence != y->at.sentence ||
	    !str_same(x->metric, y->metric) || !str_same(x->entity, y->entity))
		return;
	if (base)
		x->direction = claim_direction(
		    p, &(struct claim_subject){0}, (struct str){NULL, 0});
	else if (!y->role.p && p->figure->kind == FIGURE_PERCENT)
		x->direction = y->direction;
}

/* "revenue of $44bn for the quarter, up 69 %", "sales of $12.9bn were
 * expected; it delivered $13.1bn": a figure without words of its own that
 * moves or is of the same kind goes on with what the last one measured */
static bool goes_on(const struct claim_place *p,
    const struct claim_marks *marks, const struct claim_subject *last,
    enum figure_kind kind)
{
	struct str level = claim_direction(
	    p, &(struct claim_subject){0}, (struct str){NULL, 0});
	enum figure_kind now = p->figure->kind;

	if (!last->metric.p || marks->share ||
	    str_eq(last->metric, STR("investment")))
		return false;
	return now == kind
		   ? kind == FIGURE_MONEY || kind == FIGURE_PERCENT
		   : now == FIGURE_PERCENT && !str_eq(level, STR("level"));
}

void claims_add(struct claims *c, const struct claims_by *by,
    const struct reading *r, struct attribute_memory *m,
    const struct findings *f, struct arena *a)
{
	struct claim_subject last = {0};
	enum figure_kind kind = FIGURE_BARE;
	struct measured measured;

	if (r->n_figures == 0)
		return;
	measured = measures_find(by->measures, r, a);
	for (size_t i = 0; i < r->n_hits; i++) {
		if (r->hits[i].kind != CLASS_FIGURE)
			continue;
		const struct claim_place p = {r, by->measures, &measured, f, i,
		    &r->figures[r->hits[i].ref]};

		if (p.figure->bracketed || period_is_horizon(r, i))
			continue;
		struct claim_marks marks = claim_marks(&p);
		struct claim_subject s = claim_subject(&p, &marks);

		if (!s.metric.p && goes_on(&p, &marks, &last, kind))
			s = last;
		if (!s.metric.p || marks.none)
			continue;
		add_claim(c, &p, by->scopes, m, &marks, &s, a);
		carry_direction(c, &p);
		last = s;
		kind = p.figure->kind;
	}
}
