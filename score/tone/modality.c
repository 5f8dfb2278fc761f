#include "score/tone/modality.h"

/* English words that a negation reaches, and hits that are looked at */
enum {
	NEGATION_WORDS = 3,
	NEAR_HITS = 24,
	DONE_WORDS = 3,
	INSERTED_WORDS = 5,
	INSERTED_HITS = 24
};

static bool stops(const struct reading *r, const struct hit *h)
{
	return h->kind == CLASS_BREAK &&
	       reading_class(r, h)->pause != BREAK_COMMA;
}

static size_t sentence_end(const struct reading *r)
{
	return r->sentence->first_word + r->sentence->n_words;
}

/* the word where what begins at hit `at` is over */
static size_t reach_right(const struct reading *r, size_t at)
{
	for (size_t i = at + 1; i < r->n_hits; i++)
		if (stops(r, &r->hits[i]))
			return r->hits[i].word;
	return sentence_end(r);
}

/* the word where its clause is over; a comma straight behind a verb opens what
 * it rules ("否认，…") */
static size_t reach_clause(const struct reading *r, size_t at, bool verb)
{
	const struct hit *h = &r->hits[at];

	for (size_t i = at + 1; i < r->n_hits; i++) {
		const struct hit *x = &r->hits[i];

		if (stops(r, x))
			return x->word;
		if (x->kind == CLASS_BREAK && x->begin != x->end &&
		    reading_class(r, x)->pause == BREAK_COMMA &&
		    x->weight > 0 && x->word == x->word_end &&
		    (x->word > h->word_end || !verb))
			return x->word;
	}
	return sentence_end(r);
}

static size_t reach_left(const struct reading *r, size_t at)
{
	for (size_t i = at; i > 0; i--)
		if (stops(r, &r->hits[i - 1]))
			return r->hits[i - 1].word_end;
	return r->sentence->first_word;
}

/* Arabic "qad" is "may" before an imperfect and "has" before a perfect: it is
 * the prefix of the next word that tells them apart. A perfect that begins
 * with the same letter stands in the lists, with "qad", as m.fact. */
static bool before_imperfect(const struct reading *r, const struct hit *h)
{
	if (h->word_end >= sentence_end(r))
		return false;
	const struct doc_word *w = &r->field->words[h->word_end];
	struct str word =
	    str_sub(doc_norm(r->field), w->norm_begin, w->norm_end);

	return str_starts(word, STR("ي")) || str_starts(word, STR("ت")) ||
	       str_starts(word, STR("لا"));
}

/* a word of saying near the end of its sentence speaks of what stood before:
 * "…, he said" */
static bool ends_sentence(const struct reading *r, const struct hit *h)
{
	double behind = (double)(sentence_end(r) - h->word_end) / r->stretch;
	double before =
	    (double)(h->word - r->sentence->first_word) / r->stretch;

	return behind < 5 && before > behind + 2;
}

static bool is_comma(const struct reading *r, const struct hit *h)
{
	return h->class == r->taxonomy->comma && h->weight > 0;
}

/* the comma that "…, Gavekal wrote" begins behind, with nothing but names and
 * titles in between; HIT_NONE where there is none */
static size_t inserted_from(const struct reading *r, size_t at)
{
	const struct hit *h = &r->hits[at];

	for (size_t i = at; i > 0 && i + INSERTED_HITS > at; i--) {
		const struct hit *x = &r->hits[i - 1];

		if (reading_gap(r, x, h) > INSERTED_WORDS || stops(r, x) ||
		    x->kind == CLASS_AND)
			return HIT_NONE;
		if (is_comma(r, x))
			return i - 1;
		if (x->kind == CLASS_BREAK)
			return HIT_NONE;
	}
	return HIT_NONE;
}

/* "…, says Bernstein, …", "…, Gavekal wrote: …": a word of saying or expecting
 * between pauses speaks of the whole sentence. The word of saying may stand
 * before its subject, that of expecting has it in front. */
static bool is_inserted(const struct reading *r, size_t at, bool says)
{
	const struct hit *h = &r->hits[at];
	size_t comma = inserted_from(r, at);
	double most = says ? INSERTED_WORDS : 1;

	if (comma == HIT_NONE || h->word <= r->sentence->first_word + 2 ||
	    (!says && r->hits[comma].word == h->word))
		return false;
	for (size_t i = at + 1; i < r->n_hits && i < at + INSERTED_HITS; i++) {
		const struct hit *x = &r->hits[i];

		if (reading_gap(r, h, x) > most)
			return false;
		if (is_comma(r, x) || stops(r, x))
			return true;
	}
	return (double)(sentence_end(r) - h->word_end) <= most;
}

static void add_scope(struct modality_scopes *s, enum modal modal, size_t from,
    size_t to, size_t hit)
{
	if (s->n < MODALITY_SCOPES_MAX)
		s->v[s->n++] = (struct modality_scope){modal, from, to, hit};
}

static bool before_noun(const struct reading *r, size_t at)
{
	size_t i = at + 1;

	while (i < r->n_hits && r->hits[i].word < r->hits[at].word_end)
		i++;
	return i < r->n_hits && r->hits[i].word == r->hits[at].word_end &&
	       (r->hits[i].kind == CLASS_ENTITY ||
		   r->hits[i].kind == CLASS_NOUN);
}

static void scan_modal(
    const struct reading *r, size_t at, struct modality_scopes *s)
{
	const struct hit *h = &r->hits[at];
	enum modal modal = reading_class(r, h)->modal;
	size_t right = reach_right(r, at);

	switch (modal) {
	case MODAL_REPORT:
		s->reports = true;
		/* weight 2: "according to", over all of the sentence */
		if (h->weight > 1.5 || ends_sentence(r, h) ||
		    (r->tongue == TONGUE_EN && is_inserted(r, at, true)))
			add_scope(s, modal, r->sentence->first_word,
			    sentence_end(r), at);
		else
			add_scope(s, modal, h->word_end, right, at);
		break;
	case MODAL_QAD:
		if (before_imperfect(r, h))
			add_scope(s, MODAL_MAY, h->word_end,
			    reach_clause(r, at, false), at);
		break;
	case MODAL_IF:
		add_scope(s, modal, reach_left(r, at), right, at);
		break;
	case MODAL_IRONY:
		add_scope(s, modal, h->word_end, sentence_end(r), at);
		break;
	case MODAL_REFUTE:
		s->refutes = true;
		s->refuted_to = h->word;
		break;
	case MODAL_CONCEDE:
		add_scope(s, modal, h->word_end, reach_clause(r, at, true), at);
		break;
	case MODAL_DENY:
		/* weight 2: "looks unlikely", of what stands before it too;
		 * under 1: "contrary to", of its clause alone */
		if (h->weight > 1.5)
			add_scope(s, modal, reach_left(r, at), h->word, at);
		add_scope(s, modal, h->word_end,
		    r->tongue == TONGUE_EN && h->weight > 0.6
			? right
			: reach_clause(r, at, h->weight > 0.6),
		    at);
		break;
	case MODAL_DONE:
		add_scope(s, modal, h->word_end,
		    h->word_end + (size_t)(DONE_WORDS * r->stretch), at);
		break;
	case MODAL_EXPECT:
		if (r->tongue == TONGUE_EN && is_inserted(r, at, false)) {
			add_scope(s, modal, r->sentence->first_word,
			    sentence_end(r), at);
			break;
		}
		add_scope(s, modal, h->word_end,
		    r->tongue == TONGUE_EN ? right : reach_clause(r, at, true),
		    at);
		break;
	case MODAL_WILL:
		/* Chinese 将 (weight .5) before a noun marks its object; in
		 * English one "will" does for all that follows */
		if (h->weight > 0.6 || !before_noun(r, at))
			add_scope(s, modal, h->word_end,
			    r->tongue == TONGUE_EN ? right
						   : reach_clause(r, at, false),
			    at);
		break;
	case MODAL_MAY:
	case MODAL_ASK:
		add_scope(
		    s, modal, h->word_end, reach_clause(r, at, false), at);
		break;
	case MODAL_OWN:
		add_scope(s, modal, h->word_end, right, at);
		break;
	case MODAL_FACT:
	case MODALS:
		break;
	}
}

/* "黄仁勋：…", "Goldman: …": who speaks, and a colon */
static bool speaks(const struct reading *r, const struct hit *h)
{
	struct str norm = doc_norm(r->field);
	size_t player;

	if (h->end >= norm.n || norm.p[h->end] != ':')
		return false;
	if (h->kind != CLASS_ENTITY)
		return h->class == r->taxonomy->source;
	player = r->cast->of_mention[h->ref];
	return player != PLAYER_NONE && r->cast->players[player].person;
}

void modality_scan(const struct reading *r, struct modality_scopes *to)
{
	to->n = 0;
	to->refutes = to->reports = false;
	to->refuted_to = 0;
	for (size_t i = 0; i < r->n_hits && to->n < MODALITY_SCOPES_MAX; i++) {
		const struct hit *h = &r->hits[i];

		if (speaks(r, h))
			add_scope(to, MODAL_REPORT, h->word_end,
			    reach_right(r, i), i);
		else if (h->kind == CLASS_MODAL && !h->used)
			scan_modal(r, i, to);
		else if (h->future)
			add_scope(to, MODAL_WILL, h->word,
			    reach_clause(r, i, false), i);
	}
}

/* a negation close before the hit, but for one that is part of the finding;
 * a weight under 1 shortens its reach ("غير" is of the next word alone) */
static bool negated_at(
    const struct reading *r, size_t at, const struct finding *f)
{
	const struct hit *h = &r->hits[at];

	for (size_t i = at; i > 0 && i + NEAR_HITS > at; i--) {
		const struct hit *x = &r->hits[i - 1];
		double gap = reading_gap(r, x, h);

		if (gap > NEGATION_WORDS || x->kind == CLASS_BREAK)
			return false;
		if (x->kind == CLASS_NEGATION && !x->used &&
		    x->word_end <= h->word && i - 1 != f->first &&
		    gap <= NEGATION_WORDS * x->weight)
			return true;
	}
	return false;
}

static bool covers(const struct modality_scope *s, const struct hit *h)
{
	return s->from <= h->word && h->word < s->to;
}

static bool under(
    const struct modality_scopes *s, enum modal modal, const struct hit *h)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->v[i].modal == modal && covers(&s->v[i], h))
			return true;
	return false;
}

/* "guided to 35 cents, below estimates": a word of expecting that is part of
 * what was found is how it was announced */
static bool foreseen(const struct reading *r, const struct modality_scopes *s,
    const struct finding *f, enum mood mood)
{
	const struct hit *h = &r->hits[f->anchor];

	for (size_t i = 0; i < s->n; i++)
		if (s->v[i].modal == MODAL_EXPECT && covers(&s->v[i], h) &&
		    (mood != MOOD_ISSUE || s->v[i].hit < f->first ||
			s->v[i].hit > f->last))
			return true;
	return false;
}

static enum mood mood_of(const struct reading *r, const struct finding *f)
{
	return f->n_signals ? r->taxonomy->signals[f->signals[0]].mood
			    : MOOD_PLAIN;
}

static bool is_negated(const struct reading *r, const struct modality_scopes *s,
    const struct finding *f)
{
	bool negated = f->denies || under(s, MODAL_DENY, &r->hits[f->anchor]);

	/* two negations cancel each other: "denied that it would not" */
	if (negated_at(r, f->anchor, f) ||
	    (f->first != f->anchor && f->noun == HIT_NONE &&
		negated_at(r, f->first, f)))
		negated = !negated;
	return negated;
}

enum modality modality_of(const struct reading *r,
    const struct modality_scopes *s, const struct finding *f)
{
	const struct hit *h = &r->hits[f->anchor];
	enum mood mood = mood_of(r, f);
	bool open = mood != MOOD_OWN;

	if (is_negated(r, s, f))
		return MODALITY_NEGATED;
	if (under(s, MODAL_IRONY, h))
		return MODALITY_IRONIC;
	if (r->question || (open && under(s, MODAL_ASK, h)))
		return MODALITY_QUESTION;
	if (open && (under(s, MODAL_MAY, h) || under(s, MODAL_IF, h)))
		return MODALITY_HYPOTHETICAL;
	if ((mood == MOOD_ACT || mood == MOOD_ISSUE) && under(s, MODAL_OWN, h))
		return MODALITY_ASSERTED;
	if (open && mood != MOOD_AIM && foreseen(r, s, f, mood))
		return MODALITY_FORECAST;
	if (under(s, MODAL_REPORT, h) || h->quoted)
		return MODALITY_REPORTED;
	if (open && mood != MOOD_AIM && under(s, MODAL_WILL, h) &&
	    !under(s, MODAL_DONE, h))
		return MODALITY_FORECAST;
	return MODALITY_ASSERTED;
}

bool modality_conceded(const struct reading *r, const struct modality_scopes *s,
    const struct finding *f)
{
	return under(s, MODAL_CONCEDE, &r->hits[f->anchor]);
}
