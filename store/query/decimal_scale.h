/*
 * Products, quotients and means of decimals, rounded to 18 digits, halves away
 * from zero: what exchange rates need, and no double.
 *
 * Fails: false for a division by zero and for what is beyond the exponents.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_DECIMAL_SCALE_H
#define STORE_QUERY_DECIMAL_SCALE_H

#include "store/db/decimal.h"

bool decimal_times(struct decimal a, struct decimal b, struct decimal *to);
bool decimal_over(struct decimal a, struct decimal b, struct decimal *to);
/* at so many places behind the point (2: cents) */
struct decimal decimal_round(struct decimal d, int places);

#endif
