#include "store/query/stat_balance.h"

struct stat_value stat_balance(size_t up, size_t down)
{
	double n = (double)(up + down), d = (double)up - (double)down;
	double c = d / (n + 4);

	if (up + down < STAT_BALANCE_LEAST)
		return stat_null(n);
	return (struct stat_value){d / n, sqrt((1 - c * c) / (n + 4)), n};
}

struct stat_value stat_disagreement(size_t up, size_t down)
{
	struct stat_value b = stat_balance(up, down);

	if (isnan(b.value))
		return b;
	return (struct stat_value){
	    sqrt(1 - b.value * b.value), (double)NAN, b.n};
}
