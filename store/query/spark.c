#include "store/query/spark.h"

#include <math.h>

enum { LEVELS = 8 };

struct spark_range spark_range_of(const double *v, size_t n)
{
	struct spark_range r = {0, 0, 0, 0, 0};

	for (size_t i = 0; i < n; i++) {
		if (isnan(v[i]))
			continue;
		if (r.n++ == 0)
			r.low = r.high = r.first = v[i];
		r.low = fmin(r.low, v[i]);
		r.high = fmax(r.high, v[i]);
		r.last = v[i];
	}
	return r;
}

void spark_write(
    struct buf *to, const double *v, size_t n, double low, double high)
{
	for (size_t i = 0; i < n; i++) {
		int level = LEVELS / 2 - 1;

		if (isnan(v[i])) {
			buf_utf8(to, 0xb7);
			continue;
		}
		if (high > low)
			level =
			    (int)floor((v[i] - low) / (high - low) * LEVELS);
		if (level < 0)
			level = 0;
		if (level >= LEVELS)
			level = LEVELS - 1;
		buf_utf8(to, 0x2581 + (uint32_t)level);
	}
}
