#include "store/query/stat_response.h"

#include <stdbool.h>

enum { K = 3 }; /* constant, costs, demand of the week before */

struct line {
	double x[K], y, e;
	int week;
};

static size_t lines_of(const double *d, const double *c, struct line *to)
{
	size_t n = 0;

	for (int t = STAT_RESPONSE_MEAN; t < STAT_RESPONSE_PAST; t++) {
		double sum = 0;

		for (int k = 1; k <= STAT_RESPONSE_MEAN; k++)
			sum += c[t - k];
		if (isnan(sum) || isnan(d[t]) || isnan(d[t - 1]))
			continue;
		to[n++] = (struct line){
		    {1, sum / STAT_RESPONSE_MEAN, d[t - 1]}, d[t], 0, t};
	}
	return n;
}

/* a := its inverse (Gauss and Jordan, the largest pivot); false: singular */
static bool invert(double a[K][K])
{
	double m[K][2 * K];
	double scale = 0;

	for (int i = 0; i < K; i++)
		for (int j = 0; j < K; j++) {
			m[i][j] = a[i][j];
			m[i][K + j] = i == j;
			scale = fmax(scale, fabs(a[i][j]));
		}
	for (int i = 0; i < K; i++) {
		int best = i;

		for (int r = i + 1; r < K; r++)
			if (fabs(m[r][i]) > fabs(m[best][i]))
				best = r;
		if (!(fabs(m[best][i]) > 1e-12 * scale))
			return false;
		for (int j = 0; j < 2 * K; j++) {
			double was = m[i][j];

			m[i][j] = m[best][j];
			m[best][j] = was;
		}
		for (int j = 2 * K - 1; j >= i; j--)
			m[i][j] /= m[i][i];
		for (int r = 0; r < K; r++)
			for (int j = 2 * K - 1; r != i && j >= i; j--)
				m[r][j] -= m[r][i] * m[i][j];
	}
	for (int i = 0; i < K; i++)
		for (int j = 0; j < K; j++)
			a[i][j] = m[i][K + j];
	return true;
}

static void fit(struct line *v, size_t n, double inverse[K][K], double beta[K])
{
	double xy[K] = {0};

	for (size_t i = 0; i < n; i++)
		for (int j = 0; j < K; j++)
			xy[j] += v[i].x[j] * v[i].y;
	for (int j = 0; j < K; j++) {
		beta[j] = 0;
		for (int k = 0; k < K; k++)
			beta[j] += inverse[j][k] * xy[k];
	}
	for (size_t i = 0; i < n; i++) {
		v[i].e = v[i].y;
		for (int j = 0; j < K; j++)
			v[i].e -= beta[j] * v[i].x[j];
	}
}

/* add weight * e_a e_b (x_a x_b' + x_b x_a') / 2 */
static void add(
    double s[K][K], const struct line *a, const struct line *b, double weight)
{
	for (int j = 0; j < K; j++)
		for (int k = 0; k < K; k++)
			s[j][k] += 0.5 * weight * a->e * b->e *
				   (a->x[j] * b->x[k] + b->x[j] * a->x[k]);
}

/* the error of the coefficient of costs */
static double error_of(
    const struct line *v, size_t n, const double inverse[K][K])
{
	double s[K][K] = {{0}}, sum = 0;

	for (size_t i = 0; i < n; i++) {
		add(s, &v[i], &v[i], 1);
		for (size_t k = i; k-- > 0;) {
			int lag = v[i].week - v[k].week;

			if (lag > STAT_RESPONSE_LAG)
				break;
			add(s, &v[i], &v[k],
			    2 * (1 - lag / (STAT_RESPONSE_LAG + 1.0)));
		}
	}
	for (int j = 0; j < K; j++)
		for (int k = 0; k < K; k++)
			sum += inverse[1][j] * s[j][k] * inverse[k][1];
	return sqrt(sum);
}

struct stat_value stat_response(const double *d, const double *c)
{
	struct line v[STAT_RESPONSE_WEEKS];
	double inverse[K][K] = {{0}}, beta[K];
	size_t n = lines_of(d, c, v);

	if (n < STAT_RESPONSE_LEAST)
		return stat_null((double)n);
	for (size_t i = 0; i < n; i++)
		for (int j = 0; j < K; j++)
			for (int k = 0; k < K; k++)
				inverse[j][k] += v[i].x[j] * v[i].x[k];
	if (!invert(inverse))
		return stat_null((double)n);
	fit(v, n, inverse, beta);
	return (struct stat_value){
	    beta[1], error_of(v, n, (const double(*)[K])inverse), (double)n};
}
