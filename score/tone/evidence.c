#include "score/tone/evidence.h"

enum { NEAR_HITS = 80 };
#define REACH_WORDS 14.0

void evidence_begin(struct weighing *w, size_t n_players, struct arena *a)
{
	w->of = arena_new(a, (n_players + 1) * sizeof *w->of);
	w->touched = arena_new(a, (n_players + 1) * sizeof *w->touched);
	w->is_touched = arena_new(a, (n_players + 1) * sizeof *w->is_touched);
	w->n_touched = 0;
}

void evidence_clear(struct weighing *w)
{
	for (size_t i = 0; i < w->n_touched; i++)
		w->is_touched[w->touched[i]] = false;
	w->n_touched = 0;
}

static void sum_up(struct evidence *e, double z)
{
	e->z += z;
	*(z > 0 ? &e->good : &e->bad) += z;
}

void evidence_touch(struct weighing *w, size_t player, double z)
{
	if (!w->is_touched[player]) {
		w->is_touched[player] = true;
		w->touched[w->n_touched++] = player;
		w->of[player] = (struct evidence){0};
	}
	sum_up(&w->of[player], z);
}

static double scale(const struct weighing *w, enum modality m)
{
	return w->scales->w[TONE_ASSERTED + (unsigned)m];
}

/* the mention that a word of opinion is about */
static size_t nearest(const struct reading *r, size_t at)
{
	double best = REACH_WORDS;
	size_t found = HIT_NONE;

	for (int side = 0; side < 2; side++) {
		double pauses = side ? 0.5 : 0;
		size_t i = at;

		for (int n = 0; n < NEAR_HITS; n++) {
			if (side ? ++i >= r->n_hits : i-- == 0)
				break;
			const struct hit *h = &r->hits[i];

			if (h->kind == CLASS_BREAK)
				pauses +=
				    reading_class(r, h)->pause == BREAK_COMMA
					? 2 * h->weight
					: 6;
			double cost = reading_gap(r, h, &r->hits[at]) + pauses;

			if (h->kind == CLASS_ENTITY && cost < best &&
			    !(cast_roles(r->cast, h->ref) & ROLE_NONE)) {
				best = cost;
				found = i;
			}
		}
	}
	return found;
}

/* has a finding spoken for this word already? */
static bool in_finding(
    const struct reading *r, const struct findings *f, size_t hit)
{
	size_t word = r->hits[hit].word;

	for (size_t i = 0; i < f->n && i < 32; i++)
		if (r->hits[f->v[i].anchor].word == word ||
		    (f->v[i].noun != HIT_NONE &&
			r->hits[f->v[i].noun].word == word))
			return true;
	return false;
}

/* what one word says by itself: opinion, or direction without a noun */
static double loose_evidence(struct weighing *w, const struct reading *r,
    const struct modality_scopes *scopes, size_t at)
{
	const struct hit *h = &r->hits[at];
	const struct class_info *c = reading_class(r, h);
	const struct finding f = finding_of_word(at);
	double z = h->weight * scale(w, modality_of(r, scopes, &f));

	if (modality_conceded(r, scopes, &f))
		z *= w->scales->w[TONE_CONCEDED];
	if (h->kind == CLASS_DIRECTION)
		return z * w->scales->w[TONE_LOOSE] *
		       (c->direction == DIR_DOWN      ? -1
			   : c->direction == DIR_FLAT ? 0
						      : 1);
	z *= w->scales->w[TONE_OPINION] * c->sign;
	size_t near = nearest(r, at);
	size_t owner = near == HIT_NONE
			   ? PLAYER_NONE
			   : cast_owner(r->cast, r->hits[near].ref);

	if (owner != PLAYER_NONE)
		evidence_touch(w, owner, z);
	return z;
}

struct evidence evidence_weigh(struct weighing *w, const struct reading *r,
    const struct modality_scopes *scopes, const struct findings *f)
{
	struct evidence all = {0};

	for (size_t i = 0; i < f->n; i++) {
		const struct finding *x = &f->v[i];
		/* a rule that denies has its tone of itself */
		double z = x->tone * w->scales->w[TONE_FINDING] *
			   (x->denies ? 1 : scale(w, x->modality));

		if (x->refuted)
			continue;
		if (modality_conceded(r, scopes, x))
			z *= w->scales->w[TONE_CONCEDED];
		sum_up(&all, z);
		for (size_t k = 0; k < x->n_owners; k++)
			evidence_touch(w, x->owners[k], z);
	}
	for (size_t i = 0; i < r->n_hits; i++) {
		const struct hit *h = &r->hits[i];

		if (!h->used &&
		    (h->kind == CLASS_OPINION || h->kind == CLASS_DIRECTION) &&
		    !in_finding(r, f, i))
			sum_up(&all, loose_evidence(w, r, scopes, i));
	}
	return all;
}
