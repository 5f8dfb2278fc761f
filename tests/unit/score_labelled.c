/*
 * The project's own labelled sentences (score/data/labelled): what share of
 * signals and tones is right, in the half that the tables were written by and
 * in the half that was kept aside. The floors are what was reached, less a
 * few sentences: a change of tables that loses more has to say why. Most of
 * the sentences were written by someone who had not seen the tables.
 */
#include "score_help.h"

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

TestSuite(labelled, .init = open_model, .fini = close_model);

struct tally {
	int found, missed, wrong; /* (signal, entity) pairs */
	int said;                 /* found, with the modality too */
	int polar, sign;          /* tones of -1 and 1, those with their sign */
};

static const struct score_signal *match(
    const struct judged *j, const json_t *want)
{
	struct str name = label_str(want, "signal");

	for (size_t i = 0; i < j->score.n_signals; i++)
		if (str_eq(j->score.signals[i].signal, name) &&
		    str_same(
			j->score.signals[i].entity, label_str(want, "entity")))
			return &j->score.signals[i];
	return NULL;
}

static void count_signals(
    struct tally *t, const struct judged *j, const json_t *want)
{
	int hits = 0;
	const json_t *s;
	size_t i;

	json_array_foreach(want, i, s)
	{
		const struct score_signal *got = match(j, s);

		t->found += got != NULL;
		t->missed += got == NULL;
		hits += got != NULL;
		t->said +=
		    got && str_eq(got->modality, label_str(s, "modality"));
	}
	t->wrong += (int)j->score.n_signals - hits;
}

static void count_tones(struct tally *t, const struct judged *j, json_t *want)
{
	const char *id;
	json_t *v;

	json_object_foreach(want, id, v)
	{
		const struct score_entity *en = find_entity(j, id);
		int sign = (int)json_integer_value(v);

		if (sign == 0)
			continue;
		t->polar++;
		t->sign += en && en->tone.known && en->tone.tone * sign > 0.15;
	}
}

static void count(const struct judged *j, const json_t *o, void *ctx)
{
	count_signals(ctx, j, json_object_get(o, "signals"));
	count_tones(ctx, j, json_object_get(o, "tone"));
}

static const struct {
	const char *file;
	double f1, said, sign;
} halves[] = {
    {"score/data/labelled/en.tables.jsonl", 0.75, 0.66, 0.85},
    {"score/data/labelled/ar.tables.jsonl", 0.76, 0.66, 0.67},
    {"score/data/labelled/zh.tables.jsonl", 0.77, 0.67, 0.70},
    {"score/data/labelled/en.aside.jsonl", 0.56, 0.47, 0.49},
    {"score/data/labelled/ar.aside.jsonl", 0.55, 0.44, 0.48},
    {"score/data/labelled/zh.aside.jsonl", 0.61, 0.53, 0.58},
};

Test(labelled, sentences_are_read_as_well_as_before)
{
	for (size_t i = 0; i < sizeof halves / sizeof *halves; i++) {
		struct tally t = {0};

		each_labelled(halves[i].file, &model, count, &t);

		double all = 2.0 * t.found + t.missed + t.wrong;
		double f1 = 2.0 * t.found / all, said = 2.0 * t.said / all;
		double sign = (double)t.sign / t.polar;

		printf("%-38s signals F1 %.3f, with modality %.3f; "
		       "tone sign %.3f of %d\n",
		    halves[i].file, f1, said, sign, t.polar);
		cr_expect_geq(f1, halves[i].f1, "%s: F1", halves[i].file);
		cr_expect_geq(
		    said, halves[i].said, "%s: modality", halves[i].file);
		cr_expect_geq(sign, halves[i].sign, "%s: sign", halves[i].file);
	}
}
