/*
 * How the stories that say something about demand are split: U say more,
 * D say less.
 *
 * Formula: balance b = (U-D)/(U+D); se = sqrt((1-c^2)/(n+4)) with c =
 *   (U-D)/(n+4) (the share's interval, stretched to -1..1). disagreement =
 *   sqrt(1-b^2): one minus the agreement index of W. Antweiler and
 *   M. Z. Frank, "Is All That Talk Just Noise?", J. of Finance 59 (2004).
 * Keeps: null where n = U+D is under STAT_BALANCE_LEAST.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_STAT_BALANCE_H
#define STORE_QUERY_STAT_BALANCE_H

#include "store/query/stat.h"

enum { STAT_BALANCE_LEAST = 5 };

struct stat_value stat_balance(size_t up, size_t down);
struct stat_value stat_disagreement(size_t up, size_t down);

#endif
