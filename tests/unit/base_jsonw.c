#include "fetch/base/jsonw.h"

#include <criterion/criterion.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

static void expect_real(double v, int digits)
{
	char want[64];
	struct buf b;
	struct jsonw j;

	(void)snprintf(want, sizeof want, "%.*f", digits, v);
	if (strchr(want, '.')) {
		size_t n = strlen(want);

		while (want[n - 1] == '0')
			want[--n] = '\0';
		if (want[n - 1] == '.')
			want[--n] = '\0';
	}
	buf_init(&b, 128);
	jsonw_begin(&j, &b);
	jsonw_real(&j, NULL, v, digits);
	cr_expect_str_eq(buf_text(&b), strcmp(want, "-0") == 0 ? "0" : want,
	    "%.17g with %d digits", v, digits);
	buf_release(&b);
}

Test(jsonw, prints_reals_as_printf_does)
{
	static const double some[] = {0, -0.0, 1, -1, 0.5, 0.25, 0.125, 0.375,
	    0.00005, 0.00015, 0.00025, 1e-9, -1e-9, 0.99999, 0.999949999,
	    0.99995, 123456.7891, 999999999.5, 1e9, 1e15, 2.5, 3.5, -2.5};
	unsigned x = 1;

	for (size_t i = 0; i < sizeof some / sizeof *some; i++)
		for (int digits = 0; digits <= 8; digits++)
			expect_real(some[i], digits);
	for (int i = 0; i < 20000; i++) {
		x = x * 1664525u + 1013904223u;
		expect_real(
		    ((double)x / 4294967296.0 - 0.5) * 2, (int)(x >> 8) % 7);
	}
}

Test(jsonw, prints_integers_to_their_ends)
{
	static const long long some[] = {
	    0, 1, -1, 9, 10, -10, LLONG_MAX, LLONG_MIN};

	for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
		char want[32];
		struct buf b;
		struct jsonw j;

		(void)snprintf(want, sizeof want, "%lld", some[i]);
		buf_init(&b, 128);
		jsonw_begin(&j, &b);
		jsonw_int(&j, NULL, some[i]);
		cr_expect_str_eq(buf_text(&b), want);
		buf_release(&b);
	}
}
