#include "score/train/fit.h"

#include <stdlib.h>
#include <string.h>

/* liblinear has a struct of the same name as ours */
#define model linear_model
#include <linear.h>
#undef model

/* how much a block of features weighs before the penalty */
#define WORD_GAIN 4.0
#define RULE_GAIN 0.5
#define RULED_OUT 60.0

static void silent(const char *text)
{
	(void)text;
}

static int by_index(const void *a, const void *b)
{
	const struct feature_node *x = a, *y = b;

	return (x->index > y->index) - (x->index < y->index);
}

/* square root by Newton's steps, as weights.c has it */
static double root_of(size_t n)
{
	double x = (double)(n ? n : 1), root = x > 1 ? x / 2 : x;

	for (int i = 0; i < 16; i++)
		root = (root + x / root) / 2;
	return root;
}

/* sorted, equal ones summed, ended by index -1; returns behind the end */
static struct feature_node *add_row(struct feature_node *to,
    const struct example *x, bool words, const struct fit_settings *how)
{
	uint32_t word_mask = (1u << how->word_bits) - 1;
	uint32_t rule_mask = (1u << how->rule_bits) - 1;
	double each = WORD_GAIN / root_of(x->n_words);
	struct feature_node *row = to;
	size_t n = 0, kept = 0;

	for (size_t i = 0; words && i < x->n_words; i++)
		row[n++] = (struct feature_node){
		    (int)(x->words[i] & word_mask) + 1, each};
	for (size_t i = 0; i < x->n_rules; i++)
		row[n++] = (struct feature_node){
		    (int)((x->rules[i].hash & rule_mask) + word_mask) + 2,
		    RULE_GAIN * x->rules[i].value / FEATURE_ONE};
	qsort(row, n, sizeof *row, by_index);
	for (size_t i = 0; i < n; i++) {
		if (kept && row[kept - 1].index == row[i].index)
			row[kept - 1].value += row[i].value;
		else
			row[kept++] = row[i];
	}
	row[kept] = (struct feature_node){-1, 0};
	return row + kept + 1;
}

static int rounded(double v, int most)
{
	int r = (int)(v < 0 ? v - 0.5 : v + 0.5);

	return r > most ? most : r < -most ? -most : r;
}

/* weights of [first, first + n) as integers; gives what one of them is worth */
static double greatest(const struct linear_model *m, int first, int n)
{
	double most = 1e-9;

	for (int i = 0; i < n; i++)
		for (int c = 0; c < m->nr_class; c++) {
			double w = get_decfun_coef(m, first + i, c);

			most = w > most ? w : -w > most ? -w : most;
		}
	return most;
}

/* what no example is labelled with is never said */
static void rule_out(struct weight_section *to, int class)
{
	for (int whole = 0; whole < 2; whole++) {
		uint32_t at =
		    features_bias(whole) & ((1u << to->rule_bits) - 1);

		to->rules[at * WEIGHT_CLASSES + (unsigned)class] = -INT16_MAX;
	}
}

static void take_weights(struct weight_section *to,
    const struct linear_model *m, const struct fit_settings *how)
{
	int words = 1 << how->word_bits, rules = 1 << how->rule_bits;
	double word_step = greatest(m, 1, words) / INT8_MAX;
	double rule_step = greatest(m, words + 1, rules);
	bool seen[WEIGHT_CLASSES] = {false};

	/* room for what rules a class out */
	if (m->nr_class < WEIGHT_CLASSES && rule_step < RULED_OUT)
		rule_step = RULED_OUT;
	rule_step /= INT16_MAX;

	to->there = true;
	to->word_bits = how->word_bits;
	to->rule_bits = how->rule_bits;
	to->temperature = WEIGHT_UNIT;
	to->word_scale = (uint32_t)(word_step * WORD_GAIN * WEIGHT_UNIT + 1);
	to->rule_scale = (uint32_t)(rule_step * RULE_GAIN * WEIGHT_UNIT + 1);
	word_step = to->word_scale / WORD_GAIN / WEIGHT_UNIT;
	rule_step = to->rule_scale / RULE_GAIN / WEIGHT_UNIT;
	to->words = mem_new((size_t)words * WEIGHT_CLASSES, 1);
	to->rules = mem_new((size_t)rules * WEIGHT_CLASSES, 2);
	for (int c = 0; c < m->nr_class; c++) {
		int class = m->label[c];

		seen[class] = true;
		for (int i = 0; i < words; i++)
			to->words[i * WEIGHT_CLASSES + class] = (int8_t)rounded(
			    get_decfun_coef(m, i + 1, c) / word_step, INT8_MAX);
		for (int i = 0; i < rules; i++)
			to->rules[i * WEIGHT_CLASSES + class] =
			    (int16_t)rounded(
				get_decfun_coef(m, words + i + 1, c) /
				    rule_step,
				INT16_MAX);
	}
	for (int c = 0; c < WEIGHT_CLASSES; c++)
		if (!seen[c])
			rule_out(to, c);
}

int fit_section(struct weight_section *to, const struct examples *x,
    const size_t *chosen, size_t n, enum tongue tongue,
    const struct fit_settings *how, struct err *e)
{
	struct parameter p = {
	    .solver_type = L2R_LR, .eps = 0.01, .C = how->cost};
	struct problem all = {.l = (int)n,
	    .n = (1 << how->word_bits) + (1 << how->rule_bits),
	    .bias = -1};
	size_t nodes = 0;

	for (size_t i = 0; i < n; i++)
		nodes += x->v[chosen[i]].n_words + x->v[chosen[i]].n_rules + 1;
	struct feature_node *space = mem_new(nodes + 1, sizeof *space);
	struct feature_node *at = space;

	all.y = mem_new(n + 1, sizeof *all.y);
	all.x = mem_new(n + 1, sizeof *all.x);
	for (size_t i = 0; i < n; i++) {
		const struct example *one = &x->v[chosen[i]];

		all.y[i] = one->label;
		all.x[i] = at;
		at = add_row(at, one, one->tongue == tongue, how);
	}
	set_print_string_function(silent);
	struct linear_model *m = train(&all, &p);
	int rc = 0;

	if (m->nr_class < 2)
		rc = err_set(e, EXIT_DATA,
		    "training needs examples of two labels or three, in every "
		    "fold");
	else
		take_weights(to, m, how);
	free_and_destroy_model(&m);
	free(space);
	free(all.x);
	free(all.y);
	return rc;
}
