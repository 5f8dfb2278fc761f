#include "score/train/train.h"

#include "score/train/calibrate.h"

#include <stdlib.h>

/* buckets that a language of few examples can fill */
enum { FEW_BITS = 12 };

static const char *const names[TONGUES] = {"English", "Arabic", "Chinese"};

/* the training of one language */
struct course {
	const struct examples *x;
	struct fit_settings how;
	enum tongue tongue;
	bool shares;
	size_t *chosen;
	struct trial *trials;
	size_t n_trials;
	bool *whole;
};

/* those that are not in the fold; FOLDS: all */
static size_t choose(struct course *c, unsigned fold)
{
	size_t n = 0;

	for (size_t i = 0; i < c->x->n; i++) {
		const struct example *one = &c->x->v[i];

		if (one->fold != fold &&
		    (one->tongue == c->tongue || c->shares))
			c->chosen[n++] = i;
	}
	return n;
}

/* do rows of its text toward others differ? Its text's stand around it. */
static bool conflicting(const struct examples *x, size_t at)
{
	for (size_t i = at; i < x->n && x->v[i].text == x->v[at].text; i++)
		if (!x->v[i].whole && x->v[i].label != x->v[at].label)
			return true;
	for (size_t i = at; i-- > 0 && x->v[i].text == x->v[at].text;)
		if (!x->v[i].whole && x->v[i].label != x->v[at].label)
			return true;
	return false;
}

static void hold_out(struct course *c, const struct weight_section *s,
    unsigned fold, struct features *f)
{
	for (size_t i = 0; i < c->x->n; i++) {
		const struct example *one = &c->x->v[i];

		if (one->fold != fold || one->tongue != c->tongue)
			continue;
		struct trial *t = &c->trials[c->n_trials];

		f->n_words = one->n_words;
		f->n_rules = one->n_rules;
		for (size_t k = 0; k < f->n_words; k++)
			f->words[k] = one->words[k];
		for (size_t k = 0; k < f->n_rules; k++)
			f->rules[k] = one->rules[k];
		for (int k = 0; k < WEIGHT_CLASSES; k++)
			f->prior[k] = one->prior[k];
		weights_scores(s, f, t->scores);
		t->label = one->label;
		t->conflict = !one->whole && conflicting(c->x, i);
		c->whole[c->n_trials++] = one->whole;
	}
}

static int run_folds(struct course *c, struct err *e)
{
	struct features *f = mem_new(1, sizeof *f);
	int rc = 0;

	for (unsigned fold = 0; rc == 0 && fold < FOLDS; fold++) {
		struct weights w = {0};
		struct weight_section *s = &w.of[c->tongue];

		rc = fit_section(
		    s, c->x, c->chosen, choose(c, fold), c->tongue, &c->how, e);
		if (rc == 0)
			hold_out(c, s, fold, f);
		weights_release(&w);
	}
	free(f);
	return rc;
}

/* the trials toward entities, then those of whole texts */
static void report_sorts(
    const struct course *c, double temperature, struct buf *report)
{
	struct trial *some = mem_new(c->n_trials + 1, sizeof *some);

	for (int whole = 0; whole < 2; whole++) {
		size_t n = 0;

		for (size_t i = 0; i < c->n_trials; i++)
			if (c->whole[i] == whole)
				some[n++] = c->trials[i];
		if (n == 0)
			continue;
		struct quality q = calibrate_quality(some, n, temperature);

		buf_printf(report, "%s, %s:\n", names[c->tongue],
		    whole ? "of texts" : "toward entities");
		calibrate_print(report, &q);
	}
	free(some);
}

static int train_one(struct weight_section *to, struct course *c,
    struct buf *report, struct err *e)
{
	int rc = run_folds(c, e);
	double t = 1;

	if (rc == 0) {
		t = calibrate_temperature(c->trials, c->n_trials);
		rc = fit_section(to, c->x, c->chosen, choose(c, FOLDS),
		    c->tongue, &c->how, e);
	}
	if (rc != 0)
		return err_context(e, "%s", names[c->tongue]);
	to->temperature = (uint32_t)(t * WEIGHT_UNIT);
	report_sorts(c, t, report);
	return 0;
}

int train_weights(struct weights *to, const struct examples *x,
    const struct fit_settings *how, struct buf *report, struct err *e)
{
	struct course c = {.x = x};
	size_t count[TONGUES] = {0}, sections = 0;
	int rc = 0;

	*to = (struct weights){0};
	for (size_t i = 0; i < x->n; i++)
		count[x->v[i].tongue]++;
	c.chosen = mem_new(x->n + 1, sizeof *c.chosen);
	c.trials = mem_new(x->n + 1, sizeof *c.trials);
	c.whole = mem_new(x->n + 1, sizeof *c.whole);
	for (unsigned i = 0; rc == 0 && i < TONGUES; i++) {
		if (count[i] < TRAIN_LEAST)
			continue;
		c.tongue = (enum tongue)i;
		c.shares = count[i] < TRAIN_FEW;
		c.n_trials = 0;
		c.how = *how;
		if (c.shares && c.how.word_bits > FEW_BITS)
			c.how.word_bits = FEW_BITS;
		rc = train_one(&to->of[i], &c, report, e);
		sections++;
	}
	if (rc == 0 && sections == 0)
		rc = err_set(e, EXIT_DATA,
		    "fewer than %d labels in every language", TRAIN_LEAST);
	free(c.chosen);
	free(c.trials);
	free(c.whole);
	if (rc != 0)
		weights_release(to);
	return rc;
}
