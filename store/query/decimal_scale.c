#include "store/query/decimal_scale.h"

#include <string.h>

enum { DIGITS = 18, WIDE = 64, EXPONENT_MAX = 127 };

/* digits of a natural number, the most significant first */
struct wide {
	unsigned char digit[WIDE];
	size_t n;
};

static uint64_t magnitude(int64_t m)
{
	return m < 0 ? 0 - (uint64_t)m : (uint64_t)m;
}

static void widen(struct wide *w, uint64_t v)
{
	unsigned char low[24];
	size_t n = 0;

	for (; v; v /= 10)
		low[n++] = (unsigned char)(v % 10);
	w->n = n;
	for (size_t i = 0; i < n; i++)
		w->digit[i] = low[n - 1 - i];
}

/* 18 digits of them, and where the point goes */
static bool narrow(
    const struct wide *w, int exponent, bool negative, struct decimal *to)
{
	size_t from = 0;
	uint64_t v = 0;

	while (from < w->n && w->digit[from] == 0)
		from++;
	size_t n = w->n - from, kept = n < DIGITS ? n : DIGITS;

	for (size_t i = 0; i < kept; i++)
		v = v * 10 + w->digit[from + i];
	exponent += (int)(n - kept);
	if (n > kept && w->digit[from + kept] >= 5)
		v++;
	if (v == UINT64_C(1000000000000000000)) {
		v /= 10;
		exponent++;
	}
	while (v && v % 10 == 0) {
		v /= 10;
		exponent++;
	}
	if (v == 0)
		exponent = 0;
	*to = (struct decimal){negative ? -(int64_t)v : (int64_t)v, exponent};
	return exponent >= -EXPONENT_MAX && exponent <= EXPONENT_MAX;
}

bool decimal_times(struct decimal a, struct decimal b, struct decimal *to)
{
	struct wide x, y, p = {.n = 2 * DIGITS + 2};
	unsigned sum[2 * DIGITS + 2] = {0};

	widen(&x, magnitude(a.mantissa));
	widen(&y, magnitude(b.mantissa));
	for (size_t i = 0; i < x.n; i++)
		for (size_t k = 0; k < y.n; k++)
			sum[i + k] += (unsigned)x.digit[x.n - 1 - i] *
				      y.digit[y.n - 1 - k];
	for (size_t i = 0, carry = 0; i < p.n; i++) {
		size_t at = sum[i] + carry;

		p.digit[p.n - 1 - i] = (unsigned char)(at % 10);
		carry = at / 10;
	}
	return narrow(&p, a.exponent + b.exponent,
	    (a.mantissa < 0) != (b.mantissa < 0), to);
}

bool decimal_over(struct decimal a, struct decimal b, struct decimal *to)
{
	uint64_t by = magnitude(b.mantissa), rest = 0;
	struct wide x, q = {.n = 0};

	if (by == 0)
		return false;
	widen(&x, magnitude(a.mantissa));
	/* enough zeros behind it for 18 digits of the quotient and one more */
	size_t more = 2 * DIGITS + 1;

	memset(x.digit + x.n, 0, more);
	for (size_t i = 0; i < x.n + more; i++) {
		/* rest is below 10^18: ten of it fit */
		rest = rest * 10 + x.digit[i];
		q.digit[q.n++] = (unsigned char)(rest / by);
		rest %= by;
	}
	return narrow(&q, a.exponent - b.exponent - (int)more,
	    (a.mantissa < 0) != (b.mantissa < 0), to);
}

struct decimal decimal_round(struct decimal d, int places)
{
	bool negative = d.mantissa < 0;
	uint64_t v = magnitude(d.mantissa);
	unsigned last = 0;

	if (d.exponent >= -places)
		return d;
	for (; d.exponent < -places; d.exponent++) {
		last = (unsigned)(v % 10);
		v /= 10;
	}
	v += last >= 5;
	for (; v && v % 10 == 0; d.exponent++)
		v /= 10;
	if (v == 0)
		d.exponent = 0;
	d.mantissa = negative ? -(int64_t)v : (int64_t)v;
	return d;
}
