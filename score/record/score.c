#include "score/record/score.h"

#include "fetch/base/jsonw.h"

#include <inttypes.h>
#include <stdio.h>

/* four digits: finer than any model's error, and stable across machines */
enum { DIGITS = 4 };

static void write_tone(struct jsonw *j, const struct score_tone *t)
{
	if (!t->known)
		return;
	jsonw_real(j, "tone", t->tone, DIGITS);
	jsonw_array(j, "p");
	for (size_t i = 0; i < 3; i++)
		jsonw_real(j, NULL, t->p[i], DIGITS);
	jsonw_array_end(j);
}

static void write_span(struct jsonw *j, const struct score_place *at)
{
	jsonw_text(j, "field", at->in_title ? STR("title") : STR("text"));
	jsonw_int(j, "begin", (long long)at->begin);
	jsonw_int(j, "end", (long long)at->end);
}

static void text_or_null(struct jsonw *j, const char *key, struct str v)
{
	if (v.p)
		jsonw_text(j, key, v);
	else
		jsonw_null(j, key);
}

static void write_entity(struct jsonw *j, const struct score_entity *en)
{
	jsonw_object(j, NULL);
	jsonw_text(j, "entity", en->entity);
	jsonw_real(j, "relevance", en->relevance, DIGITS);
	write_tone(j, &en->tone);
	jsonw_array(j, "mentions");
	for (size_t i = 0; i < en->n_mentions; i++) {
		const struct score_mention *m = &en->mentions[i];

		jsonw_object(j, NULL);
		write_span(j, &m->at);
		jsonw_text(j, "surface", m->surface);
		jsonw_int(j, "sentence", (long long)m->at.sentence);
		write_tone(j, &m->tone);
		jsonw_object_end(j);
	}
	jsonw_array_end(j);
	jsonw_object_end(j);
}

static void write_signal(struct jsonw *j, const struct score_signal *s)
{
	jsonw_object(j, NULL);
	jsonw_text(j, "signal", s->signal);
	text_or_null(j, "entity", s->entity);
	jsonw_int(j, "demand", s->demand);
	jsonw_real(j, "strength", s->strength, DIGITS);
	jsonw_text(j, "modality", s->modality);
	jsonw_int(j, "sentence", (long long)s->at.sentence);
	write_span(j, &s->at);
	jsonw_text(j, "cue", s->cue);
	jsonw_object_end(j);
}

static void write_claim(struct jsonw *j, const struct score_claim *c)
{
	jsonw_object(j, NULL);
	jsonw_text(j, "metric", c->metric);
	text_or_null(j, "entity", c->entity);
	jsonw_text(j, "value", c->value);
	jsonw_text(j, "unit", c->unit);
	jsonw_text(j, "direction", c->direction);
	text_or_null(j, "role", c->role);
	jsonw_bool(j, "approx", c->approx);
	jsonw_text(j, "modality", c->modality);
	if (c->period_start.p || c->period_end.p) {
		jsonw_object(j, "period");
		jsonw_text(j, "start", c->period_start);
		jsonw_text(j, "end", c->period_end);
		jsonw_object_end(j);
	} else {
		jsonw_null(j, "period");
	}
	text_or_null(j, "horizon", c->horizon);
	jsonw_int(j, "sentence", (long long)c->at.sentence);
	write_span(j, &c->at);
	jsonw_object_end(j);
}

void score_write(struct buf *to, const struct score *s)
{
	char hex[17];
	struct jsonw j;

	(void)snprintf(hex, sizeof hex, "%016" PRIx64, s->fingerprint);
	jsonw_begin(&j, to);
	jsonw_object(&j, NULL);
	jsonw_text(&j, "model", s->model);
	jsonw_text(&j, "fingerprint", str_of(hex));
	jsonw_int(&j, "sentences", (long long)s->sentences);
	jsonw_int(&j, "words", (long long)s->words);
	write_tone(&j, &s->tone);
	jsonw_array(&j, "entities");
	for (size_t i = 0; i < s->n_entities; i++)
		write_entity(&j, &s->entities[i]);
	jsonw_array_end(&j);
	jsonw_array(&j, "signals");
	for (size_t i = 0; i < s->n_signals; i++)
		write_signal(&j, &s->signals[i]);
	jsonw_array_end(&j);
	jsonw_array(&j, "claims");
	for (size_t i = 0; i < s->n_claims; i++)
		write_claim(&j, &s->claims[i]);
	jsonw_array_end(&j);
	jsonw_object_end(&j);
}
