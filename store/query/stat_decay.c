#include "store/query/stat_decay.h"

#include "fetch/base/stamp.h"

/* the first with known >= t */
static size_t find(const struct stat_decaying *v, size_t n, int64_t t)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (v[mid].known < t)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

struct stat_value stat_decay(
    const struct stat_decaying *v, size_t n, int64_t end)
{
	double sum = 0, weight = 1;
	size_t from = find(v, n, end - STAT_DECAY_DAYS * STAMP_DAY);
	size_t to = find(v, n, end);

	for (size_t i = from; i < to; i++) {
		double age = (double)(end - v[i].known) / (double)STAMP_DAY;
		double w = v[i].w * exp2(-age / STAT_DECAY_HALF_DAYS);

		sum += w * v[i].tone;
		weight += w;
	}
	return (struct stat_value){
	    sum / weight, (double)NAN, (double)(to - from)};
}
