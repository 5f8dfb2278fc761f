#include "store/query/stat_buzz.h"

struct stat_value stat_buzz(size_t x, size_t n, size_t sum_x, size_t sum_n)
{
	if (n == 0 || sum_n == 0 || sum_x < STAT_BUZZ_LEAST)
		return stat_null((double)x);
	double now = (double)x / (double)n;
	double before = (double)sum_x / (double)sum_n;

	return (struct stat_value){now / before, (double)NAN, (double)x};
}
