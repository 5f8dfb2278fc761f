#include "store/query/stat_tone.h"

struct stat_value stat_tone(const struct stat_weighted *v, size_t n)
{
	double sum = 0, w = 0, w2 = 0, spread = 0;

	for (size_t i = 0; i < n; i++) {
		sum += v[i].w * v[i].tone;
		w += v[i].w;
		w2 += v[i].w * v[i].w;
	}
	if (w <= 0)
		return stat_null(0);
	double mean = sum / w;

	for (size_t i = 0; i < n; i++) {
		double d = v[i].w * (v[i].tone - mean);

		spread += d * d;
	}
	return (struct stat_value){mean, sqrt(spread) / w, w * w / w2};
}
