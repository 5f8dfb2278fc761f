#include "score/tone/claim_fields.h"

enum { ROLE_HITS = 6, BILLIONS = 8, WINDOW_HITS = 48, PARTNERS = 8 };
#define EXPECT_WORDS 3.0
#define GUIDE_WORDS 8.0
#define BESIDE_WORDS 3.0
#define WRONG_SIDE 14.0

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

static struct str direction_name(const struct reading *r, size_t hit)
{
	switch (reading_class(r, &r->hits[hit])->direction) {
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

/* a word of direction beside the figure: "up 12 %", "12 % more" */
static size_t direction_beside(const struct reading *r, size_t at)
{
	for (size_t i = at; i > 0 && i + ROLE_HITS > at; i--) {
		const struct hit *h = &r->hits[i - 1];

		if (h->kind == CLASS_FIGURE || h->kind == CLASS_BREAK ||
		    reading_gap(r, h, &r->hits[at]) > BESIDE_WORDS)
			break;
		if (h->kind == CLASS_DIRECTION)
			return i - 1;
	}
	for (size_t i = at + 1; i < r->n_hits && i < at + ROLE_HITS; i++) {
		const struct hit *h = &r->hits[i];

		if (h->kind == CLASS_FIGURE || h->kind == CLASS_BREAK ||
		    reading_gap(r, h, &r->hits[at]) > 0)
			break;
		if (h->kind == CLASS_DIRECTION)
			return i;
	}
	return HIT_NONE;
}

/* another figure of the sentence that it can be compared with */
static bool has_partner(const struct claim_place *p)
{
	const struct reading *r = p->r;
	size_t me = r->hits[p->at].ref;

	for (size_t i = me > PARTNERS ? me - PARTNERS : 0;
	     i < r->n_figures && i <= me + PARTNERS; i++)
		if (&r->figures[i] != p->figure &&
		    r->figures[i].kind == p->figure->kind)
			return true;
	return false;
}

struct str claim_role(const struct claim_place *p,
    const struct claim_marks *marks, const struct claim_subject *s)
{
	const struct reading *r = p->r;
	const struct taxonomy *t = r->taxonomy;
	bool multiple = p->figure->kind == FIGURE_MULTIPLE;

	/* "200 times expected earnings" */
	if (!multiple &&
	    (marks->consensus || class_before(r, p->at, t->expected, 2) ||
		class_behind(r, p->at, t->expected, 3)))
		return STR("consensus");
	/* "rents chips for, against $2 an hour" compares nothing, and what is
	 * up on last year is no base */
	if ((marks->base && !s->event && has_partner(p) &&
		direction_beside(r, p->at) == HIT_NONE) ||
	    (class_before(r, p->at, t->base, 2) &&
		(s->event || has_partner(p))))
		return STR("base");
	if (p->figure->low || marks->low)
		return STR("range-low");
	if (p->figure->high || marks->high)
		return STR("range-high");
	return (struct str){NULL, 0};
}

struct str claim_direction(
    const struct claim_place *p, const struct claim_subject *s, struct str role)
{
	size_t beside;

	if (role.p && !str_starts(role, STR("range")))
		return STR("level");
	if (s->measure && s->measure->says.p)
		return s->measure->says;
	beside = direction_beside(p->r, p->at);
	if (beside != HIT_NONE)
		return direction_name(p->r, beside);
	return s->event ? direction_name(p->r, s->event->direction)
			: STR("level");
}

static double pause(const struct reading *r, const struct hit *h)
{
	if (h->kind != CLASS_BREAK)
		return 0;
	return reading_class(r, h)->pause == BREAK_COMMA ? 2 * h->weight : 8;
}

/* the owner of the mention nearest to the word that can play one of these
 * roles */
static size_t nearest(const struct claim_place *p, size_t word, unsigned roles,
    double before, double behind)
{
	const struct reading *r = p->r;
	const struct hit centre = {
	    .word = (uint32_t)word, .word_end = (uint32_t)word};
	double best = 40, pauses = before;
	size_t at = p->at;

	if (word == r->sentence->first_word)
		at = 0;
	while (at > 0 && r->hits[at].word > word)
		at--;

	size_t owner = PLAYER_NONE;

	for (int side = 0; side < 2; side++, pauses = behind) {
		size_t i = side ? at : at + 1;

		for (int n = 0; n < WINDOW_HITS; n++) {
			if (side ? ++i >= r->n_hits : i-- == 0)
				break;
			const struct hit *h = &r->hits[i];

			pauses += pause(r, h);
			double cost = reading_gap(r, h, &centre) + pauses;

			if (h->kind != CLASS_ENTITY || cost >= best ||
			    !(cast_roles(r->cast, h->ref) & roles) ||
			    reading_foil(r, i))
				continue;
			best = cost;
			owner = cast_owner(r->cast, h->ref);
		}
	}
	return owner;
}

/* by the words of a measure; `recall` where nobody is named */
static size_t owner_by_measure(const struct claim_place *p,
    const struct claim_subject *s, struct attribute_memory *m)
{
	const struct measure *k = s->measure;
	struct finding f = finding_of_word(p->at);
	size_t word = k->whose == WHOSE_NEAR ? p->figure->word : s->word;
	size_t owner = PLAYER_NONE;

	switch (k->whose) {
	case WHOSE_NULL:
		return PLAYER_NONE;
	case WHOSE_CLOUD:
		return nearest(p, word, ROLE_CLOUD, 0, WRONG_SIDE);
	case WHOSE_PROJECT:
		owner = nearest(p, word, ROLE_PROJECT, 0, 0);
		break;
	case WHOSE_NEAR:
		owner = nearest(p, word, ROLE_COMPANY, 0.5, 0);
		break;
	case WHOSE_FIRST:
		word = p->r->sentence->first_word;
		owner = nearest(p, word, ROLE_COMPANY, 0, 0);
		break;
	case WHOSE_SUBJECT:
		break;
	}
	if (owner == PLAYER_NONE)
		owner = nearest(p, word, ROLE_COMPANY, 0, WRONG_SIDE);
	if (owner != PLAYER_NONE)
		return owner;
	f.policy = POLICY_COMPANY;
	attribute_finding(p->r, m, &f);
	return f.n_owners > 0 ? f.owners[0] : PLAYER_NONE;
}

static size_t owner_by_noun(const struct claim_place *p,
    const struct claim_subject *s, enum policy policy,
    struct attribute_memory *m)
{
	struct finding f = {.noun = s->noun,
	    .direction = HIT_NONE,
	    .first = s->noun,
	    .last = s->noun,
	    .anchor = s->noun,
	    .bound = HIT_NONE,
	    .policy = policy};

	attribute_finding(p->r, m, &f);
	return f.n_owners > 0 ? f.owners[0] : PLAYER_NONE;
}

/* "Nvidia at $2.9tn, Microsoft at $3.2tn": the one named since the last
 * figure, where what is measured was named before that */
static size_t owner_in_list(
    const struct claim_place *p, const struct claim_subject *s)
{
	const struct reading *r = p->r;
	size_t i = p->at, named = HIT_NONE;
	size_t word = s->noun == HIT_NONE ? s->word : r->hits[s->noun].word;

	while (i-- > 0 && r->hits[i].kind != CLASS_FIGURE)
		if (named == HIT_NONE && r->hits[i].kind == CLASS_ENTITY &&
		    cast_roles(r->cast, r->hits[i].ref) & ROLE_COMPANY &&
		    reading_gap(r, &r->hits[i], &r->hits[p->at]) <= 2)
			named = i;
	if (i == SIZE_MAX || named == HIT_NONE || word >= r->hits[i].word)
		return PLAYER_NONE;
	return cast_owner(r->cast, r->hits[named].ref);
}

static size_t owner_of(const struct claim_place *p,
    const struct claim_subject *s, struct attribute_memory *m,
    struct str *metric)
{
	const struct noun_kind *k;
	size_t owner = s->measure && s->measure->whose == WHOSE_NULL
			   ? PLAYER_NONE
			   : owner_in_list(p, s);

	if (owner != PLAYER_NONE)
		return owner;
	if (str_eq(s->metric, STR("price")) &&
	    str_ends(p->figure->unit, STR("/hour")))
		return nearest(p, p->figure->word, ROLE_CLOUD, 0, 4);
	if (!s->event && str_eq(s->metric, STR("market-value"))) {
		/* of a project it is what goes into it */
		owner = nearest(p, p->figure->word, ROLE_PROJECT, 0, 0);
		if (owner != PLAYER_NONE) {
			*metric = STR("investment");
			return owner;
		}
	}
	if (s->measure)
		return owner_by_measure(p, s, m);
	if (s->event)
		return s->event->n_owners > 0 ? s->event->owners[0]
					      : PLAYER_NONE;
	k = &p->r->taxonomy->nouns[s->kind];
	return owner_by_noun(p, s, k->policy, m);
}

/* Does the owner itself expect it: "Nvidia expects", "تتوقع إنفيديا"? */
static bool expects(const struct claim_place *p, size_t owner)
{
	const struct reading *r = p->r;

	for (size_t i = p->at > WINDOW_HITS ? p->at - WINDOW_HITS : 0;
	     i < p->at; i++) {
		if (r->hits[i].kind != CLASS_MODAL ||
		    reading_class(r, &r->hits[i])->modal != MODAL_EXPECT ||
		    claim_pauses(r, i, p->at) > 8)
			continue;
		for (size_t k = i > ROLE_HITS ? i - ROLE_HITS : 0;
		     k < p->at && k <= i + ROLE_HITS; k++)
			if (r->hits[k].kind == CLASS_ENTITY &&
			    cast_owner(r->cast, r->hits[k].ref) == owner &&
			    reading_gap(r, &r->hits[k], &r->hits[i]) <=
				EXPECT_WORDS)
				return true;
	}
	return false;
}

/* Is the owner the one who speaks of what is to come: the last company before
 * the word, or behind it in Arabic? */
static bool guides(const struct claim_place *p, size_t word, size_t owner)
{
	const struct reading *r = p->r;
	const struct hit at = {
	    .word = (uint32_t)word, .word_end = (uint32_t)word + 1};
	size_t last = PLAYER_NONE;

	if (word == HIT_NONE)
		return false;
	for (size_t i = p->at > WINDOW_HITS ? p->at - WINDOW_HITS : 0;
	     i < r->n_hits && i <= p->at + WINDOW_HITS; i++) {
		const struct hit *h = &r->hits[i];

		if (h->kind != CLASS_ENTITY ||
		    !(cast_roles(r->cast, h->ref) & ROLE_COMPANY))
			continue;
		if (h->word < word && reading_gap(r, h, &at) <= GUIDE_WORDS)
			last = cast_owner(r->cast, h->ref);
		else if (h->word > word && r->tongue == TONGUE_AR &&
			 reading_gap(r, h, &at) <= EXPECT_WORDS)
			return cast_owner(r->cast, h->ref) == owner;
	}
	return last != PLAYER_NONE && last == owner;
}

/* revenue that others expect, or the company itself */
static void settle_revenue(const struct claim_place *p,
    const struct claim_marks *marks, size_t owner, struct score_claim *row)
{
	if (row->role.p && str_eq(row->role, STR("consensus"))) {
		row->metric = STR("revenue-consensus");
		return;
	}
	bool own = owner != PLAYER_NONE &&
		   (expects(p, owner) || guides(p, marks->guided, owner));
	if (own &&
	    !(row->role.p && str_eq(row->role, STR("base")) && marks->base))
		row->metric = STR("revenue-guidance");
}

void claim_settle(const struct claim_place *p, const struct claim_subject *s,
    const struct claim_marks *marks, struct attribute_memory *m,
    struct score_claim *row)
{
	const struct figure *f = p->figure;
	size_t owner;

	row->metric = s->metric;
	owner = owner_of(p, s, m, &row->metric);
	if (owner != PLAYER_NONE)
		row->entity = p->r->cast->players[owner].id;
	/* what a share loses in billions it loses in market value */
	if (str_eq(row->metric, STR("share-price")) &&
	    f->kind == FIGURE_MONEY && f->power >= BILLIONS)
		row->metric = STR("market-value");
	/* what a token or an hour costs is its price */
	if (str_eq(row->metric, STR("cost")) &&
	    str_find(f->unit, STR("/"), 0) < f->unit.n)
		row->metric = STR("price");
	/* those who build spend on building */
	if (s->measure && str_eq(s->measure->name, STR("spend")) &&
	    owner != PLAYER_NONE &&
	    p->r->cast->players[owner].roles & ROLE_SPENDER)
		row->metric = STR("capex");
	if (str_eq(row->metric, STR("revenue")))
		settle_revenue(p, marks, owner, row);
}
