#include "score/train/fit.h"

#include <math.h>
#include <stdlib.h>

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

/* how much of each bucket the fit of one class sees */
struct view {
	const struct fit_settings *how;
	enum tongue tongue; /* others' words are left out */
	double *gain;       /* of a bucket of words, then of rules */
};

static uint32_t word_bucket(const struct fit_settings *how, uint32_t hash)
{
	return hash & ((1u << how->word_bits) - 1);
}

static uint32_t rule_bucket(const struct fit_settings *how, uint32_t hash)
{
	return (1u << how->word_bits) + (hash & ((1u << how->rule_bits) - 1));
}

/* sorted, equal ones summed, ended by index -1; returns behind the end */
static struct feature_node *add_row(
    struct feature_node *to, const struct example *x, const struct view *v)
{
	double each = WORD_GAIN / sqrt((double)(x->n_words ? x->n_words : 1));
	struct feature_node *row = to;
	size_t n = 0, kept = 0;

	for (size_t i = 0; x->tongue == v->tongue && i < x->n_words; i++) {
		uint32_t at = word_bucket(v->how, x->words[i]);

		row[n++] =
		    (struct feature_node){(int)at + 1, each * v->gain[at]};
	}
	for (size_t i = 0; i < x->n_rules; i++) {
		uint32_t at = rule_bucket(v->how, x->rules[i].hash);

		row[n++] = (struct feature_node){(int)at + 1,
		    RULE_GAIN * x->rules[i].value * v->gain[at] / FEATURE_ONE};
	}
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

/* what no example is labelled with is never said */
static void rule_out(struct weight_section *to, int class)
{
	for (int whole = 0; whole < 2; whole++) {
		uint32_t at =
		    features_bias(whole) & ((1u << to->rule_bits) - 1);

		to->rules[at * WEIGHT_CLASSES + (unsigned)class] = -INT16_MAX;
	}
}

/* the problem of one class against the others */
struct fit {
	struct view view;
	const struct examples *x;
	const size_t *chosen;
	size_t n;
	struct feature_node *space, **rows;
	double *y;
	uint32_t *in, *out; /* examples with the bucket, of the class or not */
	uint32_t *last;     /* the example that a bucket was counted for */
	double *w[WEIGHT_CLASSES];
};

static size_t buckets(const struct fit *f)
{
	return ((size_t)1 << f->view.how->word_bits) +
	       ((size_t)1 << f->view.how->rule_bits);
}

static void count_one(struct fit *f, size_t i, uint32_t at, bool in)
{
	if (f->last[at] == i + 1)
		return;
	f->last[at] = (uint32_t)i + 1;
	(in ? f->in : f->out)[at]++;
}

static void count_words(struct fit *f, int class)
{
	for (size_t b = 0; b < buckets(f); b++) {
		f->in[b] = f->out[b] = f->last[b] = 0;
		f->view.gain[b] = 1;
	}
	for (size_t i = 0; i < f->n; i++) {
		const struct example *one = &f->x->v[f->chosen[i]];

		if (one->tongue != f->view.tongue)
			continue;
		for (size_t k = 0; k < one->n_words; k++)
			count_one(f, i, word_bucket(f->view.how, one->words[k]),
			    one->label == class);
	}
}

/* Words that tell the class apart are seen large, what all classes have small:
 * by the size of their log-count ratio over its root mean square. */
static void find_gains(struct fit *f, int class)
{
	uint32_t words = 1u << f->view.how->word_bits;
	double in = words, out = words, square = 0, seen = 0;

	count_words(f, class);
	for (uint32_t b = 0; b < words; b++) {
		in += f->in[b];
		out += f->out[b];
	}
	for (uint32_t b = 0; b < words; b++) {
		if (f->in[b] + f->out[b] == 0)
			continue;
		double ratio =
		    log((1.0 + f->in[b]) / in) - log((1.0 + f->out[b]) / out);

		f->view.gain[b] = ratio < 0 ? -ratio : ratio;
		square += ratio * ratio;
		seen++;
	}
	for (uint32_t b = 0; b < words && square > 0; b++)
		f->view.gain[b] /= sqrt(square / seen);
}

/* false: none of the examples has the label */
static bool fit_class(struct fit *f, int class)
{
	struct parameter p = {
	    .solver_type = L2R_LR, .eps = 0.01, .C = f->view.how->cost};
	struct problem all = {.l = (int)f->n,
	    .n = (int)buckets(f),
	    .bias = -1,
	    .x = f->rows,
	    .y = f->y};
	struct feature_node *at = f->space;
	size_t of_class = 0;

	find_gains(f, class);
	for (size_t i = 0; i < f->n; i++) {
		const struct example *one = &f->x->v[f->chosen[i]];

		f->y[i] = one->label == class;
		of_class += one->label == class;
		f->rows[i] = at;
		at = add_row(at, one, &f->view);
	}
	if (of_class == 0 || of_class == f->n)
		return of_class > 0;
	struct linear_model *m = train(&all, &p);
	int positive = m->label[0] == 1 ? 0 : 1;

	for (size_t b = 0; b < buckets(f); b++)
		f->w[class][b] =
		    get_decfun_coef(m, (int)b + 1, positive) * f->view.gain[b];
	free_and_destroy_model(&m);
	return true;
}

static double greatest(const struct fit *f, size_t first, size_t n)
{
	double most = 1e-9;

	for (int c = 0; c < WEIGHT_CLASSES; c++)
		for (size_t b = first; b < first + n; b++) {
			double w = f->w[c][b];

			most = w > most ? w : -w > most ? -w : most;
		}
	return most;
}

static void take_weights(
    struct weight_section *to, const struct fit *f, const bool *seen)
{
	const struct fit_settings *how = f->view.how;
	size_t words = (size_t)1 << how->word_bits;
	size_t rules = (size_t)1 << how->rule_bits;
	double word_step = greatest(f, 0, words) / INT8_MAX;
	double rule_step = greatest(f, words, rules);

	/* room for what rules a class out */
	if (!(seen[0] && seen[1] && seen[2]) && rule_step < RULED_OUT)
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
	to->words = mem_new(words * WEIGHT_CLASSES, 1);
	to->rules = mem_new(rules * WEIGHT_CLASSES, 2);
	for (size_t c = 0; c < WEIGHT_CLASSES; c++) {
		for (size_t b = 0; b < words; b++)
			to->words[b * WEIGHT_CLASSES + c] =
			    (int8_t)rounded(f->w[c][b] / word_step, INT8_MAX);
		for (size_t b = 0; b < rules; b++)
			to->rules[b * WEIGHT_CLASSES + c] = (int16_t)rounded(
			    f->w[c][words + b] / rule_step, INT16_MAX);
		if (!seen[c])
			rule_out(to, (int)c);
	}
}

static void make_room(struct fit *f)
{
	size_t nodes = 0, n = buckets(f);

	for (size_t i = 0; i < f->n; i++)
		nodes += f->x->v[f->chosen[i]].n_words +
			 f->x->v[f->chosen[i]].n_rules + 1;
	f->space = mem_new(nodes + 1, sizeof *f->space);
	f->rows = mem_new(f->n + 1, sizeof *f->rows);
	f->y = mem_new(f->n + 1, sizeof *f->y);
	f->in = mem_new(n, sizeof *f->in);
	f->out = mem_new(n, sizeof *f->out);
	f->last = mem_new(n, sizeof *f->last);
	f->view.gain = mem_new(n, sizeof *f->view.gain);
	for (int c = 0; c < WEIGHT_CLASSES; c++)
		f->w[c] = mem_new(n, sizeof *f->w[c]);
}

static void release(struct fit *f)
{
	free(f->space);
	free(f->rows);
	free(f->y);
	free(f->in);
	free(f->out);
	free(f->last);
	free(f->view.gain);
	for (int c = 0; c < WEIGHT_CLASSES; c++)
		free(f->w[c]);
}

int fit_section(struct weight_section *to, const struct examples *x,
    const size_t *chosen, size_t n, enum tongue tongue,
    const struct fit_settings *how, struct err *e)
{
	struct fit f = {.view = {.how = how, .tongue = tongue},
	    .x = x,
	    .chosen = chosen,
	    .n = n};
	bool seen[WEIGHT_CLASSES];
	int classes = 0, rc = 0;

	make_room(&f);
	set_print_string_function(silent);
	for (int c = 0; c < WEIGHT_CLASSES; c++) {
		seen[c] = fit_class(&f, c);
		classes += seen[c];
	}
	if (classes < 2)
		rc = err_set(e, EXIT_DATA,
		    "training needs examples of two labels or three, in every "
		    "fold");
	else
		take_weights(to, &f, seen);
	release(&f);
	return rc;
}
