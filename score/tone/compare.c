#include "score/tone/compare.h"

#include "score/tone/figure.h"

enum { HITS_ASIDE = 40, PAIRS_MAX = 32 };
/* words from the figure to its base, and from the noun to the figure */
#define BASE_WORDS 9.0
#define PAIR_WORDS 14.0
#define NOUN_WORDS 12.0
#define TOLD_WORDS 8.0

/* a figure, what it is set beside, and the nouns before each */
struct pair {
	size_t figure, base;
	size_t noun, base_noun;
};

static const struct figure *figure_of(const struct reading *r, size_t hit)
{
	return &r->figures[r->hits[hit].ref];
}

static bool stops(const struct reading *r, size_t hit)
{
	return r->hits[hit].kind == CLASS_BREAK &&
	       reading_class(r, &r->hits[hit])->pause != BREAK_COMMA;
}

static bool same_unit(const struct reading *r, size_t a, size_t b)
{
	return str_eq(figure_of(r, a)->unit, figure_of(r, b)->unit);
}

/* the base of a comparison: the first figure behind its word */
static size_t base_behind(const struct reading *r, size_t word)
{
	for (size_t i = word + 1; i < r->n_hits && i < word + HITS_ASIDE; i++) {
		const struct hit *h = &r->hits[i];

		if (stops(r, i) ||
		    reading_gap(r, &r->hits[word], h) > BASE_WORDS * r->stretch)
			break;
		if (h->kind == CLASS_FIGURE)
			return i;
	}
	return HIT_NONE;
}

/* the last figure of its unit before it */
static size_t figure_before(const struct reading *r, size_t at, size_t base)
{
	for (size_t i = at; i > 0 && i + HITS_ASIDE > at; i--) {
		const struct hit *h = &r->hits[i - 1];

		if (stops(r, i - 1) ||
		    reading_gap(r, h, &r->hits[at]) > PAIR_WORDS * r->stretch)
			break;
		if (h->kind == CLASS_FIGURE && same_unit(r, i - 1, base) &&
		    !figure_of(r, i - 1)->bracketed)
			return i - 1;
	}
	return HIT_NONE;
}

static bool measures(const struct reading *r, size_t noun, size_t figure)
{
	const struct noun_kind *k =
	    &r->taxonomy->nouns[reading_class(r, &r->hits[noun])->noun];

	return k->units >> (unsigned)figure_of(r, figure)->kind & 1;
}

/* the nearest noun before the figure, behind hit `from`, that it measures */
static size_t noun_before(const struct reading *r, size_t figure, size_t from)
{
	for (size_t i = figure; i > from && i + HITS_ASIDE * 2 > figure; i--) {
		const struct hit *h = &r->hits[i - 1];

		if (stops(r, i - 1) || reading_gap(r, h, &r->hits[figure]) >
					   NOUN_WORDS * r->stretch)
			break;
		if (h->kind == CLASS_NOUN && !h->used &&
		    measures(r, i - 1, figure))
			return i - 1;
	}
	return HIT_NONE;
}

/* "carried 1.9 million passengers": what is counted speaks for itself */
static size_t kind_of(const struct reading *r, size_t noun)
{
	return r->hits[noun].kind == CLASS_FIGURE
		   ? r->taxonomy->volume_noun
		   : reading_class(r, &r->hits[noun])->noun;
}

static double tone_of(const struct reading *r, size_t noun)
{
	return r->taxonomy->nouns[kind_of(r, noun)].tone;
}

/* do words tell already where this noun went? */
static bool told(const struct reading *r, const struct findings *f,
    const struct pair *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct finding *x = &f->v[i];

		if (x->noun == p->noun && x->direction != HIT_NONE &&
		    reading_gap(r, &r->hits[x->direction],
			&r->hits[p->figure]) <= TOLD_WORDS * r->stretch)
			return true;
	}
	return false;
}

static void add(const struct reading *r, const struct pair *p, int moved,
    struct findings *to, struct arena *a)
{
	size_t kind = kind_of(r, p->noun);
	const struct noun_kind *k = &r->taxonomy->nouns[kind];
	size_t signal = moved > 0 ? k->up : k->down;
	struct finding *f = finding_add(to, a);

	if (!f)
		return;
	f->noun = p->noun;
	f->noun_kind = kind;
	f->compared = moved;
	f->anchor = p->figure;
	f->first = p->noun;
	f->last = p->base > p->figure ? p->base : p->figure;
	f->policy = k->policy;
	f->tone = k->tone * moved;
	f->strength = 0.7;
	if (signal != TAXON_NONE)
		f->signals[f->n_signals++] = signal;
}

/* what a pair says, if anything */
static void judge_pair(const struct reading *r, struct pair *p,
    struct findings *to, size_t n_told, struct arena *a)
{
	double own, other;
	int moved;

	p->noun = noun_before(r, p->figure, 0);
	if (p->noun == HIT_NONE && r->taxonomy->volume_noun != TAXON_NONE &&
	    figure_of(r, p->figure)->kind == FIGURE_COUNT)
		p->noun = p->figure;
	if (p->noun == HIT_NONE)
		return;
	p->base_noun = noun_before(r, p->base, p->figure + 1);
	own = tone_of(r, p->noun);
	other = p->base_noun == HIT_NONE ? own : tone_of(r, p->base_noun);
	if (own * other < 0)
		moved = 1;
	else if (p->base_noun != HIT_NONE && own != other)
		return;
	else
		moved = figure_compare(
		    figure_of(r, p->figure), figure_of(r, p->base), a);
	if (moved != 0 && (own * other < 0 || !told(r, to, p, n_told)))
		add(r, p, moved, to, a);
}

/* "X from Y": the pair that a word of comparison makes */
static bool by_word(const struct reading *r, size_t word, struct pair *p)
{
	p->base = base_behind(r, word);
	if (p->base == HIT_NONE)
		return false;
	p->figure = figure_before(r, word, p->base);
	return p->figure != HIT_NONE;
}

/* "X (Y)": what stands in brackets in the same money is the year before */
static bool by_bracket(const struct reading *r, size_t figure, struct pair *p)
{
	if (!figure_of(r, figure)->bracketed)
		return false;
	p->base = figure;
	p->figure = figure_before(r, figure, figure);
	return p->figure != HIT_NONE;
}

void compare_figures(
    const struct reading *r, struct findings *to, struct arena *a)
{
	size_t n_told = to->n, last = HIT_NONE, n = 0;

	if (r->n_figures < 2)
		return;
	for (size_t i = 0; i < r->n_hits && n < PAIRS_MAX; i++) {
		const struct hit *h = &r->hits[i];
		struct pair p = {0};
		bool found =
		    h->kind == CLASS_FIGURE
			? by_bracket(r, i, &p)
			: h->class == r->taxonomy->base && by_word(r, i, &p);

		if (!found || p.figure == last)
			continue;
		last = p.figure;
		judge_pair(r, &p, to, n_told, a);
		n++;
	}
}
