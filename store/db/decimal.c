#include "store/db/decimal.h"

#include <math.h>

enum { DIGITS_MAX = 18 };
#define MANTISSA_MAX INT64_C(999999999999999999)

static bool exponent(struct str s, int *to)
{
	bool negative = s.n && s.p[0] == '-';
	int v = 0;

	if (s.n && (s.p[0] == '-' || s.p[0] == '+'))
		s = str_sub(s, 1, s.n);
	if (s.n == 0 || s.n > 3)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		v = v * 10 + (s.p[i] - '0');
	}
	*to = negative ? -v : v;
	return true;
}

/* trailing zeros go into the exponent: one form for one value */
static void reduce(struct decimal *d)
{
	if (d->mantissa == 0)
		d->exponent = 0;
	while (d->mantissa && d->mantissa % 10 == 0) {
		d->mantissa /= 10;
		d->exponent++;
	}
}

bool decimal_read(struct str s, struct decimal *d)
{
	bool negative = s.n && s.p[0] == '-', point = false, some = false;
	int64_t v = 0;
	int shift = 0, digits = 0, more = 0;
	size_t i = s.n && (s.p[0] == '-' || s.p[0] == '+');

	for (; i < s.n; i++) {
		char c = s.p[i];

		if (c == '.' && !point) {
			point = true;
			continue;
		}
		if (c < '0' || c > '9')
			break;
		some = true;
		if (digits == DIGITS_MAX)
			return false;
		v = v * 10 + (c - '0');
		digits += v != 0;
		shift += point;
	}
	if (!some)
		return false;
	if (i < s.n) {
		if ((s.p[i] != 'e' && s.p[i] != 'E') ||
		    !exponent(str_sub(s, i + 1, s.n), &more))
			return false;
	}
	*d = (struct decimal){negative ? -v : v, more - shift};
	reduce(d);
	return d->exponent >= -128 && d->exponent <= 127;
}

void decimal_write(struct buf *to, struct decimal d)
{
	char digits[24];
	uint64_t v =
	    d.mantissa < 0 ? 0 - (uint64_t)d.mantissa : (uint64_t)d.mantissa;
	int n = 0;

	do
		digits[n++] = (char)('0' + v % 10);
	while (v /= 10);
	if (d.mantissa < 0)
		buf_char(to, '-');
	int whole = n + d.exponent; /* digits in front of the point */

	if (whole <= 0)
		buf_puts(to, "0.");
	for (int i = whole; i < 0; i++)
		buf_char(to, '0');
	for (int i = 0; i < n; i++) {
		if (i == whole && i > 0)
			buf_char(to, '.');
		buf_char(to, digits[n - 1 - i]);
	}
	for (int i = 0; i < d.exponent && d.mantissa; i++)
		buf_char(to, '0');
}

double decimal_real(struct decimal d)
{
	double m = (double)d.mantissa;

	/* 10^-k is inexact, a division by 10^k is rounded once */
	return d.exponent < 0 ? m / pow(10, -d.exponent)
			      : m * pow(10, d.exponent);
}

static bool fits(struct decimal d)
{
	return d.exponent >= -128 && d.exponent <= 127 &&
	       d.mantissa <= MANTISSA_MAX && d.mantissa >= -MANTISSA_MAX;
}

/* write d with a lower exponent; false where its digits do not fit */
static bool lower(struct decimal *d, int exponent)
{
	for (; d->exponent > exponent; d->exponent--) {
		if (d->mantissa > MANTISSA_MAX / 10 ||
		    d->mantissa < -(MANTISSA_MAX / 10))
			return false;
		d->mantissa *= 10;
	}
	return true;
}

bool decimal_subtract(struct decimal a, struct decimal b, struct decimal *to)
{
	/* zero has every exponent */
	if (a.mantissa == 0)
		a.exponent = b.exponent;
	if (b.mantissa == 0)
		b.exponent = a.exponent;
	if (!fits(a) || !fits(b) || !lower(&a, b.exponent) ||
	    !lower(&b, a.exponent))
		return false;
	*to = (struct decimal){a.mantissa - b.mantissa, a.exponent};
	reduce(to);
	return fits(*to);
}
