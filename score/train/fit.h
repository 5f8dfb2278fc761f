/*
 * Fits the weights of one language to examples: logistic regression with an
 * L2 penalty, one class against the others (LIBLINEAR, Fan et al. 2008), over
 * words scaled by their log-count ratio in that class (NB-SVM, Wang and Manning
 * 2012; the scale goes into the weights), then rounded to the widths of the
 * file.
 *
 * Owns: the tables of the section that it fills, as struct weights does.
 * Keeps: the solver draws no lots, so equal input gives equal weights on one
 *   machine.
 * Fails: EXIT_DATA where all examples have one label. A label that none has
 *   is never said.
 * Users: score/train.
 */
#ifndef SCORE_TRAIN_FIT_H
#define SCORE_TRAIN_FIT_H

#include "score/train/examples.h"

/* what is used where nothing else is asked for; a dear error learns the sets by
 * heart, and carries less over to others */
enum { FIT_WORD_BITS = 18, FIT_RULE_BITS = 13 };
#define FIT_COST 0.8

struct fit_settings {
	unsigned word_bits, rule_bits;
	double cost;
};

/* chosen holds n indexes of examples; of those of other languages the rules
 * alone are used */
int fit_section(struct weight_section *to, const struct examples *x,
    const size_t *chosen, size_t n, enum tongue tongue,
    const struct fit_settings *how, struct err *e);

#endif
