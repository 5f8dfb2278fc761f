#include "score/tone/attribute.h"

enum { WINDOW_HITS = 64, MEMORY_SENTENCES = 2 };

/* who can play each part, and from where the part may be remembered */
static const struct part {
	unsigned roles, first; /* able; preferred */
	double left;           /* what standing behind costs, in words */
	bool remembered;
} parts[POLICIES] = {
    [POLICY_NULL] = {0, 0, 0, false},
    [POLICY_COMPANY] = {ROLE_COMPANY, ROLE_LISTED, 1, true},
    [POLICY_SPENDER] = {ROLE_COMPANY, ROLE_SPENDER, 2, true},
    [POLICY_SUPPLIER] = {ROLE_SUPPLIER, ROLE_SUPPLIER, 0, false},
    [POLICY_MAKER] = {ROLE_LAB, ROLE_LAB, 1, false},
    [POLICY_SELLER] = {ROLE_COMPANY, ROLE_LAB | ROLE_CLOUD, 1, false},
    [POLICY_CHALLENGED] = {ROLE_COMPANY, ROLE_COMPANY, -2, false},
    [POLICY_LAUNCHER] = {ROLE_COMPANY, ROLE_COMPANY, 3, true},
    [POLICY_AFFECTED] = {ROLE_COMPANY, ROLE_SUPPLIER | ROLE_LAB, 0, false},
    [POLICY_ADOPTED] = {ROLE_COMPANY, ROLE_LAB, 0, false},
    [POLICY_PROJECT] = {ROLE_PROJECT, ROLE_PROJECT, 0, false},
};

void attribute_begin(
    struct attribute_memory *m, const struct cast *c, const struct score *s)
{
	m->company.owner = m->supplier.owner = m->main = PLAYER_NONE;
	m->company.sentence = m->supplier.sentence = 0;
	for (size_t i = 0; i < c->n; i++)
		if (c->players[i].owner == i &&
		    c->players[i].roles & ROLE_COMPANY &&
		    (m->main == PLAYER_NONE ||
			s->entities[i].relevance >
			    s->entities[m->main].relevance))
			m->main = i;
}

static bool is_class(const struct reading *r, size_t hit, uint16_t class)
{
	return hit < r->n_hits && r->hits[hit].class == class;
}

/* "an Nvidia rival", "rivals of Nvidia", "منافسو إنفيديا": not Nvidia */
static bool is_foil(const struct reading *r, size_t at)
{
	const struct hit *h = &r->hits[at];
	size_t i = at + 1;

	while (i < r->n_hits && r->hits[i].word < h->word_end)
		i++;
	if (is_class(r, i, r->taxonomy->rival) &&
	    reading_gap(r, h, &r->hits[i]) <= 1)
		return true;
	for (i = at; i > 0 && i + 4 > at; i--) {
		const struct hit *x = &r->hits[i - 1];

		if (reading_gap(r, x, h) > 1)
			return false;
		if (is_class(r, i - 1, r->taxonomy->rival) ||
		    is_class(r, i - 1, r->taxonomy->non))
			return true;
	}
	return false;
}

static double pause_price(const struct reading *r, const struct hit *h)
{
	if (h->kind == CLASS_DIRECTION)
		return 1;
	if (h->kind != CLASS_BREAK)
		return 0;
	enum break_kind k = reading_class(r, h)->pause;

	return k == BREAK_COMMA ? 2 * h->weight : k == BREAK_BUT ? 6 : 8;
}

struct ranking {
	const struct reading *r;
	const struct part *part;
	size_t best;
	double cost;
};

static void rank_side(struct ranking *k, size_t from, bool right)
{
	const struct reading *r = k->r;
	const struct hit *origin = &r->hits[from];
	double pauses = right ? k->part->left : 0;
	size_t i = from;

	if (!right && k->part->left < 0)
		pauses = -k->part->left;
	if (right && k->part->left < 0)
		pauses = 0;
	for (int n = 0; n < WINDOW_HITS; n++) {
		if (right ? ++i >= r->n_hits : i-- == 0)
			return;
		const struct hit *h = &r->hits[i];
		unsigned roles =
		    h->kind == CLASS_ENTITY ? cast_roles(r->cast, h->ref) : 0;

		pauses += pause_price(r, h);
		if (!(roles & k->part->roles) || is_foil(r, i))
			continue;
		double cost = reading_gap(r, h, origin) + pauses +
			      (roles & k->part->first ? 0 : 8);

		if (cost < k->cost) {
			k->cost = cost;
			k->best = i;
		}
	}
}

static void add_owner(const struct reading *r, struct finding *f, size_t at)
{
	size_t owner = cast_owner(r->cast, r->hits[at].ref);

	if (owner == PLAYER_NONE || f->n_owners == FINDING_OWNERS)
		return;
	for (size_t i = 0; i < f->n_owners; i++)
		if (f->owners[i] == owner)
			return;
	f->owners[f->n_owners++] = owner;
}

/* "Google, Amazon and Meta": able mentions joined to the one at `at` */
static void add_joined(const struct reading *r, const struct part *part,
    struct finding *f, size_t at, bool right)
{
	size_t last = at, i = at;
	bool joined = false;

	for (int n = 0; n < WINDOW_HITS; n++) {
		if (right ? ++i >= r->n_hits : i-- == 0)
			return;
		const struct hit *h = &r->hits[i];

		if (reading_gap(r, h, &r->hits[last]) > 1)
			return;
		if (h->kind == CLASS_AND ||
		    (h->kind == CLASS_BREAK &&
			reading_class(r, h)->pause == BREAK_COMMA)) {
			joined = true;
		} else if (h->kind == CLASS_ENTITY) {
			bool touches = reading_gap(r, h, &r->hits[last]) < 0.5;

			if (!joined && !touches)
				return;
			if (cast_roles(r->cast, h->ref) & part->roles)
				add_owner(r, f, i);
			last = i;
			joined = false;
		} else {
			return;
		}
	}
}

static void recall(const struct reading *r, const struct attribute_memory *m,
    const struct part *part, struct finding *f)
{
	const struct memory_slot *slot = &m->company;

	if (!part->remembered || slot->owner == PLAYER_NONE ||
	    r->number > slot->sentence + MEMORY_SENTENCES)
		return;
	if (r->cast->players[slot->owner].roles & part->first)
		f->owners[f->n_owners++] = slot->owner;
}

void attribute_finding(const struct reading *r,
    const struct attribute_memory *m, struct finding *f)
{
	const struct part *part = &parts[f->policy];
	struct ranking k = {r, part, HIT_NONE, 40};

	f->n_owners = 0;
	if (f->bound != HIT_NONE) {
		size_t owner = cast_owner(r->cast, f->bound);

		if (owner != PLAYER_NONE)
			f->owners[f->n_owners++] = owner;
		return;
	}
	if (part->roles == 0)
		return;
	size_t centre = f->noun != HIT_NONE ? f->noun : f->anchor;

	for (size_t i = f->first; i <= f->last; i++)
		if (r->hits[i].kind == CLASS_ENTITY &&
		    cast_roles(r->cast, r->hits[i].ref) & part->first &&
		    !is_foil(r, i) && k.best == HIT_NONE) {
			k.best = i;
			k.cost = 0;
		}
	rank_side(&k, centre, false);
	rank_side(&k, centre, true);
	if (k.best == HIT_NONE) {
		recall(r, m, part, f);
		return;
	}
	add_joined(r, part, f, k.best, false);
	add_owner(r, f, k.best);
	add_joined(r, part, f, k.best, true);
}

void attribute_remember(const struct reading *r, struct attribute_memory *m)
{
	for (size_t i = 0; i < r->n_hits; i++) {
		const struct hit *h = &r->hits[i];
		unsigned roles;

		if (h->kind != CLASS_ENTITY || is_foil(r, i))
			continue;
		roles = cast_roles(r->cast, h->ref);
		if (roles & ROLE_COMPANY) {
			m->company.owner = cast_owner(r->cast, h->ref);
			m->company.sentence = r->number;
		}
		if (roles & ROLE_SUPPLIER) {
			m->supplier.owner = cast_owner(r->cast, h->ref);
			m->supplier.sentence = r->number;
		}
	}
}
