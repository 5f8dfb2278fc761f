#include "score/train/calibrate.h"

/* natural logarithm of 0 < p <= 1 by Newton's steps on weights_exp */
static double log_of(double p)
{
	double y = 0;

	if (p < 1e-12)
		p = 1e-12;
	for (int i = 0; i < 40; i++) {
		double step = 1 - p / weights_exp(y);

		y -= step > 1 ? 1 : step < -1 ? -1 : step;
	}
	return y;
}

static double loss(const struct trial *t, size_t n, double temperature)
{
	double sum = 0, p[WEIGHT_CLASSES];

	for (size_t i = 0; i < n; i++) {
		weights_p(t[i].scores, temperature, p);
		sum -= log_of(p[t[i].label]);
	}
	return n ? sum / (double)n : 0;
}

double calibrate_temperature(const struct trial *t, size_t n)
{
	double best = 1, least = loss(t, n, 1);

	for (double x = 0.1; x < 10; x *= 1.05) {
		double l = loss(t, n, x);

		if (l < least) {
			least = l;
			best = x;
		}
	}
	return best;
}

static int likeliest(const double p[WEIGHT_CLASSES])
{
	int best = 0;

	for (int c = 1; c < WEIGHT_CLASSES; c++)
		best = p[c] > p[best] ? c : best;
	return best;
}

struct quality calibrate_quality(
    const struct trial *t, size_t n, double temperature)
{
	struct quality q = {.n = n};
	size_t table[WEIGHT_CLASSES][WEIGHT_CLASSES] = {{0}};
	double p[WEIGHT_CLASSES];

	for (size_t i = 0; i < n; i++) {
		weights_p(t[i].scores, temperature, p);
		int said = likeliest(p);
		int b = (int)(p[said] * RELIABILITY_BINS);

		b = b >= RELIABILITY_BINS ? RELIABILITY_BINS - 1 : b;
		table[t[i].label][said]++;
		q.bin[b].n++;
		q.bin[b].p += p[said];
		q.bin[b].right += said == t[i].label;
		q.right += said == t[i].label;
		q.n_conflict += t[i].conflict;
		q.right_conflict += t[i].conflict && said == t[i].label;
	}
	for (int c = 0; c < WEIGHT_CLASSES; c++) {
		size_t said = 0, are = 0;

		for (int k = 0; k < WEIGHT_CLASSES; k++) {
			said += table[k][c];
			are += table[c][k];
		}
		if (said + are)
			q.macro_f1 += 2.0 * (double)table[c][c] /
				      (double)(said + are) / WEIGHT_CLASSES;
	}
	for (int b = 0; b < RELIABILITY_BINS; b++) {
		double gap = q.bin[b].p - (double)q.bin[b].right;

		q.error += n ? (gap < 0 ? -gap : gap) / (double)n : 0;
	}
	q.log_loss = loss(t, n, temperature);
	return q;
}

void calibrate_print(struct buf *to, const struct quality *q)
{
	buf_printf(to,
	    "  accuracy %.3f, macro-F1 %.3f, log loss %.3f, calibration error "
	    "%.3f, of %zu",
	    q->n ? (double)q->right / (double)q->n : 0, q->macro_f1,
	    q->log_loss, q->error, q->n);
	if (q->n_conflict)
		buf_printf(to, "; texts of several labels %.3f of %zu",
		    (double)q->right_conflict / (double)q->n_conflict,
		    q->n_conflict);
	buf_puts(to, "\n  stated     found   of\n");
	for (int b = 0; b < RELIABILITY_BINS; b++)
		if (q->bin[b].n)
			buf_printf(to, "  %.3f      %.3f   %zu\n",
			    q->bin[b].p / (double)q->bin[b].n,
			    (double)q->bin[b].right / (double)q->bin[b].n,
			    q->bin[b].n);
}
