/* Inline XBRL: every fact that is told has a number in its one form. */
#include "parse/filing/reading.h"

#include <stdint.h>
#include <stdlib.h>

static void check_value(struct str v)
{
	size_t at = v.n && v.p[0] == '-', digits = 0, points = 0;

	for (size_t i = at; i < v.n; i++) {
		if (v.p[i] >= '0' && v.p[i] <= '9')
			digits++;
		else if (v.p[i] == '.')
			points++;
		else
			abort();
	}
	if (!digits || points > 1 || str_eq(v, STR("-0")) ||
	    (points && (v.p[v.n - 1] == '0' || v.p[v.n - 1] == '.')) ||
	    (digits > 1 && v.p[at] == '0' && v.p[at + 1] != '.'))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct reading r;
	struct err e = {0};
	struct ixbrl_cover cover;
	struct fact *facts;
	size_t n, lost;

	reading_init(&r, &a);
	if (reading_do(&r, (struct str){(const char *)data, size}, &e) == 0) {
		ixbrl_facts(r.facts, &facts, &n, &lost);
		for (size_t i = 0; i < n; i++)
			check_value(facts[i].value);
		ixbrl_cover(r.facts, &cover);
	} else if (e.code != EXIT_DATA) {
		abort();
	}
	reading_free(&r);
	arena_release(&a);
	return 0;
}
