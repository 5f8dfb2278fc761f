#include "store/query/stat_z.h"

size_t stat_z_window(enum bucket_unit every)
{
	static const size_t windows[] = {
	    [BUCKET_HOUR] = 28 * 24,
	    [BUCKET_DAY] = 91,
	    [BUCKET_WEEK] = 52,
	    [BUCKET_MONTH] = 36,
	};

	return windows[every];
}

static double scaled(double x, bool is_count)
{
	return is_count ? log1p(x) : x;
}

struct stat_value stat_z(
    double x, const double *before, size_t window, bool is_count)
{
	double sum = 0, squares = 0;
	size_t n = 0;

	for (size_t i = 0; i < window; i++)
		if (!isnan(before[i])) {
			sum += scaled(before[i], is_count);
			n++;
		}
	if (isnan(x) || n < 2 || 10 * n < 6 * window)
		return stat_null((double)n);
	double mean = sum / (double)n;

	for (size_t i = 0; i < window; i++)
		if (!isnan(before[i])) {
			double d = scaled(before[i], is_count) - mean;

			squares += d * d;
		}
	double sd = sqrt(squares / (double)(n - 1));

	/* equal values differ by rounding alone */
	if (!(sd > 1e-12 * fabs(mean)))
		return stat_null((double)n);
	return (struct stat_value){
	    (scaled(x, is_count) - mean) / sd, (double)NAN, (double)n};
}
