/*
 * What spending does while the price of compute falls: the question of the
 * founding article, in hard figures.
 *
 * Formula: e = 1 - ln(R/R')/ln(P/P'), R spending (capex, data center revenue)
 *   and P the price of compute, R' and P' of four quarters before; since R is
 *   price times quantity, -e is the arc elasticity of the quantity. e > 1: the
 *   spending rose while the price fell.
 * Keeps: null unless ln(P/P') < -0.05, and all four are above 0. An arc, no
 *   cause: both may have risen and fallen for other reasons.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_STAT_ELASTICITY_H
#define STORE_QUERY_STAT_ELASTICITY_H

#include "store/query/stat.h"

struct stat_value stat_elasticity(
    double spending, double spending_before, double price, double price_before);

#endif
