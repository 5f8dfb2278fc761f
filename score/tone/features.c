#include "score/tone/features.h"

/* what a feature is about; part of the weights' format */
enum field {
	F_WORD = 1,
	F_PAIR,
	F_TRIPLE,
	F_STEM,
	F_TAIL,
	F_SIDE,
	F_SIDE_PAIR,
	F_NEAR,
	F_NEARER,
	F_CLAUSE,
	F_OWN,
	F_STEM_SIDE,
	F_CLASS,
	F_CLASS_NEAR,
	F_CLASS_ALL,
	F_CLAUSE_PAIR,
	F_PLACE,
	F_OWN_PAIR,
	F_TEXT = 32,
	R_BIAS = 64,
	R_TEXT,
	R_SUM,
	R_GOOD,
	R_BAD,
	R_BIN,
	R_ALL_BIN,
	R_REST,
	R_FINDING,
	R_FOREIGN,
	R_PLACE,
	R_QUESTION
};

enum { NEAR = 3, NEARER_MANY = 6, EACH = 8, WIDE = 12, FAR = 10000 };
#define TARGET 0x7461u
#define OTHER 0x6f74u

void features_clear(struct features *f)
{
	f->n_words = f->n_rules = 0;
	f->prior[0] = f->prior[1] = f->prior[2] = 0;
}

uint32_t features_bias(bool whole)
{
	return token_mix(whole, R_BIAS);
}

static void word(struct features *f, uint32_t hash, unsigned field)
{
	if (f->n_words < FEATURE_WORDS)
		f->words[f->n_words++] = token_mix(hash, field);
}

static void rule(
    struct features *f, enum field field, uint32_t hash, double value)
{
	double v = value * FEATURE_ONE;

	if (f->n_rules < FEATURE_RULES)
		f->rules[f->n_rules++] =
		    (struct feature_rule){token_mix(hash, (uint32_t)field),
			(int32_t)(v < 0 ? v - 0.5 : v + 0.5)};
}

/* the tokens as seen from the owner's mentions */
struct sight {
	uint32_t hash[TOKENS_MAX];
	/* words to the nearest of its mentions before and behind */
	unsigned before[TOKENS_MAX], behind[TOKENS_MAX];
	unsigned other[TOKENS_MAX]; /* to the nearest other name */
	uint16_t clause;            /* of its first mention */
	size_t first, n_targets, n_others, n;
};

static bool is_target(
    const struct feature_view *v, const struct token *t, size_t player)
{
	return t->mention != SIZE_MAX && player != PLAYER_NONE &&
	       cast_owner(v->reading->cast, t->mention) == player;
}

/* as a whole: names are masked, and nothing else is asked */
static void look_over(struct sight *s, const struct feature_view *v)
{
	const struct token *t = v->tokens->v;

	s->n = v->tokens->n;
	for (size_t i = 0; i < s->n; i++)
		s->hash[i] = t[i].mention != SIZE_MAX ? OTHER : t[i].hash;
}

static void look(struct sight *s, const struct feature_view *v, size_t player)
{
	const struct token *t = v->tokens->v;
	unsigned to_target = FAR, to_other = FAR;

	s->n = v->tokens->n;
	s->n_targets = s->n_others = s->first = 0;
	s->clause = 0;
	for (size_t i = 0; i < s->n; i++) {
		s->hash[i] = t[i].hash;
		to_target += to_target < FAR;
		to_other += to_other < FAR;
		if (is_target(v, &t[i], player)) {
			s->hash[i] = TARGET;
			to_target = 0;
			if (s->n_targets++ == 0) {
				s->first = i;
				s->clause = t[i].clause;
			}
		} else if (t[i].mention != SIZE_MAX) {
			s->hash[i] = OTHER;
			to_other = 0;
			s->n_others++;
		}
		s->before[i] = to_target;
		s->other[i] = to_other;
	}
	to_target = to_other = FAR;
	for (size_t i = s->n; i-- > 0;) {
		to_target += to_target < FAR;
		to_other += to_other < FAR;
		if (s->hash[i] == TARGET && t[i].mention != SIZE_MAX)
			to_target = 0;
		else if (t[i].mention != SIZE_MAX)
			to_other = 0;
		s->behind[i] = to_target;
		if (to_other < s->other[i])
			s->other[i] = to_other;
	}
}

/* 1: the owner stands before it; 2: behind it */
static unsigned side_of(const struct sight *s, size_t i)
{
	return s->before[i] <= s->behind[i] ? 1 : 2;
}

static unsigned distance(const struct sight *s, size_t i)
{
	return s->before[i] <= s->behind[i] ? s->before[i] : s->behind[i];
}

/* all at once: the slack behind the array holds those of one sentence that go
 * beyond the ceiling */
static void plain_words(struct features *f, const struct feature_view *v,
    const struct sight *s, unsigned mode)
{
	bool chars = v->reading->tongue == TONGUE_ZH;
	uint32_t last = 0, last2 = 0;
	uint32_t *to = f->words + f->n_words;

	for (size_t i = 0; i < s->n; i++) {
		const struct token *t = &v->tokens->v[i];
		uint32_t h = s->hash[i], pair = token_mix(last, h);

		*to++ = token_mix(h, mode + F_WORD);
		*to++ = token_mix(pair, mode + F_PAIR);
		if (chars || mode)
			*to++ =
			    token_mix(token_mix(last2, pair), mode + F_TRIPLE);
		if (t->stem)
			*to++ = token_mix(t->stem, mode + F_STEM);
		if (t->tail)
			*to++ = token_mix(t->tail, mode + F_TAIL);
		last2 = last;
		last = h;
	}
	*to++ = token_mix(token_mix(last, 0), mode + F_PAIR);
	f->n_words = (size_t)(to - f->words);
	if (f->n_words > FEATURE_WORDS)
		f->n_words = FEATURE_WORDS;
}

/* each of the nearest places by itself, the rest in two */
static uint32_t place_of(unsigned far)
{
	return far < EACH ? far : far <= WIDE ? EACH : EACH + 1;
}

static void placed_words(
    struct features *f, const struct feature_view *v, const struct sight *s)
{
	unsigned wide = v->reading->tongue == TONGUE_ZH ? 2 : 1;

	for (size_t i = 0; i < s->n; i++) {
		const struct token *t = &v->tokens->v[i];
		unsigned side = side_of(s, i), far = distance(s, i);
		uint32_t h = token_mix(s->hash[i], side);
		uint32_t pair = token_mix(i ? s->hash[i - 1] : 0, s->hash[i]);

		if (far == 0)
			continue;
		word(f, h, F_SIDE);
		word(f, token_mix(pair, side), F_SIDE_PAIR);
		if (far <= NEARER_MANY * wide)
			word(f, h, F_NEAR);
		if (far <= NEAR * wide)
			word(f, h, F_NEARER);
		word(f, token_mix(h, place_of(far)), F_PLACE);
		if (t->clause == s->clause) {
			word(f, s->hash[i], F_CLAUSE);
			word(f, pair, F_CLAUSE_PAIR);
		}
		if (t->stem)
			word(f, token_mix(t->stem, side), F_STEM_SIDE);
		if (s->n_others == 0)
			continue;
		word(f, token_mix(s->hash[i], s->other[i] < far), F_OWN);
		word(f, token_mix(pair, s->other[i] < far), F_OWN_PAIR);
	}
}

static uint32_t bin_of(double z)
{
	double size = z < 0 ? -z : z;
	uint32_t bin = size < 0.05  ? 0
		       : size < 0.4 ? 1
		       : size < 0.8 ? 2
		       : size < 1.2 ? 3
		       : size < 2   ? 4
				    : 5;

	return z < 0 ? bin + 8 : bin;
}

static double at_most(double z, double most)
{
	return z > most ? most : z < -most ? -most : z;
}

static void sums(struct features *f, struct evidence e, uint32_t mode)
{
	rule(f, R_SUM, mode, at_most(e.z, 2));
	rule(f, R_GOOD, mode, at_most(e.good, 2));
	rule(f, R_BAD, mode, at_most(e.bad, 2));
	rule(f, R_BIN, token_mix(bin_of(e.z), mode), 1);
	rule(f, R_BIN, token_mix(bin_of(e.good) * 16 + bin_of(e.bad), mode + 2),
	    1);
}

static uint32_t finding_hash(
    const struct feature_view *v, const struct finding *x)
{
	const struct reading *r = v->reading;
	uint32_t h = 7;

	if (x->noun != HIT_NONE)
		h = token_hash(r->taxonomy->nouns[x->noun_kind].name);
	if (x->direction != HIT_NONE)
		h = token_mix(
		    h, 8u + (uint32_t)reading_class(r, &r->hits[x->direction])
				->direction);
	else if (x->compared)
		h = token_mix(
		    h, 8u + (uint32_t)(x->compared > 0 ? DIR_UP : DIR_DOWN));
	for (size_t i = 0; i < x->n_signals; i++)
		h = token_mix(
		    h, token_hash(r->taxonomy->signals[x->signals[i]].name));
	return token_mix(h, x->tone > 0 ? 1 : x->tone < 0 ? 2 : 3);
}

static void findings(
    struct features *f, const struct feature_view *v, size_t player)
{
	for (size_t i = 0; i < v->findings->n; i++) {
		const struct finding *x = &v->findings->v[i];
		uint32_t h = finding_hash(v, x);
		bool own = player == PLAYER_NONE;

		for (size_t k = 0; k < x->n_owners; k++)
			own |= x->owners[k] == player;
		enum field field = own ? R_FINDING : R_FOREIGN;

		rule(f, field, h, 1);
		rule(f, field, token_mix(h, 16u + (uint32_t)x->modality), 1);
		rule(f, field,
		    token_mix(x->tone > 0   ? 1
			      : x->tone < 0 ? 2
					    : 3,
			(uint32_t)x->modality),
		    1);
	}
}

/* the token at or behind a word of the field */
static size_t token_at(const struct tokens *t, size_t from, size_t at)
{
	while (from + 1 < t->n && t->v[from].word < at)
		from++;
	return from;
}

/* classes of the word lists by their place: words of the model too, as in
 * another language or long sentences they mislead where rules do not */
static void classes(struct features *f, const struct feature_view *v,
    const struct sight *s, bool text)
{
	const struct reading *r = v->reading;
	size_t at = 0;
	bool negated = false;
	size_t negated_at = 0;

	for (size_t i = 0; i < r->n_hits && s->n; i++) {
		const struct hit *h = &r->hits[i];

		at = token_at(v->tokens, at, h->word);
		if (h->kind == CLASS_NEGATION) {
			negated = true;
			negated_at = h->word;
		}
		if (h->kind == CLASS_ENTITY || h->kind == CLASS_BREAK ||
		    h->kind == CLASS_UNIT || h->kind == CLASS_FIGURE ||
		    v->tokens->v[at].word != h->word)
			continue;
		uint32_t c = reading_class(r, h)->hash;
		bool no = negated && h->word <= negated_at + NEAR + 1;

		c = token_mix(c, no && h->kind != CLASS_NEGATION);
		word(f, token_mix(c, text), F_CLASS_ALL);
		if (text)
			continue;
		unsigned far = distance(s, at);
		uint32_t place = side_of(s, at) * 8 + (far <= NEAR   ? 0
							  : far <= 8 ? 1
								     : 2);

		place = place * 2 + (s->other[at] < far);
		place = place * 2 + (v->tokens->v[at].clause == s->clause);
		word(f, token_mix(c, place), F_CLASS);
		if (s->other[at] >= far)
			word(f, c, F_CLASS_NEAR);
	}
}

void features_target(struct features *f, const struct feature_view *v,
    size_t player, struct evidence own)
{
	struct sight s;
	struct evidence rest = {
	    v->all.z - own.z, v->all.good - own.good, v->all.bad - own.bad};

	features_clear(f);
	look(&s, v, player);
	plain_words(f, v, &s, 0);
	placed_words(f, v, &s);
	rule(f, R_BIAS, 0, 1); /* features_bias() */
	rule(f, R_BIAS, 8u + (uint32_t)v->reading->tongue, 1);
	sums(f, own, 0);
	rule(f, R_ALL_BIN, bin_of(v->all.z), 1);
	rule(f, R_ALL_BIN, token_mix(bin_of(own.z), 64 + bin_of(v->all.z)), 1);
	rule(f, R_REST, bin_of(rest.z), 1);
	rule(f, R_PLACE, s.n_others ? s.n_others > 2 ? 2 : 1 : 0, 1);
	rule(f, R_PLACE, 8 + (s.first > 6 ? 6 : (uint32_t)s.first), 1);
	rule(f, R_QUESTION, v->reading->question, 1);
	findings(f, v, player);
	classes(f, v, &s, false);
}

void features_text(struct features *f, const struct feature_view *v)
{
	struct sight s;

	look_over(&s, v);
	plain_words(f, v, &s, 0);
	plain_words(f, v, &s, F_TEXT);
	if (f->n_rules == 0) {
		rule(f, R_BIAS, 1, 1);
		rule(f, R_BIAS, 16u + (uint32_t)v->reading->tongue, 1);
	}
	sums(f, v->all, 1);
	rule(f, R_QUESTION, 2u + v->reading->question, 1);
	findings(f, v, PLAYER_NONE);
	classes(f, v, &s, true);
}
