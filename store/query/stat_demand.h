/*
 * What a story says about demand: more (+1), less (-1), or neither (0).
 *
 * Formula: sign of the sum of demand*strength over its cues, one a sentence
 *   and sign (the strongest); 0 where the sum is under 0.1. Cues count that
 *   are asserted or reported, or in the modalities asked for.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_STAT_DEMAND_H
#define STORE_QUERY_STAT_DEMAND_H

#include "store/query/cue.h"

#include <stddef.h>

/* Sorts the cues of one article by sentence. */
int stat_demand(struct cue *cues, size_t n, unsigned modalities);

#endif
