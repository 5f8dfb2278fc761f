#include "score/tone/contest.h"

enum { HITS_ASIDE = 16 };
#define SUBJECT_WORDS 14.0
#define OBJECT_WORDS 7.0
#define BESIDE_WORDS 3.0
#define TONE 0.8

/* the two that are named; HIT_NONE: nobody */
struct sides {
	size_t winner, loser;
};

static bool plays(const struct reading *r, size_t hit)
{
	const struct hit *h = &r->hits[hit];

	return h->kind == CLASS_ENTITY &&
	       !(cast_roles(r->cast, h->ref) & ROLE_NONE) &&
	       cast_owner(r->cast, h->ref) != PLAYER_NONE;
}

static bool same_owner(const struct reading *r, size_t a, size_t b)
{
	return cast_owner(r->cast, r->hits[a].ref) ==
	       cast_owner(r->cast, r->hits[b].ref);
}

static bool stops(const struct reading *r, size_t hit)
{
	return r->hits[hit].kind == CLASS_BREAK &&
	       reading_class(r, &r->hits[hit])->pause != BREAK_COMMA;
}

static size_t named_before(const struct reading *r, size_t at, double most)
{
	for (size_t i = at; i > 0 && i + HITS_ASIDE > at; i--) {
		if (stops(r, i - 1) ||
		    reading_gap(r, &r->hits[i - 1], &r->hits[at]) > most)
			break;
		if (plays(r, i - 1))
			return i - 1;
	}
	return HIT_NONE;
}

static size_t named_behind(const struct reading *r, size_t at, double most)
{
	for (size_t i = at + 1; i < r->n_hits && i < at + HITS_ASIDE; i++) {
		const struct hit *h = &r->hits[i];

		if (stops(r, i) || reading_gap(r, &r->hits[at], h) > most ||
		    h->class == r->taxonomy->expected)
			break;
		if (plays(r, i))
			return i;
	}
	return HIT_NONE;
}

/* 被, 遭: between the one it happens to and the one who does it */
static size_t passive_before(const struct reading *r, size_t at)
{
	for (size_t i = at; i > 0 && i + HITS_ASIDE > at; i--) {
		if (r->hits[i - 1].kind == CLASS_BREAK ||
		    reading_gap(r, &r->hits[i - 1], &r->hits[at]) >
			OBJECT_WORDS)
			break;
		if (r->hits[i - 1].class == r->taxonomy->passive)
			return i - 1;
	}
	return HIT_NONE;
}

/* subject and object of the verb, in the order of the language */
static void parties(const struct reading *r, size_t at, double object_words,
    size_t *subject, size_t *object)
{
	size_t passive = passive_before(r, at);

	if (passive != HIT_NONE) {
		*subject = named_behind(r, passive, OBJECT_WORDS);
		*object = named_before(r, passive, SUBJECT_WORDS);
		return;
	}
	*subject = named_before(r, at, SUBJECT_WORDS);
	*object = named_behind(r, at, object_words);
	if (r->tongue != TONGUE_AR || *object == HIT_NONE)
		return;
	size_t second = named_behind(r, *object, OBJECT_WORDS);

	/* the same company, also found by the user's recogniser */
	while (second != HIT_NONE && same_owner(r, *object, second))
		second = named_behind(r, second, OBJECT_WORDS);
	if (second == HIT_NONE)
		return;
	*subject = *object;
	*object = second;
}

static bool find_sides(const struct reading *r, size_t at, struct sides *s)
{
	const struct taxonomy *t = r->taxonomy;
	uint16_t class = r->hits[at].class;

	if (class == t->over || class == t->beat) {
		parties(r, at, class == t->over ? OBJECT_WORDS : BESIDE_WORDS,
		    &s->winner, &s->loser);
	} else if (class == t->under) {
		parties(r, at, OBJECT_WORDS, &s->loser, &s->winner);
	} else if (class == t->leave) {
		s->loser = named_behind(r, at, OBJECT_WORDS);
		s->winner = s->loser == HIT_NONE
				? HIT_NONE
				: named_behind(r, s->loser, OBJECT_WORDS);
		return s->loser != HIT_NONE;
	} else {
		return false;
	}
	return s->winner != HIT_NONE && s->loser != HIT_NONE;
}

static void add(const struct reading *r, size_t at, size_t named, double tone,
    struct findings *to, struct arena *a)
{
	struct finding *f = named == HIT_NONE ? NULL : finding_add(to, a);

	if (!f)
		return;
	f->bound = r->hits[named].ref;
	f->anchor = at;
	f->first = named < at ? named : at;
	f->last = named < at ? at : named;
	f->policy = POLICY_COMPANY;
	f->strength = 0.6;
	f->tone = tone;
}

void contest_judge(
    const struct reading *r, struct findings *to, struct arena *a)
{
	size_t last = HIT_NONE;

	for (size_t i = 0; i < r->n_hits; i++) {
		struct sides s = {HIT_NONE, HIT_NONE};

		if (r->hits[i].kind != CLASS_CUE || r->hits[i].word == last ||
		    !find_sides(r, i, &s))
			continue;
		if (s.winner != HIT_NONE && same_owner(r, s.winner, s.loser))
			continue;
		add(r, i, s.winner, TONE, to, a);
		add(r, i, s.loser, -TONE, to, a);
		last = r->hits[i].word;
	}
}
