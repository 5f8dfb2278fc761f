/*
 * Training as a whole: examples to the weights of every language that has
 * enough of them, with a temperature from held-out folds, and a report.
 *
 * Keeps: the report's figures are of folds that were not trained on. A
 *   language with few examples learns from the rules' features of the others
 *   too (its words are its own).
 * Owns: the weights, as weights_release() frees them.
 * Users: score/train_main.c.
 */
#ifndef SCORE_TRAIN_TRAIN_H
#define SCORE_TRAIN_TRAIN_H

#include "score/train/fit.h"

enum { TRAIN_LEAST = 10, TRAIN_FEW = 2000 };

/* languages with fewer than TRAIN_LEAST examples get no section; none at all
 * is EXIT_DATA */
int train_weights(struct weights *to, const struct examples *x,
    const struct fit_settings *how, struct buf *report, struct err *e);

#endif
