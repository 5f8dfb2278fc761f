/*
 * How tone carries over: sets of labelled texts (lines of jevons-train, a file
 * a set) are each judged by weights of all other sets, and by weights of four
 * fifths of their own. Stated probabilities stand beside what was found; the
 * temperature is that of a fifth of the training sets that was left out.
 * usage: bench_train_domains [--cost N] FILE FILE...   (from the folder of the
 * sources; N as in jevons-train)
 */
#include "score/train/calibrate.h"
#include "score/train/fit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SETS_MAX = 16, REPORT_MAX_BYTES = 1 << 20 };

struct bench {
	struct examples x;
	struct fit_settings how;
	size_t from[SETS_MAX + 1]; /* where each set's examples begin */
	size_t n_sets;
	char **names;
	size_t *chosen;
	struct trial *trials;
	struct features *f;
	enum tongue tongue;
};

static size_t set_of(const struct bench *b, size_t at)
{
	size_t i = 0;

	while (at >= b->from[i + 1])
		i++;
	return i;
}

/* the examples of the sets but (or of) this one, of which folds but (or of)
 * this one; FOLDS: all */
static size_t choose(struct bench *b, size_t set, bool own, unsigned fold)
{
	size_t n = 0;

	for (size_t i = 0; i < b->x.n; i++)
		if (b->x.v[i].tongue == b->tongue &&
		    (set_of(b, i) == set) == own && b->x.v[i].fold != fold)
			b->chosen[n++] = i;
	return n;
}

static bool conflicting(const struct examples *x, size_t at)
{
	bool differs = false;

	for (size_t i = at; i < x->n && x->v[i].text == x->v[at].text; i++)
		differs |= !x->v[i].whole && x->v[i].label != x->v[at].label;
	for (size_t i = at; i-- > 0 && x->v[i].text == x->v[at].text;)
		differs |= !x->v[i].whole && x->v[i].label != x->v[at].label;
	return differs;
}

static void try_one(struct bench *b, const struct weight_section *s, size_t at,
    struct trial *to)
{
	const struct example *one = &b->x.v[at];

	b->f->n_words = one->n_words;
	b->f->n_rules = one->n_rules;
	memcpy(b->f->words, one->words, one->n_words * sizeof *one->words);
	memcpy(b->f->rules, one->rules, one->n_rules * sizeof *one->rules);
	memcpy(b->f->prior, one->prior, sizeof one->prior);
	weights_scores(s, b->f, to->scores);
	to->label = one->label;
	to->conflict = !one->whole && conflicting(&b->x, at);
}

/* those of one set (or of all others) in one fold, FOLDS: all; whole: the
 * texts as a whole, or toward targets */
static size_t try_all(struct bench *b, const struct weight_section *s,
    size_t set, bool own, unsigned fold, int whole, size_t n)
{
	for (size_t i = 0; i < b->x.n; i++) {
		const struct example *one = &b->x.v[i];

		if (one->tongue != b->tongue || (set_of(b, i) == set) != own ||
		    (fold != FOLDS && one->fold != fold) ||
		    (whole >= 0 && one->whole != (bool)whole))
			continue;
		try_one(b, s, i, &b->trials[n++]);
	}
	return n;
}

static void print(struct bench *b, const char *how, size_t set, int whole,
    size_t n, double temperature)
{
	struct quality q = calibrate_quality(b->trials, n, temperature);
	struct buf out;

	buf_init(&out, REPORT_MAX_BYTES);
	calibrate_print(&out, &q);
	printf("%s, %s, %s:\n%s", b->names[set], how,
	    whole ? "of texts" : "toward targets", buf_text(&out));
	buf_release(&out);
}

static int leave_out(struct bench *b, size_t set, struct err *e)
{
	struct weight_section s = {0};
	size_t n = choose(b, set, false, 0);

	if (fit_section(&s, &b->x, b->chosen, n, b->tongue, &b->how, e) != 0)
		return -1;
	n = try_all(b, &s, set, false, 0, -1, 0);
	double temperature = calibrate_temperature(b->trials, n);

	for (int whole = 0; whole < 2; whole++) {
		n = try_all(b, &s, set, true, FOLDS, whole, 0);
		if (n > 0)
			print(b, "left out", set, whole, n, temperature);
	}
	free(s.words);
	free(s.rules);
	return 0;
}

static int fold_it(struct bench *b, size_t set, struct err *e)
{
	struct weight_section s[FOLDS] = {{0}};
	int rc = 0;

	for (unsigned k = 0; rc == 0 && k < FOLDS; k++) {
		size_t n = choose(b, set, true, k);

		rc = fit_section(
		    &s[k], &b->x, b->chosen, n, b->tongue, &b->how, e);
	}
	for (int whole = 0; rc == 0 && whole < 2; whole++) {
		size_t n = 0;

		for (unsigned k = 0; k < FOLDS; k++)
			n = try_all(b, &s[k], set, true, k, whole, n);
		if (n > 0)
			print(b, "five folds", set, whole, n,
			    calibrate_temperature(b->trials, n));
	}
	for (unsigned k = 0; k < FOLDS; k++) {
		free(s[k].words);
		free(s[k].rules);
	}
	return rc;
}

static int work(struct bench *b, struct err *e)
{
	int rc = 0;

	b->chosen = mem_new(b->x.n + 1, sizeof *b->chosen);
	b->trials = mem_new(b->x.n + 1, sizeof *b->trials);
	b->f = mem_new(1, sizeof *b->f);
	for (size_t i = 0; rc == 0 && i < b->n_sets; i++) {
		size_t first = b->from[i];

		if (first == b->from[i + 1])
			continue;
		b->tongue = b->x.v[first].tongue;
		rc = fold_it(b, i, e);
		if (rc == 0 && choose(b, i, false, 0) > 0)
			rc = leave_out(b, i, e);
		(void)fflush(stdout);
	}
	free(b->chosen);
	free(b->trials);
	free(b->f);
	return rc;
}

int main(int argc, char **argv)
{
	struct bench b = {.how = {FIT_WORD_BITS, FIT_RULE_BITS, FIT_COST}};
	struct err e = {0};
	struct model m;
	int first = 1;

	if (argc > 2 && strcmp(argv[1], "--cost") == 0) {
		b.how.cost = strtod(argv[2], NULL) / 100;
		first = 3;
	}
	if (argc <= first || argc - first > SETS_MAX)
		return EXIT_USAGE;
	int rc = model_open(&m, "score/data", NULL, 0, &e);

	b.names = argv + first;
	for (int i = first; rc == 0 && i < argc; i++) {
		rc = examples_read(&b.x, &m, argv[i], &e);
		b.from[++b.n_sets] = b.x.n;
	}
	model_release(&m);
	if (rc == 0)
		rc = work(&b, &e);
	examples_release(&b.x);
	if (rc != 0)
		fprintf(stderr, "%s\n", e.text);
	return rc != 0;
}
