#include "score/tone/attribute.h"

enum { WINDOW_HITS = 128, MEMORY_SENTENCES = 2 };
#define ALONE_RELEVANCE 0.3

/* who can play each part, and from where the part may be remembered */
static const struct part {
	unsigned roles, first; /* able; preferred */
	double behind;         /* what standing behind costs, in words; < 0:
				* what standing before costs */
	double most;           /* words */
	bool remembered, persons;
} parts[POLICIES] = {
    [POLICY_NULL] = {0, 0, 0, 0, false, false},
    [POLICY_COMPANY] = {ROLE_COMPANY, ROLE_COMPANY, 1, 40, true, true},
    [POLICY_LISTED] = {ROLE_LISTED, ROLE_LISTED, 1, 40, true, true},
    [POLICY_SPENDER] = {ROLE_SPENDER, ROLE_SPENDER, 2, 40, true, true},
    [POLICY_SUPPLIER] = {ROLE_SUPPLIER, ROLE_SUPPLIER, 0, 20, false, false},
    [POLICY_MAKER] = {ROLE_LAB, ROLE_LAB, 1, 40, false, false},
    [POLICY_SELLER] = {ROLE_COMPANY, ROLE_COMPANY, 1, 40, false, false},
    [POLICY_CHALLENGED] = {ROLE_COMPANY, ROLE_COMPANY, -6, 40, false, false},
    [POLICY_OBJECT] = {ROLE_COMPANY, ROLE_COMPANY, 0, 40, false, false},
    [POLICY_LAUNCHER] = {ROLE_COMPANY, ROLE_COMPANY, 3, 40, true, false},
    [POLICY_AFFECTED] = {ROLE_COMPANY, ROLE_SUPPLIER | ROLE_LAB, 0, 40, false,
	false},
    [POLICY_NAMED] = {ROLE_COMPANY, ROLE_SUPPLIER | ROLE_LAB, 0, 40, false,
	false},
    [POLICY_ADOPTED] = {ROLE_LAB, ROLE_LAB, 0, 40, false, false},
    [POLICY_PROJECT] = {ROLE_PROJECT | ROLE_COMPANY, ROLE_PROJECT, 0, 14, false,
	false},
};

void attribute_begin(
    struct attribute_memory *m, const struct cast *c, const struct score *s)
{
	double best = 0, second = 0;

	*m = (struct attribute_memory){.company = {PLAYER_NONE, 0},
	    .listed = {PLAYER_NONE, 0},
	    .supplier = {PLAYER_NONE, 0},
	    .last = {PLAYER_NONE, 0},
	    .main = PLAYER_NONE};
	for (size_t i = 0; i < c->n; i++) {
		double weight = s->entities[i].relevance;

		if (c->players[i].owner != i ||
		    !(c->players[i].roles & ROLE_COMPANY))
			continue;
		if (weight > best) {
			second = best;
			best = weight;
			m->main = i;
		} else if (weight > second) {
			second = weight;
		}
	}
	m->alone = best >= ALONE_RELEVANCE && best >= 2 * second;
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

static bool is_person(const struct reading *r, const struct hit *h)
{
	size_t p = r->cast->of_mention[h->ref];

	return p != PLAYER_NONE && r->cast->players[p].person;
}

/* Whom "the company", الشركة or 该公司 at this hit stands for, PLAYER_NONE
 * where more than one could be meant. Lists hold Arabic words without the
 * article, and it is the article that makes it one. */
static size_t antecedent(const struct reading *r,
    const struct attribute_memory *m, const struct hit *h)
{
	struct str text = doc_norm(r->field);

	if (h->class != r->taxonomy->anaphor)
		return PLAYER_NONE;
	text = str_sub(text, h->begin, h->end);
	if (r->tongue == TONGUE_AR && str_find(text, STR("ال"), 0) == text.n &&
	    str_find(text, STR("لل"), 0) == text.n)
		return PLAYER_NONE;
	if (m->last.owner != PLAYER_NONE && !m->several &&
	    m->last.sentence + 1 == r->number)
		return m->last.owner;
	return m->alone ? m->main : PLAYER_NONE;
}

struct ranking {
	const struct reading *r;
	const struct attribute_memory *m;
	const struct part *part;
	size_t best;
	double cost;
};

static void rank_side(struct ranking *k, size_t from, bool right)
{
	const struct reading *r = k->r;
	const struct hit *origin = &r->hits[from];
	double behind = k->part->behind;
	double pauses =
	    right ? (behind > 0 ? behind : 0) : (behind < 0 ? -behind : 0);
	size_t i = from;

	for (int n = 0; n < WINDOW_HITS; n++) {
		if (right ? ++i >= r->n_hits : i-- == 0)
			return;
		const struct hit *h = &r->hits[i];
		size_t meant = antecedent(r, k->m, h);
		unsigned roles =
		    h->kind == CLASS_ENTITY ? cast_roles(r->cast, h->ref)
		    : meant != PLAYER_NONE  ? r->cast->players[meant].roles
					    : 0;

		pauses += pause_price(r, h);
		if (!(roles & k->part->roles) || reading_foil(r, i))
			continue;
		double cost = reading_gap(r, h, origin) + pauses +
			      (roles & k->part->first ? 0 : 8);
		bool person = h->kind == CLASS_ENTITY && is_person(r, h);

		if (person && !k->part->persons)
			continue;
		/* whoever speaks is seldom the one spoken of */
		cost += person ? 6 : 0;

		if (cost < k->cost) {
			k->cost = cost;
			k->best = i;
		}
	}
}

static void add_owner(const struct reading *r, const struct attribute_memory *m,
    struct finding *f, size_t at)
{
	size_t owner = r->hits[at].kind == CLASS_ENTITY
			   ? cast_owner(r->cast, r->hits[at].ref)
			   : antecedent(r, m, &r->hits[at]);

	if (owner == PLAYER_NONE || f->n_owners == FINDING_OWNERS)
		return;
	for (size_t i = 0; i < f->n_owners; i++)
		if (f->owners[i] == owner)
			return;
	f->owners[f->n_owners++] = owner;
}

/* "Google, Amazon and Meta": able mentions joined to the one at `at` */
static void add_joined(
    const struct ranking *k, struct finding *f, size_t at, bool right)
{
	const struct reading *r = k->r;
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
			if (cast_roles(r->cast, h->ref) & k->part->roles)
				add_owner(r, k->m, f, i);
			last = i;
			joined = false;
		} else {
			return;
		}
	}
}

static bool has_class(const struct reading *r, uint16_t class)
{
	for (size_t i = 0; i < r->n_hits; i++)
		if (r->hits[i].class == class)
			return true;
	return false;
}

static bool names_company(const struct reading *r)
{
	for (size_t i = 0; i < r->n_hits; i++)
		if (r->hits[i].kind == CLASS_ENTITY &&
		    cast_roles(r->cast, r->hits[i].ref) & ROLE_COMPANY)
			return true;
	return false;
}

static void recall(const struct reading *r, const struct attribute_memory *m,
    const struct part *part, struct finding *f)
{
	const struct memory_slot *slot = &m->company;

	/* the goods of the last sentence, sold out in this one */
	if (f->policy == POLICY_SUPPLIER || f->policy == POLICY_AFFECTED) {
		if (m->supplier.owner != PLAYER_NONE &&
		    m->supplier.sentence + 1 == r->number && !names_company(r))
			f->owners[f->n_owners++] = m->supplier.owner;
		return;
	}
	if (!part->remembered)
		return;
	if (part->roles == ROLE_LISTED)
		slot = &m->listed;
	size_t owner = slot->owner;

	if (owner == PLAYER_NONE ||
	    r->number > slot->sentence + MEMORY_SENTENCES)
		owner = m->alone || has_class(r, r->taxonomy->we) ? m->main
								  : PLAYER_NONE;
	if (owner != PLAYER_NONE && r->cast->players[owner].roles & part->roles)
		f->owners[f->n_owners++] = owner;
}

/* "compete with AMD and Intel": whom the rule names, and who is joined to it */
static void add_bound(const struct ranking *k, struct finding *f)
{
	const struct reading *r = k->r;
	size_t owner = cast_owner(r->cast, f->bound), at = f->first;

	if (owner == PLAYER_NONE)
		return;
	f->owners[f->n_owners++] = owner;
	while (at < f->last && (r->hits[at].kind != CLASS_ENTITY ||
				   r->hits[at].ref != f->bound))
		at++;
	if (r->hits[at].kind != CLASS_ENTITY || r->hits[at].ref != f->bound ||
	    !k->part->roles || f->n_signals == 0)
		return;
	if (at == f->first)
		add_joined(k, f, at, false);
	if (at == f->last)
		add_joined(k, f, at, true);
}

void attribute_finding(
    const struct reading *r, struct attribute_memory *m, struct finding *f)
{
	const struct part *part = &parts[f->policy];
	struct ranking k = {r, m, part, HIT_NONE, part->most};

	f->n_owners = 0;
	if (f->noun != HIT_NONE && r->hits[f->noun].kind == CLASS_ENTITY) {
		/* "Nvidia, AMD and Intel fell" */
		add_joined(&k, f, f->noun, false);
		add_owner(r, m, f, f->noun);
		add_joined(&k, f, f->noun, true);
	} else if (f->bound != HIT_NONE) {
		add_bound(&k, f);
	} else if (part->roles) {
		size_t centre = f->noun != HIT_NONE ? f->noun : f->anchor;

		if (f->policy != POLICY_OBJECT)
			rank_side(&k, centre, false);
		rank_side(&k, centre, true);
		if (k.best == HIT_NONE) {
			recall(r, m, part, f);
		} else {
			add_joined(&k, f, k.best, false);
			add_owner(r, m, f, k.best);
			add_joined(&k, f, k.best, true);
		}
	}
	if (f->policy == POLICY_SUPPLIER && f->n_owners > 0) {
		m->supplier.owner = f->owners[0];
		m->supplier.sentence = r->number;
	}
}

static void remember_last(
    struct attribute_memory *m, size_t owner, size_t sentence)
{
	if (m->last.owner == PLAYER_NONE || m->last.sentence != sentence) {
		m->last = (struct memory_slot){owner, sentence};
		m->several = false;
	}
	m->several |= m->last.owner != owner;
}

void attribute_remember(const struct reading *r, struct attribute_memory *m)
{
	for (size_t i = 0; i < r->n_hits; i++) {
		const struct hit *h = &r->hits[i];
		unsigned roles;

		if (h->kind != CLASS_ENTITY || reading_foil(r, i))
			continue;
		roles = cast_roles(r->cast, h->ref);
		if (roles & ROLE_COMPANY) {
			remember_last(
			    m, cast_owner(r->cast, h->ref), r->number);
			m->company.owner = cast_owner(r->cast, h->ref);
			m->company.sentence = r->number;
		}
		if (roles & ROLE_LISTED) {
			m->listed.owner = cast_owner(r->cast, h->ref);
			m->listed.sentence = r->number;
		}
	}
}
