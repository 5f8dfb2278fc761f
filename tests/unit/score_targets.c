/*
 * Tone toward given targets in the project's own labelled sentences: what
 * share has its label (-1, 0, 1; 0 within 0.15), in the half that weights may
 * be learned from and in the half kept aside. Floors as in score_labelled.c.
 */
#include "score_help.h"

#include <jansson.h>
#include <string.h>

#define TARGETS_MAX 16

static struct model model;

static void open_model(void)
{
	struct err e = {0};

	cr_assert_eq(model_open(&model, TABLES, NULL, 0, &e), 0, "%s", e.text);
}

static void close_model(void)
{
	model_release(&model);
}

TestSuite(targets, .init = open_model, .fini = close_model);

/* the lines of one text */
struct group {
	json_t *lines[TARGETS_MAX];
	size_t n;
};

struct tally {
	int was[3][3]; /* label, what was found */
};

static struct str member(const json_t *o, const char *key)
{
	return str_of(json_string_value(json_object_get(o, key)));
}

static int sign_of(const struct score *s, struct str id)
{
	for (size_t i = 0; i < s->n_entities; i++) {
		const struct score_entity *en = &s->entities[i];

		if (str_eq(en->entity, id) && en->tone.known)
			return (en->tone.tone > 0.15) - (en->tone.tone < -0.15);
	}
	return 0;
}

static void judge_group(struct tally *t, struct group *g)
{
	struct given_mention given[TARGETS_MAX];
	struct arena a = {0};
	struct article article = {.given = given, .n_given = g->n};
	struct score score = {0};
	struct doc doc = {0};
	struct err e = {0};

	if (g->n == 0)
		return;
	article.lang = member(g->lines[0], "lang");
	article.text = member(g->lines[0], "text");
	for (size_t i = 0; i < g->n; i++) {
		const json_t *o = g->lines[i];

		given[i] = (struct given_mention){
		    .entity = arena_printf(&a, "target-%zu", i),
		    .begin = (size_t)json_integer_value(
			json_object_get(o, "begin")),
		    .end =
			(size_t)json_integer_value(json_object_get(o, "end"))};
	}
	doc_build(&doc, &article, &model.sentences, &a);
	cr_assert_eq(mentions_find(&model.finder, &article, &doc, &a, &e), 0,
	    "%s", e.text);
	relevance_fill(&doc, &model.entities, &score, &a);
	judge_score(model.judge, &doc, &model.entities, &score, &a);
	for (size_t i = 0; i < g->n; i++) {
		int label = (int)json_integer_value(
		    json_object_get(g->lines[i], "label"));

		t->was[label + 1][sign_of(&score, given[i].entity) + 1]++;
		json_decref(g->lines[i]);
	}
	g->n = 0;
	arena_release(&a);
}

static struct tally run(const char *file)
{
	struct tally t = {0};
	struct group g = {.n = 0};
	char line[8192];
	FILE *f = fopen(file, "rb");

	cr_assert(f != NULL, "%s", file);
	while (fgets(line, sizeof line, f)) {
		json_t *o = json_loads(line, 0, NULL);

		cr_assert(o != NULL, "%s: %s", file, line);
		if (!json_object_get(o, "target")) {
			json_decref(o);
			continue;
		}
		if (g.n == TARGETS_MAX ||
		    (g.n > 0 && !str_eq(member(o, "text"),
				    member(g.lines[0], "text"))))
			judge_group(&t, &g);
		g.lines[g.n++] = o;
	}
	judge_group(&t, &g);
	(void)fclose(f);
	return t;
}

/* accuracy, and the mean of the F1 of the three labels */
static double accuracy(const struct tally *t, double *macro, int *n)
{
	int right = 0;

	*n = 0;
	*macro = 0;
	for (int k = 0; k < 3; k++) {
		int gold = 0, said = 0;

		for (int i = 0; i < 3; i++) {
			gold += t->was[k][i];
			said += t->was[i][k];
		}
		*n += gold;
		right += t->was[k][k];
		if (gold + said > 0)
			*macro += 2.0 * t->was[k][k] / (gold + said) / 3;
	}
	return (double)right / *n;
}

static const struct {
	const char *file;
	double accuracy, macro;
} halves[] = {
    {"score/data/labelled/en.tone.jsonl", 0.85, 0.84},
    {"score/data/labelled/ar.tone.jsonl", 0.66, 0.65},
    {"score/data/labelled/zh.tone.jsonl", 0.69, 0.68},
    {"score/data/labelled/en.tone-aside.jsonl", 0.52, 0.50},
    {"score/data/labelled/ar.tone-aside.jsonl", 0.60, 0.59},
    {"score/data/labelled/zh.tone-aside.jsonl", 0.62, 0.60},
};

Test(targets, have_the_tone_that_they_had_before)
{
	for (size_t i = 0; i < sizeof halves / sizeof *halves; i++) {
		struct tally t = run(halves[i].file);
		double macro;
		int n;
		double right = accuracy(&t, &macro, &n);

		printf("%-40s accuracy %.3f, macro-F1 %.3f of %d targets, "
		       "signs confused %d\n",
		    halves[i].file, right, macro, n,
		    t.was[0][2] + t.was[2][0]);
		cr_expect_geq(right, halves[i].accuracy, "%s: accuracy",
		    halves[i].file);
		cr_expect_geq(
		    macro, halves[i].macro, "%s: macro-F1", halves[i].file);
	}
}
