#include "score/tone/claim_subject.h"

/* hits looked at around a figure, and what a claim may cost in words */
enum { NEAR_HITS = 48, EVENTS_MAX = 64 };
#define COST_MAX 12.0
#define UNIT_COST 6.0 /* of a unit that says itself what it measures */
#define SHARE_WORDS 4.0
#define NOUN_COST 2.0
#define MEASURE_COST 0.25
#define SAYING_COST (-0.5) /* of words that say more than a verb beside */

double claim_pauses(const struct reading *r, size_t a, size_t b)
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

/* is the figure one of what can be measured so? */
static bool unit_fits(unsigned units, const struct figure *f)
{
	return units >> (unsigned)f->kind & 1;
}

/* A part of a sum is none: "15 % of revenue" is no revenue. */
static bool is_sum(unsigned units)
{
	return units >> (unsigned)FIGURE_MONEY & 1;
}

static void take_noun(const struct claim_place *p, const struct finding *e,
    size_t noun, size_t kind, double cost, struct claim_subject *best)
{
	const struct noun_kind *k = &p->r->taxonomy->nouns[kind];

	if (cost >= best->cost || !k->metric.p ||
	    !unit_fits(k->units, p->figure))
		return;
	*best = (struct claim_subject){.event = e,
	    .noun = noun,
	    .kind = kind,
	    .metric = k->metric,
	    .moment = k->moment,
	    .cost = cost};
}

static void try_events(const struct claim_place *p, struct claim_subject *best)
{
	const struct reading *r = p->r;
	const struct hit *f = &r->hits[p->at];

	for (size_t i = 0; i < p->findings->n && i < EVENTS_MAX; i++) {
		const struct finding *e = &p->findings->v[i];

		if (e->noun == HIT_NONE || e->direction == HIT_NONE)
			continue;
		double cost = reading_gap(r, f, &r->hits[e->direction]) +
			      claim_pauses(r, p->at, e->direction) +
			      (e->direction < p->at ? 0 : 1);
		double by_noun = reading_gap(r, f, &r->hits[e->noun]) +
				 claim_pauses(r, p->at, e->noun) +
				 (e->noun < p->at ? 0.5 : 1);

		take_noun(p, e, e->noun, e->noun_kind,
		    by_noun < cost ? by_noun : cost, best);
	}
}

static void try_nouns(const struct claim_place *p, struct claim_subject *best)
{
	const struct reading *r = p->r;
	size_t from = p->at > NEAR_HITS ? p->at - NEAR_HITS : 0;

	for (size_t i = from; i < r->n_hits && i <= p->at + NEAR_HITS; i++) {
		const struct hit *h = &r->hits[i];

		if (h->kind != CLASS_NOUN)
			continue;
		take_noun(p, NULL, i, reading_class(r, h)->noun,
		    reading_gap(r, h, &r->hits[p->at]) +
			claim_pauses(r, i, p->at) + NOUN_COST,
		    best);
	}
}

/* the words between measure and figure, < 0 where the figure is not on the
 * side that the measure asks for or is too far */
static double gap_of(
    const struct claim_place *p, const struct measured_words *m)
{
	const struct figure *f = p->figure;
	bool behind = f->word >= m->word_end, before = f->word_end <= m->word;
	size_t gap = behind   ? f->word - m->word_end
		     : before ? m->word - f->word_end
			      : 0;
	double words = (double)gap / p->r->stretch;

	/* "800 million users" are users, "a fifth of its value" is no value */
	if (!behind && !before)
		return f->part || m->kind->about != FIGURE_MEASURED ? -1 : 0;
	if ((m->kind->place == PLACE_BEHIND && before) ||
	    (m->kind->place == PLACE_BEFORE && behind) ||
	    words > m->kind->reach)
		return -1;
	return words;
}

/* pauses between a figure and words that are no hit of the reading */
static double pauses_to(
    const struct claim_place *p, const struct measured_words *m)
{
	const struct reading *r = p->r;
	bool behind = p->figure->word >= m->word_end;
	size_t i = p->at;

	while (behind && i > 0 && r->hits[i - 1].word >= m->word_end)
		i--;
	while (!behind && i + 1 < r->n_hits && r->hits[i + 1].word < m->word)
		i++;
	return i == p->at ? 0
	       : behind   ? claim_pauses(r, i > 0 ? i - 1 : 0, p->at)
			  : claim_pauses(r, p->at, i + 1);
}

static void try_measure(const struct claim_place *p, const struct measure *k,
    size_t word, double cost, struct claim_subject *best)
{
	if (cost < best->cost && unit_fits(k->units, p->figure))
		*best = (struct claim_subject){.measure = k,
		    .word = word,
		    .noun = HIT_NONE,
		    .kind = TAXON_NONE,
		    .metric = k->metric,
		    .moment = k->moment,
		    .cost = cost};
}

static void try_measures(const struct claim_place *p,
    const struct claim_marks *marks, struct claim_subject *best)
{
	for (size_t i = measured_near(p->measured, p->figure->word);
	     i < p->measured->n; i++) {
		const struct measured_words *m = &p->measured->v[i];

		if (m->word > p->figure->word_end + MEASURED_WORDS)
			break;

		double gap = gap_of(p, m);

		if (m->kind->about == FIGURE_MEASURED && gap >= 0 &&
		    !(marks->share && is_sum(m->kind->units)))
			try_measure(p, m->kind, m->word,
			    gap + pauses_to(p, m) + m->weight +
				(m->kind->says.p ? SAYING_COST : MEASURE_COST),
			    best);
	}
}

/* "30 GW", "$2 a million tokens" */
static void try_units(const struct claim_place *p, struct claim_subject *best)
{
	struct str unit = p->figure->unit;

	for (size_t i = 0; i < p->measures->n; i++) {
		const struct measure *k = &p->measures->kinds[i];
		struct str x = str_sub(k->name, 5, k->name.n);

		if (str_starts(k->name, STR("unit.")) &&
		    (str_starts(x, STR("/")) ? str_ends(unit, x)
					     : str_eq(unit, x)))
			try_measure(p, k, p->figure->word, UNIT_COST, best);
	}
}

/* another figure or a pause stands between */
static bool parted(const struct claim_place *p, const struct measured_words *m)
{
	const struct reading *r = p->r;
	size_t word = p->figure->word;

	for (size_t i = p->at > NEAR_HITS ? p->at - NEAR_HITS : 0;
	     i < r->n_hits && i <= p->at + NEAR_HITS; i++) {
		const struct hit *h = &r->hits[i];

		if ((h->kind == CLASS_FIGURE && i != p->at) ||
		    (h->kind == CLASS_BREAK && h->weight > 0))
			if ((h->word >= m->word_end && h->word <= word) ||
			    (h->word <= m->word && h->word > word))
				return true;
	}
	return false;
}

/* "two thirds of Micron's revenue", "15 % of sales" */
static bool is_share(const struct claim_place *p)
{
	const struct reading *r = p->r;
	const struct hit *h = &r->hits[p->at];

	/* "of" belongs to the words of a part, and stands behind digits */
	if (p->figure->kind != FIGURE_PERCENT ||
	    !(reading_beside(r, h, 0, r->taxonomy->of) ||
		reading_beside(r, h, 1, r->taxonomy->of)))
		return false;
	for (size_t i = p->at + 1; i < r->n_hits; i++) {
		const struct hit *n = &r->hits[i];

		if (n->kind == CLASS_BREAK || n->kind == CLASS_FIGURE ||
		    reading_gap(r, h, n) > SHARE_WORDS)
			return false;
		if (n->kind != CLASS_NOUN)
			continue;
		const struct noun_kind *k =
		    &r->taxonomy->nouns[reading_class(r, n)->noun];

		return is_sum(k->units) && !k->moment;
	}
	return false;
}

struct claim_marks claim_marks(const struct claim_place *p)
{
	struct claim_marks to = {.guided = HIT_NONE, .share = is_share(p)};

	for (size_t i = measured_near(p->measured, p->figure->word);
	     i < p->measured->n; i++) {
		const struct measured_words *m = &p->measured->v[i];

		if (m->word > p->figure->word_end + MEASURED_WORDS)
			break;

		if (m->kind->about == FIGURE_MEASURED ||
		    m->kind->about == FIGURE_PERIOD || gap_of(p, m) < 0)
			continue;
		if (m->kind->about == FIGURE_SPAN)
			to.span = str_sub(m->kind->name, 5, SIZE_MAX);
		if (m->kind->about == FIGURE_GUIDED)
			to.guided = m->word;
		if (parted(p, m))
			continue;
		to.none |= m->kind->about == FIGURE_NONE;
		to.low |= m->kind->about == FIGURE_LOW;
		to.high |= m->kind->about == FIGURE_HIGH;
		to.consensus |= m->kind->about == FIGURE_CONSENSUS;
		to.base |= m->kind->about == FIGURE_BASE;
		to.rough |= m->kind->about == FIGURE_ROUGH;
		to.share |= m->kind->about == FIGURE_SHARE &&
			    p->figure->kind == FIGURE_PERCENT;
	}
	return to;
}

struct claim_subject claim_subject(
    const struct claim_place *p, const struct claim_marks *marks)
{
	struct claim_subject event = {
	    .noun = HIT_NONE, .kind = TAXON_NONE, .cost = COST_MAX};
	struct claim_subject best = event;

	if (!marks->share) {
		try_events(p, &event);
		best = event;
		try_nouns(p, &best);
	}
	try_measures(p, marks, &best);
	try_units(p, &best);
	/* "three times as much", "two of its clients" are no figures */
	if (p->figure->spelled && !p->figure->scaled && best.metric.p &&
	    (p->figure->kind == FIGURE_COUNT ||
		(p->figure->kind == FIGURE_MULTIPLE &&
		    !str_eq(best.metric, STR("multiple")))))
		best.metric = event.metric = (struct str){NULL, 0};
	/* an event knows more than the same thing named again */
	if (event.metric.p && best.metric.p &&
	    str_eq(event.metric, best.metric) &&
	    !(best.measure && best.measure->says.p))
		return event;
	return best;
}
