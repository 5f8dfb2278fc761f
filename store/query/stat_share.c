#include "store/query/stat_share.h"

struct stat_value stat_share(size_t x, size_t n)
{
	double p = ((double)x + 2) / ((double)n + 4);

	if (n == 0)
		return stat_null((double)x);
	/* a story may match by a copy that is placed in another bucket */
	if (p > 1)
		p = 1;
	return (struct stat_value){(double)x / (double)n,
	    sqrt(p * (1 - p) / ((double)n + 4)), (double)x};
}

struct stat_value stat_share_parts(
    size_t x, size_t n, const struct share_part *parts, size_t n_parts)
{
	struct stat_value v = stat_share(x, n);
	double sum = 0, weights = 0;

	for (size_t i = 0; i < n_parts; i++) {
		if (parts[i].n == 0)
			continue;
		double w = (double)parts[i].weight;

		sum += w * (double)parts[i].x / (double)parts[i].n;
		weights += w;
	}
	if (n > 0 && weights > 0)
		v.value = sum / weights;
	return v;
}
