#include "store/query/stat_net.h"

#include "store/query/stat_jevons.h"

struct stat_value stat_net(size_t up, size_t down, size_t n)
{
	double all = (double)n, sum = (double)(up + down);

	if (n == 0)
		return stat_null(sum);
	double net = ((double)up - (double)down) / all;
	double var = sum / all - net * net;

	/* a story may be counted that is placed in another bucket */
	return (struct stat_value){net, var > 0 ? sqrt(var / all) : 0.0, sum};
}

double stat_net_gap(double d, double sd, double c, double sc)
{
	return sd > 0 && sc > 0 ? d / sd - c / sc : (double)NAN;
}

int stat_net_cost(const struct cue *cues, size_t n, const unsigned char *role,
    unsigned modalities, bool *any)
{
	bool falls = false, rises = false;

	for (size_t i = 0; i < n; i++) {
		if (!cue_in(&cues[i], modalities))
			continue;
		falls |= role[cues[i].what] == JEVONS_COST;
		rises |= role[cues[i].what] == JEVONS_RISE;
	}
	*any = falls || rises;
	return falls - rises;
}
