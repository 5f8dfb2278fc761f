#include "store/query/stat_index.h"

enum stat_index_fate stat_index_source(
    const double *y, size_t n, struct stat_index_source *to)
{
	size_t known = 0, nonzero = 0;
	double sum = 0, squares = 0;

	for (size_t i = 0; i < n; i++)
		if (!isnan(y[i])) {
			known++;
			nonzero += y[i] > 0;
			sum += y[i];
		}
	if (known < STAT_INDEX_BUCKETS)
		return STAT_INDEX_FEW_BUCKETS;
	if (nonzero < STAT_INDEX_NONZERO)
		return STAT_INDEX_FEW_MATCHES;
	double mean = sum / (double)known;

	for (size_t i = 0; i < n; i++)
		if (!isnan(y[i]))
			squares += (y[i] - mean) * (y[i] - mean);
	double sigma = sqrt(squares / (double)(known - 1));

	if (!(sigma > 1e-12 * mean))
		return STAT_INDEX_NO_SPREAD;
	*to = (struct stat_index_source){sigma, mean / sigma};
	return STAT_INDEX_IN;
}

double stat_index_mean(const double *y, const struct stat_index_source *panel,
    size_t n, size_t *present)
{
	double sum = 0, means = 0, all = 0;

	*present = 0;
	for (size_t i = 0; i < n; i++) {
		all += panel[i].mean;
		if (isnan(y[i]))
			continue;
		sum += y[i] / panel[i].sigma;
		means += panel[i].mean;
		++*present;
	}
	if (*present == 0)
		return (double)NAN;
	/* the mean over those present, times (all/n)/(means/present) */
	return sum * all / (means * (double)n);
}
