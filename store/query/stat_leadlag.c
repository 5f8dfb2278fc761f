#include "store/query/stat_leadlag.h"

#include "fetch/base/buf.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double mean_of(const double *x, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += x[i];
	return n ? sum / (double)n : 0;
}

static void autocovariances(const double *x, size_t n, size_t lags, double *c)
{
	double mean = mean_of(x, n);

	for (size_t k = 0; k <= lags; k++) {
		c[k] = 0;
		for (size_t i = k; i < n; i++)
			c[k] += (x[i] - mean) * (x[i - k] - mean);
		c[k] /= (double)n;
	}
}

size_t stat_ar(const double *x, size_t n, double *phi)
{
	double c[STAT_LEADLAG_ORDER + 1];
	double a[STAT_LEADLAG_ORDER] = {0}, was[STAT_LEADLAG_ORDER];
	size_t most = n / 10 < STAT_LEADLAG_ORDER ? n / 10 : STAT_LEADLAG_ORDER;
	size_t best = 0;

	autocovariances(x, n, most, c);
	double error = c[0], least = (double)n * log(c[0]);

	if (!(c[0] > 0))
		return 0;
	for (size_t p = 1; p <= most; p++) {
		double k = c[p];

		for (size_t j = 1; j < p; j++)
			k -= a[j - 1] * c[p - j];
		k /= error;
		memcpy(was, a, sizeof was);
		for (size_t j = 1; j < p; j++)
			a[j - 1] = was[j - 1] - k * was[p - j - 1];
		a[p - 1] = k;
		error *= 1 - k * k;
		if (!(error > 0))
			break;
		double aic = (double)n * log(error) + 2 * (double)p;

		if (aic < least) {
			least = aic;
			best = p;
			memcpy(phi, a, p * sizeof *phi);
		}
	}
	return best;
}

/* what the past of x does not explain; n - p values */
static void filter(
    const double *x, size_t n, const double *phi, size_t p, double *to)
{
	double mean = mean_of(x, n);

	for (size_t i = p; i < n; i++) {
		double v = x[i] - mean;

		for (size_t k = 1; k <= p; k++)
			v -= phi[k - 1] * (x[i - k] - mean);
		to[i - p] = v;
	}
}

static double spread(const double *x, size_t n)
{
	double mean = mean_of(x, n), sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += (x[i] - mean) * (x[i] - mean);
	return sqrt(sum / (double)n);
}

bool stat_leadlag(const double *x, const double *y, size_t n, size_t lags,
    double *r, size_t *used)
{
	double phi[STAT_LEADLAG_ORDER];
	size_t p = stat_ar(x, n, phi), m = n - p;
	double *u = mem_new(n + 1, sizeof *u), *v = mem_new(n + 1, sizeof *v);

	filter(x, n, phi, p, u);
	filter(y, n, phi, p, v);
	double mean_u = mean_of(u, m), mean_v = mean_of(v, m);
	double scale = spread(u, m) * spread(v, m) * (double)m;
	bool ok = scale > 1e-18;

	for (size_t k = 0; k <= lags && ok; k++) {
		double sum = 0;

		for (size_t t = 0; t + k < m; t++)
			sum += (u[t] - mean_u) * (v[t + k] - mean_v);
		r[k] = sum / scale;
	}
	*used = m;
	free(u);
	free(v);
	return ok;
}
