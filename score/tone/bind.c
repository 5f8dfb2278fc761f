#include "score/tone/bind.h"

#include "score/tone/clause.h"

enum {
	WINDOW_HITS = 96,
	JOINED_MAX = 4,
	HEAD_HITS = 20,
	HEAD_WORDS = 4,
	NEAR_HITS = 8
};

/* "في الارتفاع": a noun that stands where a verb would */
enum { BIND_LATE = BIND_EITHER, BINDS };
#define ENTITY_COST 3.0

/* what looking on one side costs, by language and kind of word, and what the
 * whole may cost */
static const struct side {
	double left, right, most;
} sides[TONGUES][BINDS] = {
    /* verb, transitive, noun, adjective, late */
    {{0, 6, 12}, {4.5, 0, 12}, {2.5, 1, 7}, {2.5, 0, 5}, {0, 6, 12}},
    {{2, 0, 12}, {3.5, 0, 12}, {3, 0, 6}, {0, 5, 4.5}, {0, 6, 12}},
    {{0, 4, 12}, {2, 0, 12}, {0, 3, 7}, {0.5, 0.5, 5}, {0, 6, 12}},
};

/* "a rise of 3%", "surge in demand", but not "surged in Asia": "in" needs a
 * noun that can rise */
static bool before_part(const struct reading *r, size_t at)
{
	const struct taxonomy *t = r->taxonomy;
	const struct hit *h = &r->hits[at];

	if (!reading_beside(r, h, 1, t->of))
		return false;
	if (!reading_beside(r, h, 1, t->in))
		return true;
	for (size_t i = at + 1; i < r->n_hits && i < at + HEAD_HITS; i++) {
		if (reading_gap(r, h, &r->hits[i]) > 4)
			return false;
		if (r->hits[i].kind == CLASS_NOUN)
			return true;
	}
	return false;
}

/* how the word stands here: "was raised" is about the subject, "a fall in" is
 * a noun */
static unsigned bind_here(const struct reading *r, size_t at)
{
	const struct taxonomy *t = r->taxonomy;
	const struct hit *h = &r->hits[at];
	enum bind bind = reading_class(r, h)->bind;

	if (bind == BIND_EITHER)
		return reading_beside(r, h, -1, t->det) || before_part(r, at)
			   ? BIND_NOUN
			   : BIND_VERB;
	if (bind == BIND_NOUN && r->tongue == TONGUE_AR &&
	    reading_beside(r, h, -1, t->of))
		return BIND_LATE;
	if (bind == BIND_TRANSITIVE && (reading_beside(r, h, -1, t->be) ||
					   reading_beside(r, h, -2, t->be)))
		return BIND_VERB;
	/* "halved its prices": what it did is done to something */
	if (bind == BIND_VERB && reading_beside(r, h, 1, t->own))
		return BIND_TRANSITIVE;
	return bind;
}

static bool can_rise(
    const struct reading *r, const struct hit *h, unsigned bind, bool right)
{
	if (h->used)
		return false;
	if (h->kind == CLASS_NOUN)
		return true;
	if (h->kind != CLASS_ENTITY ||
	    !(cast_roles(r->cast, h->ref) & (ROLE_COMPANY | ROLE_PROJECT)) ||
	    reading_foil(r, (size_t)(h - r->hits)))
		return false;
	/* who rises on a stage is a person; "advances in CUDA" are no gain */
	size_t player = r->cast->of_mention[h->ref];

	if (player != PLAYER_NONE &&
	    (r->cast->players[player].person || r->cast->players[player].goods))
		return false;
	/* "Meta raised" says nothing of Meta itself, "higher Nvidia" neither */
	return bind == BIND_VERB || bind == BIND_NOUN || bind == BIND_LATE ||
	       (bind == BIND_TRANSITIVE && right);
}

/* the price of what lies between a word of direction and a noun */
static double price_between(const struct hit *h, const struct class_info *c)
{
	switch (h->kind) {
	case CLASS_BREAK:
		return c->pause == BREAK_COMMA ? 2.5 * h->weight + 0.5
		       : c->pause == BREAK_BUT ? 7
					       : 9;
	case CLASS_NOUN:
		return 1.5;
	case CLASS_DIRECTION:
		return 2;
	case CLASS_SIGNAL:
	case CLASS_OPINION:
	case CLASS_NEGATION:
	case CLASS_DEGREE:
	case CLASS_AND:
	case CLASS_MODAL:
	case CLASS_TOPIC:
	case CLASS_QUANTITY:
	case CLASS_UNIT:
	case CLASS_CUE:
	case CLASS_ENTITY:
	case CLASS_FIGURE:
		break;
	}
	return 0;
}

struct search {
	const struct reading *r;
	unsigned bind;
	bool measured;
	size_t at, best;
	double cost, most;
};

/* "lost 5% of its value": behind a figure stands what it is a part of.
 * "shares of Nvidia", "استثمارات جوجل وأمازون": behind names stands the noun
 * that they belong to; it costs what the nearest of them would */
struct chain {
	const struct hit *last; /* NULL: no name yet, or something between */
	double cost;
};

static void follow_chain(struct chain *c, const struct hit *h, double cost)
{
	if (h->kind == CLASS_ENTITY) {
		if (!c->last)
			c->cost = cost;
		c->last = h;
	} else if (h->kind == CLASS_NOUN || h->kind == CLASS_DIRECTION ||
		   (h->kind == CLASS_BREAK && h->weight > 0)) {
		c->last = NULL;
	}
}

static void look(struct search *s, bool right, double side)
{
	const struct reading *r = s->r;
	const struct hit *d = &r->hits[s->at];
	struct chain chain = {0};
	double between = 0;
	size_t i = s->at;

	if (!right)
		i = clause_behind_figure(r, s->at);
	if (!right && i == s->at && s->bind == BIND_VERB)
		i = clause_behind_aside(r, i);
	d = &r->hits[i];
	for (int k = 0; k < WINDOW_HITS; k++) {
		if (right ? ++i >= r->n_hits : i-- == 0)
			return;
		const struct hit *h = &r->hits[i];
		double cost = reading_gap(r, h, d) + between + side;

		if (h->kind == CLASS_NOUN && chain.last &&
		    reading_gap(r, h, chain.last) <= 2)
			cost = chain.cost;
		else if (cost > s->most)
			return;
		if (h->word == d->word && h->word_end == d->word_end)
			continue;
		bool entity = h->kind == CLASS_ENTITY;
		double total = cost + (entity ? ENTITY_COST : 0);

		if (total < s->cost && !(entity && s->measured) &&
		    can_rise(r, h, s->bind, right)) {
			s->cost = total;
			s->best = i;
		}
		if (right && h->kind == CLASS_FIGURE &&
		    reading_beside(r, h, 1, r->taxonomy->of))
			/* "lost $589 billion in market value" */
			chain = (struct chain){h, reading_gap(r, h, d)};
		else
			follow_chain(&chain, h, cost);
		between += clause_in_list(r, i)
			       ? 0.5
			       : price_between(h, reading_class(r, h));
	}
}

/* "Sales of chips to China fell", "demand for cloud capacity rose": in English
 * it is the first noun that rises or falls. The noun that stands before a
 * preposition, up to four words before this one. */
static size_t head_noun(const struct reading *r, size_t noun)
{
	size_t at = noun;

	for (size_t i = noun; i > 0 && i + HEAD_HITS > noun; i--) {
		const struct hit *h = &r->hits[i - 1];

		if (h->kind == CLASS_BREAK || h->kind == CLASS_DIRECTION ||
		    h->kind == CLASS_MODAL || h->used ||
		    reading_gap(r, h, &r->hits[at]) > HEAD_WORDS)
			return at;
		if (h->kind == CLASS_NOUN && h->word_end < r->hits[at].word &&
		    reading_beside(r, h, 1, r->taxonomy->prep))
			at = i - 1;
	}
	return at;
}

static double degree_near(const struct reading *r, size_t at)
{
	const struct hit *d = &r->hits[at];
	double degree = 1;

	for (size_t i = at > NEAR_HITS ? at - NEAR_HITS : 0;
	     i <= at + NEAR_HITS && i < r->n_hits; i++)
		if (r->hits[i].kind == CLASS_DEGREE &&
		    reading_gap(r, &r->hits[i], d) <= 2)
			degree *= r->hits[i].weight;
	return degree > 1.5 ? 1.5 : degree < 0.5 ? 0.5 : degree;
}

static void add_event(const struct reading *r, size_t direction, size_t noun,
    struct findings *to, struct arena *a)
{
	const struct hit *d = &r->hits[direction], *n = &r->hits[noun];
	const struct class_info *dir = reading_class(r, d);
	size_t kind = n->kind == CLASS_ENTITY ? r->taxonomy->entity_noun
					      : reading_class(r, n)->noun;
	const struct noun_kind *k = &r->taxonomy->nouns[kind];
	double weight = d->weight * degree_near(r, direction);
	struct finding *f;
	size_t signal = dir->direction == DIR_UP     ? k->up
			: dir->direction == DIR_DOWN ? k->down
			: dir->direction == DIR_RECOVER
			    ? (k->recover != TAXON_NONE ? k->recover : k->up)
			    : TAXON_NONE;

	f = finding_add(to, a);
	if (!f)
		return;
	f->noun = noun;
	f->noun_kind = kind;
	f->direction = f->anchor = direction;
	f->first = noun < direction ? noun : direction;
	f->last = noun < direction ? direction : noun;
	f->policy = k->policy;
	f->tone = dir->direction == DIR_FLAT   ? 0
		  : dir->direction == DIR_DOWN ? -k->tone * weight
					       : k->tone * weight;
	f->strength = 0.7 * weight > 1 ? 1 : 0.7 * weight;
	if (n->kind == CLASS_ENTITY) {
		f->bound = n->ref;
		/* a private firm's rise is no rise of its share, and what one
		 * does to another is not its own doing */
		if (!(cast_roles(r->cast, n->ref) & ROLE_LISTED)) {
			signal = TAXON_NONE;
			f->tone *= 0.15;
		}
		if (dir->bind == BIND_TRANSITIVE ||
		    (r->tongue == TONGUE_EN && noun < direction &&
			clause_takes_object(r, direction)))
			signal = TAXON_NONE;
	}
	if (signal != TAXON_NONE)
		f->signals[f->n_signals++] = signal;
}

/* "beat estimates and its shares jumped": what was expected did not jump */
static bool is_expected(const struct reading *r, size_t at)
{
	size_t word = r->hits[at].word;

	while (at > 0 && r->hits[at - 1].word == word)
		at--;
	for (; at < r->n_hits && r->hits[at].word == word; at++)
		if (r->hits[at].class == r->taxonomy->expected)
			return true;
	return false;
}

/* "revenue and profit rose": nouns before this one that are joined to it */
static void add_joined(const struct reading *r, size_t direction, size_t noun,
    struct findings *to, struct arena *a)
{
	size_t at = noun;
	bool joined = false;

	for (size_t i = noun; i > 0 && i + JOINED_MAX * 3 > noun; i--) {
		const struct hit *h = &r->hits[i - 1];

		if (reading_gap(r, h, &r->hits[at]) > 2 || i - 1 == direction)
			return;
		if (h->kind == CLASS_AND ||
		    (h->kind == CLASS_BREAK && h->weight == 0)) {
			joined = true;
		} else if (h->kind == CLASS_NOUN && !h->used && joined &&
			   !is_expected(r, i - 1)) {
			add_event(r, direction, i - 1, to, a);
			at = i - 1;
			joined = false;
		} else if (h->kind == CLASS_DIRECTION ||
			   h->kind == CLASS_NOUN || h->kind == CLASS_BREAK) {
			return;
		}
	}
}

void bind_directions(
    const struct reading *r, struct findings *to, struct arena *a)
{
	for (size_t i = 0; i < r->n_hits; i++) {
		const struct hit *h = &r->hits[i];

		if (h->kind != CLASS_DIRECTION || h->used)
			continue;
		unsigned bind = bind_here(r, i);
		const struct side *side = &sides[r->tongue][bind];
		struct search s = {.r = r,
		    .bind = bind,
		    .measured = reading_class(r, h)->measured,
		    .at = i,
		    .best = HIT_NONE,
		    .cost = side->most + 0.01,
		    .most = side->most};

		look(&s, false, side->left);
		look(&s, true, side->right);
		if (s.best == HIT_NONE)
			continue;
		if (r->tongue == TONGUE_EN && s.best < i &&
		    r->hits[s.best].kind == CLASS_NOUN)
			s.best = head_noun(r, s.best);
		add_event(r, i, s.best, to, a);
		if (r->hits[s.best].kind == CLASS_NOUN)
			add_joined(r, i, s.best, to, a);
	}
}
