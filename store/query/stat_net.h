/*
 * How many more stories say one thing than say the other, of all stories.
 *
 * Formula: (U-D)/N; se = sqrt(((U+D)/N - ((U-D)/N)^2)/N), that of a mean of
 *   values 1, -1 and 0. d, net demand: U say more demand, D less. c, net cost
 *   decline: U tell of an efficiency gain or price cut, D of a price rise.
 * Keeps: null where N is 0.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_STAT_NET_H
#define STORE_QUERY_STAT_NET_H

#include "store/query/cue.h"
#include "store/query/stat.h"

struct stat_value stat_net(size_t up, size_t down, size_t n);

/* The gap between the two, each by its sd over a frozen base: d/sd - c/sc;
 * NaN where one of them is not known or did not vary. */
double stat_net_gap(double d, double sd, double c, double sc);

/* What an article tells of costs: 1 they fall, -1 they rise, 0 neither or
 * both; *any: it tells of them. role: by number of the signal, JEVONS_COST or
 * JEVONS_RISE (stat_jevons.h); cues count in the modalities asked for. */
int stat_net_cost(const struct cue *cues, size_t n, const unsigned char *role,
    unsigned modalities, bool *any);

#endif
