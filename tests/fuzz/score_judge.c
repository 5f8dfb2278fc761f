/* a text through mentions, tone, signals and claims: the first byte says in
 * which language, a second line on is the text behind a title */
#include "score/model.h"
#include "score/relevance.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct model *the_model(void)
{
	static struct model model; /* kept, as in score_line.c */
	static bool open;
	struct err e = {0};

	if (!open && model_open(&model, "score/data", NULL, 0, &e) != 0) {
		(void)fprintf(stderr, "%s\n", e.text);
		abort();
	}
	open = true;
	return &model;
}

static void check_place(const struct doc *d, const struct score_place *at)
{
	const struct doc_field *f =
	    &d->field[at->in_title ? DOC_TITLE : DOC_TEXT];

	if (at->begin > at->end || at->end > f->text.n ||
	    at->sentence >= d->n_sentences)
		abort();
}

static void check(const struct doc *d, const struct score *s)
{
	for (size_t i = 0; i < s->n_signals; i++) {
		const struct score_signal *x = &s->signals[i];

		check_place(d, &x->at);
		if (!(x->strength > 0 && x->strength <= 1) || !x->modality.p)
			abort();
	}
	for (size_t i = 0; i < s->n_claims; i++) {
		check_place(d, &s->claims[i].at);
		if (s->claims[i].value.n == 0 || !s->claims[i].unit.p ||
		    !s->claims[i].metric.p)
			abort();
	}
	for (size_t i = 0; i < s->n_entities; i++) {
		const struct score_tone *t = &s->entities[i].tone;

		if (t->known && !(t->tone >= -1 && t->tone <= 1))
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const langs[] = {"en", "ar", "zh", "zh-Hant", "fr"};
	const struct model *m = the_model();
	struct arena arena = {0};
	struct err e = {0};
	struct score s = {0};
	struct doc d;

	if (size == 0)
		return 0;
	struct str text = {(const char *)data + 1, size - 1};
	struct str title = str_split(&text, '\n');
	const struct article a = {.lang = str_of(langs[data[0] % 5]),
	    .title = title,
	    .text = text.p ? text : STR("")};

	doc_build(&d, &a, &m->sentences, &arena);
	if (mentions_find(&m->finder, &a, &d, &arena, &e) != 0)
		abort();
	relevance_fill(&d, &m->entities, &s, &arena);
	judge_score(m->judge, &d, &m->entities, &s, &arena);
	check(&d, &s);
	arena_release(&arena);
	return 0;
}
