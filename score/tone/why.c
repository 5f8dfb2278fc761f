#include "score/tone/why.h"

static double tone_of(const struct weight_section *s, struct features *f,
    const struct feature_view *v, size_t player, struct evidence e)
{
	double p[WEIGHT_CLASSES];

	features_target(f, v, player, e);
	weights_judge(s, f, p);
	return p[2] - p[0];
}

static double size_of(double x)
{
	return x < 0 ? -x : x;
}

/* Put it in its place among the largest. */
static void keep(struct why *to, struct why_word w)
{
	size_t i = WHY_WORDS - 1;

	if (to->n < WHY_WORDS)
		i = to->n++;
	else if (size_of(to->v[i].part) >= size_of(w.part))
		return;
	for (; i > 0 && size_of(to->v[i - 1].part) < size_of(w.part); i--)
		to->v[i] = to->v[i - 1];
	to->v[i] = w;
}

static bool has_word(const struct why *w, size_t word)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->v[i].word == word)
			return true;
	return false;
}

static bool owns(const struct finding *f, size_t player)
{
	for (size_t i = 0; i < f->n_owners; i++)
		if (f->owners[i] == player)
			return true;
	return false;
}

static void by_rules(
    struct why *to, const struct feature_view *view, size_t player)
{
	const struct reading *r = view->reading;

	for (size_t i = 0; i < view->findings->n; i++) {
		const struct finding *f = &view->findings->v[i];

		size_t word = r->hits[f->anchor].word;

		if (!f->refuted && owns(f, player) &&
		    size_of(f->tone) >= WHY_LEAST && !has_word(to, word))
			keep(to, (struct why_word){word, f->tone});
	}
}

static void by_weights(struct why *to, const struct weight_section *s,
    const struct feature_view *view, struct evidence e, struct arena *a)
{
	struct features *f = arena_new(a, sizeof *f);
	struct tokens *masked = arena_new(a, sizeof *masked);
	struct feature_view v = *view;
	const struct doc_sentence *in = view->reading->sentence;
	double whole = tone_of(s, f, view, to->player, e);

	*masked = *view->tokens;
	v.tokens = masked;
	for (size_t i = 0; i < masked->n; i++) {
		struct token was = masked->v[i];

		/* names are masked, and a mark at the end is no word */
		if (was.mention != SIZE_MAX ||
		    was.word >= in->first_word + in->n_words)
			continue;
		masked->v[i].hash = masked->v[i].stem = masked->v[i].tail = 0;
		double part = whole - tone_of(s, f, &v, to->player, e);

		masked->v[i] = was;
		if (size_of(part) >= WHY_LEAST)
			keep(to, (struct why_word){was.word, part});
	}
}

void why_find(struct why *to, const struct weight_section *s,
    const struct feature_view *view, size_t player, struct evidence e,
    struct arena *a)
{
	*to = (struct why){.sentence = view->reading->number,
	    .player = player,
	    .field = view->reading->field_name};
	if (s)
		by_weights(to, s, view, e, a);
	else
		by_rules(to, view, player);
}
