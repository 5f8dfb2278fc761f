#include "score/record/score.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

/* The reading of one object: err_set keeps the first fault. */
struct reading {
	struct arena *arena;
	struct err *e;
};

static void wrong(struct reading *r, const char *key, const char *what)
{
	err_set(r->e, EXIT_DATA, "score: '%s' %s", key, what);
}

/* absent and null both leave the view absent */
static struct str text(struct reading *r, const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	if (!v || json_is_null(v))
		return (struct str){NULL, 0};
	if (!json_is_string(v)) {
		wrong(r, key, "is no string");
		return (struct str){NULL, 0};
	}
	return arena_str(r->arena,
	    (struct str){json_string_value(v), json_string_length(v)});
}

static struct str needed(struct reading *r, const json_t *o, const char *key)
{
	struct str s = text(r, o, key);

	if (!s.n)
		wrong(r, key, "is missing");
	return s;
}

static double number(struct reading *r, const json_t *v, const char *key,
    double least, double most)
{
	double d = json_is_number(v) ? json_number_value(v) : (double)NAN;

	if (!(d >= least && d <= most)) {
		wrong(r, key, "is no number in its range");
		return least;
	}
	return d;
}

static size_t count(struct reading *r, const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	if (!json_is_integer(v) || json_integer_value(v) < 0) {
		wrong(r, key, "is no count");
		return 0;
	}
	return (size_t)json_integer_value(v);
}

static struct score_tone tone(struct reading *r, const json_t *o)
{
	struct score_tone t = {0};
	const json_t *v = json_object_get(o, "tone");
	const json_t *p = json_object_get(o, "p");

	if (!v && !p)
		return t;
	t.known = true;
	t.tone = number(r, v, "tone", -1, 1);
	if (json_array_size(p) != 3) {
		wrong(r, "p", "is no array of three");
		return t;
	}
	for (size_t i = 0; i < 3; i++)
		t.p[i] = number(r, json_array_get(p, i), "p", 0, 1);
	return t;
}

static struct score_place place(struct reading *r, const json_t *o)
{
	struct score_place at = {0};
	struct str field = text(r, o, "field");

	at.in_title = str_eq(field, STR("title"));
	if (!at.in_title && !str_eq(field, STR("text")))
		wrong(r, "field", "is neither title nor text");
	at.begin = count(r, o, "begin");
	at.end = count(r, o, "end");
	at.sentence = count(r, o, "sentence");
	if (at.begin > at.end)
		wrong(r, "begin", "is behind the end");
	return at;
}

/* the array under key, with room for its items in *to */
static const json_t *list(struct reading *r, const json_t *o, const char *key,
    size_t size, void **to, size_t *n)
{
	const json_t *v = json_object_get(o, key);

	*n = 0;
	*to = NULL;
	if (!v || json_is_null(v))
		return NULL;
	if (!json_is_array(v)) {
		wrong(r, key, "is no array");
		return NULL;
	}
	*n = json_array_size(v);
	*to = *n ? arena_new(r->arena, *n * size) : NULL;
	return v;
}

static void read_entity(
    struct reading *r, const json_t *o, struct score_entity *en)
{
	void *room;

	en->entity = needed(r, o, "entity");
	en->relevance =
	    number(r, json_object_get(o, "relevance"), "relevance", 0, 1);
	en->tone = tone(r, o);
	const json_t *v = list(
	    r, o, "mentions", sizeof *en->mentions, &room, &en->n_mentions);

	en->mentions = room;
	for (size_t i = 0; i < en->n_mentions; i++) {
		const json_t *one = json_array_get(v, i);

		en->mentions[i].at = place(r, one);
		en->mentions[i].surface = text(r, one, "surface");
		en->mentions[i].tone = tone(r, one);
	}
}

static void read_signal(
    struct reading *r, const json_t *o, struct score_signal *s)
{
	s->signal = needed(r, o, "signal");
	s->entity = text(r, o, "entity");
	s->demand =
	    (int)number(r, json_object_get(o, "demand"), "demand", -1, 1);
	s->strength =
	    number(r, json_object_get(o, "strength"), "strength", 0, 1);
	s->modality = needed(r, o, "modality");
	s->at = place(r, o);
	s->cue = text(r, o, "cue");
}

static void read_claim(
    struct reading *r, const json_t *o, struct score_claim *c)
{
	const json_t *period = json_object_get(o, "period");

	c->metric = needed(r, o, "metric");
	c->entity = text(r, o, "entity");
	c->value = needed(r, o, "value");
	c->unit = text(r, o, "unit");
	c->direction = text(r, o, "direction");
	c->role = text(r, o, "role");
	c->approx = json_is_true(json_object_get(o, "approx"));
	c->modality = text(r, o, "modality");
	c->period_start = text(r, period, "start");
	c->period_end = text(r, period, "end");
	c->horizon = text(r, o, "horizon");
	c->at = place(r, o);
}

static void read_fingerprint(
    struct reading *r, const json_t *o, struct score *s)
{
	struct str hex = text(r, o, "fingerprint");

	if (!hex.p)
		return;
	if (hex.n != 16)
		wrong(r, "fingerprint", "is not of 16 hex digits");
	for (size_t i = 0; i < hex.n; i++) {
		static const char digits[] = "0123456789abcdef";
		const char *at = memchr(digits, hex.p[i], 16);

		if (!at) {
			wrong(r, "fingerprint", "is not of 16 hex digits");
			return;
		}
		s->fingerprint = s->fingerprint << 4 | (uint64_t)(at - digits);
	}
}

static void read_all(struct reading *r, const json_t *o, struct score *s)
{
	const json_t *v;
	void *room;

	s->model = needed(r, o, "model");
	read_fingerprint(r, o, s);
	s->sentences = count(r, o, "sentences");
	s->words = count(r, o, "words");
	s->tone = tone(r, o);
	v = list(r, o, "entities", sizeof *s->entities, &room, &s->n_entities);
	s->entities = room;
	for (size_t i = 0; i < s->n_entities; i++)
		read_entity(r, json_array_get(v, i), &s->entities[i]);
	v = list(r, o, "signals", sizeof *s->signals, &room, &s->n_signals);
	s->signals = room;
	for (size_t i = 0; i < s->n_signals; i++)
		read_signal(r, json_array_get(v, i), &s->signals[i]);
	v = list(r, o, "claims", sizeof *s->claims, &room, &s->n_claims);
	s->claims = room;
	for (size_t i = 0; i < s->n_claims; i++)
		read_claim(r, json_array_get(v, i), &s->claims[i]);
}

int score_read(
    struct str json, struct arena *arena, struct score *s, struct err *e)
{
	struct err mine = {0};
	struct reading r = {arena, &mine};
	json_error_t why;
	json_t *o =
	    json_loadb(json.p ? json.p : "", json.n, JSON_ALLOW_NUL, &why);

	*s = (struct score){0};
	if (!json_is_object(o)) {
		json_decref(o);
		return err_set(e, EXIT_DATA, "score: no JSON object");
	}
	read_all(&r, o, s);
	json_decref(o);
	return mine.code ? err_set(e, mine.code, "%s", mine.text) : 0;
}
