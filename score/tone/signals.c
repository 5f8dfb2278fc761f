#include "score/tone/signals.h"

#include <string.h>

enum { REFUTED_SENTENCES = 2, SAME_SENTENCE_MAX = 128, CUE_MAX_BYTES = 120 };

void signals_filter(
    const struct topic *t, const struct reading *r, struct findings *f)
{
	for (size_t i = 0; i < f->n; i++) {
		struct finding *x = &f->v[i];
		enum about noun = x->noun_kind == TAXON_NONE
				      ? ABOUT_ANY
				      : r->taxonomy->nouns[x->noun_kind].about;
		size_t kept = 0;

		for (size_t k = 0; k < x->n_signals; k++) {
			size_t s = x->signals[k];
			enum about about = r->taxonomy->signals[s].about;

			about = noun > about ? noun : about;
			if (x->free || topic_allows(t, r, x, about))
				x->signals[kept++] = s;
		}
		x->n_signals = kept;
	}
}

static void set_place(
    const struct reading *r, size_t begin, size_t end, struct score_signal *to)
{
	to->at.in_title = r->field_name == DOC_TITLE;
	to->at.sentence = r->number;
	norm_range(&r->field->norm, begin, end, &to->at.begin, &to->at.end);
}

static void set_cue(
    const struct reading *r, const struct hit *h, struct score_signal *to)
{
	size_t begin, end;

	norm_range(&r->field->norm, h->begin, h->end, &begin, &end);
	to->cue = str_sub(
	    r->field->text, begin, end > begin + CUE_MAX_BYTES ? begin : end);
	if (to->cue.n == 0)
		to->cue = str_sub(doc_norm(r->field), h->begin, h->begin + 1);
}

static bool same_str(struct str a, struct str b)
{
	return a.p && b.p ? str_eq(a, b) : !a.p && !b.p;
}

/* how sure a modality is of what it says; 0 of its contrary */
static int certainty(struct str modality)
{
	static const char *const names[] = {"negated", "ironic", "question",
	    "hypothetical", "forecast", "reported", "asserted"};

	for (int i = 0; i < 7; i++)
		if (str_eq(modality, str_of(names[i])))
			return i;
	return 0;
}

static void add_row(struct signals *s, const struct signal_kind *kind,
    const struct score_signal *row, struct arena *a)
{
	for (size_t i = s->n; i > 0 && i + SAME_SENTENCE_MAX > s->n; i--) {
		struct score_signal *x = &s->v[i - 1];

		if (x->at.sentence != row->at.sentence)
			break;
		if (s->kind[i - 1] != kind || !same_str(x->entity, row->entity))
			continue;
		int old = certainty(x->modality);
		int now = certainty(row->modality);

		/* a claim and its denial are two rows */
		if ((old == 0) != (now == 0))
			continue;
		if (now > old || (now == old && row->strength > x->strength))
			*x = *row;
		return;
	}
	s->v = arena_more(a, s->v, s->n, &s->cap, sizeof *s->v);
	s->kind = arena_more(a, s->kind, s->n, &s->cap_kind, sizeof *s->kind);
	s->kind[s->n] = kind;
	s->v[s->n++] = *row;
}

static double strength_of(const struct finding *f)
{
	static const double by_modality[MODALITIES] = {
	    1, 0.9, 0.8, 0.6, 0.5, 0.8, 0.5};
	double s = f->strength * by_modality[f->modality];

	return s > 1 ? 1 : s < 0.05 ? 0.05 : s;
}

static void add_finding(struct signals *s, const struct reading *r,
    const struct finding *f, size_t signal, struct arena *a)
{
	const struct signal_kind *kind = &r->taxonomy->signals[signal];
	struct score_signal row = {.signal = kind->name,
	    .strength = strength_of(f),
	    .modality = str_of(modality_name(f->modality))};
	size_t begin, end;

	row.demand = f->modality == MODALITY_NEGATED ||
			     f->modality == MODALITY_IRONIC || f->refuted
			 ? 0
			 : kind->demand;
	finding_range(r, f, &begin, &end);
	set_place(r, begin, end, &row);
	set_cue(r, &r->hits[f->anchor], &row);
	if (kind->policy == POLICY_NULL || f->n_owners == 0) {
		if (!kind->needs)
			add_row(s, kind, &row, a);
		return;
	}
	for (size_t i = 0; i < f->n_owners; i++) {
		row.entity = r->cast->players[f->owners[i]].id;
		add_row(s, kind, &row, a);
	}
}

/* cheaper, therefore more of it: the cause before its effect */
static void add_jevons(struct signals *s, const struct reading *r,
    const struct finding *cost, const struct finding *more, struct arena *a)
{
	size_t jevons = taxonomy_signal(r->taxonomy, STR("jevons"));
	struct finding f = *more;
	bool cause = false;

	for (size_t i = cost->first; i < more->anchor && !cause; i++)
		cause = r->hits[i].class == r->taxonomy->cause;
	for (size_t i = more->anchor; i > 0 && i + 6 > more->anchor; i--)
		cause |=
		    r->hits[i].class == r->taxonomy->cause && i > cost->first;
	/* "lower costs will lift demand": what precedes a transitive verb
	 * does it */
	cause |= more->direction != HIT_NONE &&
		 reading_class(r, &r->hits[more->direction])->bind ==
		     BIND_TRANSITIVE &&
		 more->direction < more->noun;
	if (!cause || jevons == TAXON_NONE)
		return;
	f.first = cost->first;
	f.n_owners = 0;
	f.strength = 0.8;
	if (f.modality == MODALITY_FORECAST)
		f.modality = cost->modality;
	add_finding(s, r, &f, jevons, a);
}

static bool owned_elsewhere(
    const struct signals *s, size_t first, const struct signal_kind *kind)
{
	for (size_t i = first; i < s->n; i++)
		if (s->kind[i] == kind && s->v[i].entity.p)
			return true;
	return false;
}

/* Of a signal that the sentence says of somebody, rows of nobody tell nothing
 * more: another rule has found the same. */
static void drop_unowned(struct signals *s, size_t sentence)
{
	size_t first = s->n, kept;

	while (first > 0 && s->v[first - 1].at.sentence == sentence &&
	       s->n - first < SAME_SENTENCE_MAX)
		first--;
	kept = first;
	for (size_t i = first; i < s->n; i++) {
		if (!s->v[i].entity.p &&
		    owned_elsewhere(s, first, s->kind[i]))
			continue;
		s->kind[kept] = s->kind[i];
		s->v[kept++] = s->v[i];
	}
	s->n = kept;
}

static bool has_signal(
    const struct reading *r, const struct finding *f, const char *name)
{
	for (size_t i = 0; i < f->n_signals; i++)
		if (str_eq(
			r->taxonomy->signals[f->signals[i]].name, str_of(name)))
			return true;
	return false;
}

static void find_jevons(struct signals *s, const struct reading *r,
    const struct findings *f, struct arena *a)
{
	const struct finding *cost = NULL;

	for (size_t i = 0; i < f->n && !cost; i++)
		if ((has_signal(r, &f->v[i], "efficiency-gain") ||
			has_signal(r, &f->v[i], "price-cut")) &&
		    f->v[i].modality != MODALITY_NEGATED)
			cost = &f->v[i];
	for (size_t i = 0; cost && i < f->n; i++) {
		const struct finding *x = &f->v[i];

		if ((has_signal(r, x, "demand-up") ||
			has_signal(r, x, "adoption")) &&
		    x->anchor > cost->first) {
			add_jevons(s, r, cost, x, a);
			return;
		}
	}
}

void signals_add(struct signals *s, const struct reading *r,
    const struct findings *f, struct arena *a)
{
	for (size_t i = 0; i < f->n; i++)
		for (size_t k = 0; k < f->v[i].n_signals; k++)
			add_finding(s, r, &f->v[i], f->v[i].signals[k], a);
	find_jevons(s, r, f, a);
	drop_unowned(s, r->number);
}

void signals_refute(struct signals *s, const struct reading *r,
    const struct modality_scopes *scopes, struct arena *a)
{
	size_t n = s->n;

	if (!scopes->refutes)
		return;
	for (size_t i = n; i > 0 && i + SAME_SENTENCE_MAX > n; i--) {
		struct score_signal *x = &s->v[i - 1];
		bool title = r->field_name == DOC_TITLE;

		if (x->at.sentence + REFUTED_SENTENCES < r->number ||
		    x->at.in_title != title)
			return;
		if (s->kind[i - 1]->demand == 0 ||
		    x->at.sentence == r->number ||
		    !(str_eq(x->modality, STR("reported")) ||
			str_eq(x->modality, STR("asserted"))))
			continue;
		const struct signal_kind *kind = s->kind[i - 1];
		struct score_signal row = *x;

		x->demand = 0;
		x->modality = STR("reported");
		row.demand = 0;
		row.modality = STR("negated");
		set_place(
		    r, r->sentence->norm_begin, r->sentence->norm_end, &row);
		add_row(s, kind, &row, a);
	}
}
