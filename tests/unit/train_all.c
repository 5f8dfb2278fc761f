/* training on a tiny set: the same bytes again, a model that can be opened,
 * and judges what it was taught */
#include "score/train/train.h"

#include "score/train/calibrate.h"

#include "score_help.h"

#include <stdlib.h>

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

TestSuite(train, .init = open_model, .fini = close_model);

static const char tiny[] = "tests/golden/train/tiny/in";

static void learn(struct weights *w, struct buf *bytes, struct buf *report)
{
	const struct fit_settings how = {8, 6, 2};
	struct examples x = {0};
	struct err e = {0};

	buf_init(bytes, 1 << 20);
	buf_init(report, 1 << 20);
	cr_assert_eq(examples_read(&x, &model, tiny, &e), 0, "%s", e.text);
	cr_assert_eq(x.n, 60);
	cr_assert_eq(x.n_texts, 60);
	cr_assert_eq(train_weights(w, &x, &how, report, &e), 0, "%s", e.text);
	weights_write(bytes, w);
	examples_release(&x);
}

Test(train, gives_the_same_bytes_again)
{
	struct buf bytes[2], report[2];
	struct weights w[2];

	for (int i = 0; i < 2; i++)
		learn(&w[i], &bytes[i], &report[i]);
	cr_expect(str_eq(buf_view(&bytes[0]), buf_view(&bytes[1])));
	cr_expect(str_eq(buf_view(&report[0]), buf_view(&report[1])));
	for (int i = 0; i < 2; i++) {
		weights_release(&w[i]);
		buf_release(&bytes[i]);
		buf_release(&report[i]);
	}
}

Test(train, writes_what_can_be_read)
{
	struct buf bytes, report;
	struct weights w, read;
	struct err e = {0};

	learn(&w, &bytes, &report);
	cr_assert_eq(weights_parse(&read, buf_view(&bytes), "bytes", &e), 0,
	    "%s", e.text);
	cr_expect(read.of[TONGUE_EN].there);
	cr_expect(!read.of[TONGUE_AR].there && !read.of[TONGUE_ZH].there);
	cr_expect_eq(
	    read.of[TONGUE_EN].temperature, w.of[TONGUE_EN].temperature);
	weights_release(&w);
	weights_release(&read);
	buf_release(&bytes);
	buf_release(&report);
}

Test(train, never_says_what_no_example_is_labelled_with)
{
	const struct fit_settings how = {8, 6, 2};
	struct examples x = {0};
	struct weights w;
	struct buf report;
	struct err e = {0};
	struct features *f = mem_new(1, sizeof *f);

	buf_init(&report, 1 << 20);
	cr_assert_eq(examples_read(&x, &model, tiny, &e), 0, "%s", e.text);
	for (size_t i = 0; i < x.n; i++)
		x.v[i].label = x.v[i].label == 2 ? 0 : x.v[i].label;
	cr_assert_eq(train_weights(&w, &x, &how, &report, &e), 0, "%s", e.text);
	for (size_t i = 0; i < x.n; i++) {
		double p[WEIGHT_CLASSES];

		features_clear(f);
		for (; f->n_words < x.v[i].n_words; f->n_words++)
			f->words[f->n_words] = x.v[i].words[f->n_words];
		for (; f->n_rules < x.v[i].n_rules; f->n_rules++)
			f->rules[f->n_rules] = x.v[i].rules[f->n_rules];
		weights_judge(&w.of[TONGUE_EN], f, p);
		cr_expect(p[2] < 0.01, "example %zu: %.3f", i, p[2]);
	}
	free(f);
	weights_release(&w);
	examples_release(&x);
	buf_release(&report);
}

Test(calibrate, finds_the_temperature_that_was_put_in)
{
	/* three in four of two sorts are right: ln 3 apart, stated as 4 ln 3 */
	struct trial t[400];

	for (int i = 0; i < 400; i++)
		t[i] = (struct trial){
		    .scores = {4.394, 0, -100}, .label = i % 4 == 3};
	double found = calibrate_temperature(t, 400);

	cr_expect(found > 3.7 && found < 4.3, "%f", found);
	struct quality q = calibrate_quality(t, 400, found);

	cr_expect_eq(q.right, 300);
	cr_expect_lt(q.error, 0.02);
	cr_expect_eq(q.bin[7].n, 400);
	q = calibrate_quality(t, 400, 1);
	cr_expect_gt(q.error, 0.2, "sure of itself without reason");
}
