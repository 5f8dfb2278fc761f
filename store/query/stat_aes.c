#include "store/query/stat_aes.h"

#include "store/query/stat_share.h"

int stat_aes_class(const int32_t p[3])
{
	if (p[2] > p[0] && p[2] > p[1])
		return 1;
	return p[0] > p[1] && p[0] > p[2] ? -1 : 0;
}

struct stat_value stat_aes(size_t positive, size_t negative)
{
	struct stat_value v = stat_share(positive, positive + negative);

	v.n = (double)(positive + negative);
	return v;
}

struct stat_value stat_aev(size_t positive, size_t negative)
{
	double n = (double)(positive + negative);

	return (struct stat_value){n, (double)NAN, n};
}
