/*
 * Makes probabilities of scores that were not trained on: one temperature for
 * all (Guo et al. 2017), and the table that shows how well they hold.
 *
 * Owns: nothing.
 * Users: score/train.
 */
#ifndef SCORE_TRAIN_CALIBRATE_H
#define SCORE_TRAIN_CALIBRATE_H

#include "score/tone/weights.h"

enum { RELIABILITY_BINS = 10 };

/* what a model that had not seen it made of an example */
struct trial {
	double scores[WEIGHT_CLASSES];
	int label;
	bool conflict; /* the text has targets with other labels */
};

/* the temperature with the least log loss, in steps of 5 % from 0.1 to 10 */
double calibrate_temperature(const struct trial *t, size_t n);

struct quality {
	size_t n, right, n_conflict, right_conflict;
	double macro_f1, log_loss;
	double error; /* expected calibration error over the bins */
	struct {
		size_t n, right;
		double p; /* sum of the p of the likeliest class */
	} bin[RELIABILITY_BINS];
};

struct quality calibrate_quality(
    const struct trial *t, size_t n, double temperature);

void calibrate_print(struct buf *to, const struct quality *q);

#endif
