#include "score/tone/figure.h"
#include "score/tone/rules.h"

/* hits that are looked at behind a term, whatever the gap allows */
enum { REACH_HITS = 32 };
/* terms that are looked for before a rule is given up */
enum { TRIES_MAX = 24 };

/* a person has its company's roles for the tone, but does not launch, spend or
 * supply in its place: "Huang said that the release of R1 …" */
static bool is_person(const struct reading *r, const struct hit *h)
{
	size_t p = r->cast->of_mention[h->ref];

	return p != PLAYER_NONE && r->cast->players[p].person;
}

static bool fits(
    const struct reading *r, const struct term *t, const struct hit *h)
{
	if (h->used || !(t->classes[h->class / 64] >> h->class % 64 & 1))
		return false;
	if (h->kind == CLASS_ENTITY)
		return !t->roles || (cast_roles(r->cast, h->ref) & t->roles &&
					!is_person(r, h));
	return h->kind != CLASS_FIGURE ||
	       (t->figure >> (unsigned)r->figures[h->ref].kind & 1);
}

/* what a pause between two terms counts for, in words; < 0: impassable */
static double pause_between(
    const struct reading *r, const struct hit *h, bool wide)
{
	const struct class_info *c = reading_class(r, h);

	if (h->kind != CLASS_BREAK || wide)
		return 0;
	return c->pause == BREAK_COMMA ? 2 * h->weight : -1;
}

/* the first hit from `at` on that fits the term, behind the one at `from`;
 * HIT_NONE where there is none */
static size_t next_hit(const struct reading *r, const struct rule *rule,
    const struct term *t, size_t from, size_t at)
{
	const struct hit *before = &r->hits[from];
	double pauses = 0;

	for (size_t i = from + 1; i < r->n_hits && i <= from + REACH_HITS;
	     i++) {
		const struct hit *h = &r->hits[i];

		if (h->word < before->word_end)
			continue;
		double gap = reading_gap(r, before, h) + pauses;

		if (gap > t->gap)
			return HIT_NONE;
		if (i >= at && fits(r, t, h))
			return i;
		double pause = pause_between(r, h, rule->wide);

		if (pause < 0)
			return HIT_NONE;
		pauses += pause;
	}
	return HIT_NONE;
}

static bool says_something(enum class_kind k)
{
	return k == CLASS_CUE || k == CLASS_SIGNAL || k == CLASS_DIRECTION ||
	       k == CLASS_OPINION;
}

/* all senses of the words at a hit */
static void use_phrase(struct reading *r, size_t at)
{
	size_t word = r->hits[at].word;

	while (at > 0 && r->hits[at - 1].word == word)
		at--;
	for (; at < r->n_hits && r->hits[at].word == word; at++)
		if (r->hits[at].kind != CLASS_ENTITY &&
		    r->hits[at].kind != CLASS_BREAK)
			r->hits[at].used = true;
}

static void add_match(const struct rule *rule, struct reading *r,
    const size_t *at, struct findings *to, struct arena *a)
{
	struct finding *f = finding_add(to, a);
	bool marked = false;

	if (!f)
		return;
	f->first = f->anchor = at[0];
	f->last = at[rule->n_terms - 1];
	for (size_t k = rule->n_terms; k-- > 0;) {
		const struct hit *h = &r->hits[at[k]];

		marked |= rule->terms[k].anchor;
		if (rule->terms[k].anchor ||
		    (says_something(h->kind) && !marked))
			f->anchor = at[k];
		if (rule->terms[k].bound && h->kind == CLASS_ENTITY)
			f->bound = h->ref;
	}
	for (size_t k = 0; k < rule->n_signals; k++)
		f->signals[f->n_signals++] = rule->signals[k];
	f->strength = rule->strength;
	f->tone = rule->tone;
	f->policy = rule->policy;
	f->denies = rule->denies;
	f->free = rule->free;
	if (!rule->consume)
		return;
	for (size_t k = 0; k < rule->n_terms; k++)
		use_phrase(r, at[k]);
}

/* which classes the hits of a sentence are of */
struct present {
	uint64_t bits[CLASS_WORDS];
};

static struct present present_in(const struct reading *r)
{
	struct present p = {0};

	for (size_t i = 0; i < r->n_hits; i++)
		p.bits[r->hits[i].class / 64] |= (uint64_t)1
						 << r->hits[i].class % 64;
	return p;
}

/* does the sentence hold something for each term? */
static bool possible(const struct rule *rule, const struct present *p)
{
	for (size_t k = 1; k < rule->n_terms; k++) {
		uint64_t some = 0;

		for (size_t w = 0; w < CLASS_WORDS; w++)
			some |= rule->terms[k].classes[w] & p->bits[w];
		if (!some)
			return false;
	}
	return true;
}

static bool may_match(
    const struct rule_head *h, enum tongue tongue, const struct present *p)
{
	return h->tongues >> (unsigned)tongue & 1 &&
	       (h->second == CLASSES_MAX ||
		   p->bits[h->second / 64] >> h->second % 64 & 1);
}

/* Where the first hit that fits a term leaves none for the next, the one
 * behind it is tried. */
static bool match(const struct rule *rule, struct reading *r, size_t first,
    struct findings *to, struct arena *a)
{
	size_t at[RULE_TERMS] = {first}, from[RULE_TERMS] = {0}, k = 1;

	if (!fits(r, &rule->terms[0], &r->hits[first]))
		return false;
	for (int tries = 0; k > 0 && k < rule->n_terms; tries++) {
		if (tries == TRIES_MAX)
			return false;
		at[k] = next_hit(r, rule, &rule->terms[k], at[k - 1], from[k]);
		if (at[k] == HIT_NONE) {
			k--;
			continue;
		}
		from[k] = at[k] + 1;
		if (++k < rule->n_terms)
			from[k] = 0;
	}
	if (k == 0)
		return false;
	add_match(rule, r, at, to, a);
	return true;
}

static void match_all(const struct rules *rules, struct reading *r,
    bool consume, struct findings *to, struct arena *a)
{
	const struct present p = present_in(r);

	for (size_t i = 0; i < r->n_hits; i++) {
		const struct rule_list *l = &rules->by_class[r->hits[i].class];

		for (size_t k = 0; k < l->n; k++) {
			const struct rule_head *head = &l->v[k];
			const struct rule *rule = &rules->rules[head->rule];

			if (head->consume == consume &&
			    may_match(head, r->tongue, &p) &&
			    possible(rule, &p) && match(rule, r, i, to, a) &&
			    consume)
				break;
		}
	}
}

void rules_consume(const struct rules *rules, struct reading *r,
    struct findings *to, struct arena *a)
{
	match_all(rules, r, true, to, a);
}

void rules_match(const struct rules *rules, struct reading *r,
    struct findings *to, struct arena *a)
{
	match_all(rules, r, false, to, a);
}
