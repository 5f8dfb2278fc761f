/*
 * Decimal numbers without rounding: what filings state, never a double.
 *
 * Keeps: value = mantissa * 10^exponent, no trailing zeros in the mantissa,
 *   at most 18 digits, exponent -128..127.
 * Users: store/.
 */
#ifndef STORE_DB_DECIMAL_H
#define STORE_DB_DECIMAL_H

#include "fetch/base/buf.h"

struct decimal {
	int64_t mantissa;
	int exponent;
};

/* "-12.50", "5.89e11"; false where it is no such number or does not fit */
bool decimal_read(struct str s, struct decimal *d);
/* plain digits, no exponent: "589000000000" */
void decimal_write(struct buf *to, struct decimal d);
double decimal_real(struct decimal d);
/* a - b, exactly; false where that takes more than 18 digits */
bool decimal_subtract(struct decimal a, struct decimal b, struct decimal *to);

#endif
