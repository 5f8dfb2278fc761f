#include "store/figures.h"

#include "store/db/bytes.h"
#include "store/db/crc.h"
#include "store/db/decimal.h"

#include <stdlib.h>
#include <string.h>

static uint32_t what_of(const struct score_claim *c)
{
	const struct str parts[] = {c->metric, c->entity, c->unit, c->role,
	    c->period_start, c->period_end, c->horizon};
	uint32_t crc = 0;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		crc = crc32c(crc, parts[i].p ? parts[i].p : "", parts[i].n);
		crc = crc32c(crc, "", 1); /* the NUL between two */
	}
	return crc;
}

static int by_bytes(const void *a, const void *b)
{
	return memcmp(a, b, FIGURE_BYTES);
}

size_t figures_of(const struct score *s, unsigned char to[FIGURES_MAX_BYTES])
{
	size_t n = 0, kept = 0;

	for (size_t i = 0; i < s->n_claims && n < FIGURES_MAX; i++) {
		const struct score_claim *c = &s->claims[i];
		unsigned char *p = to + n * FIGURE_BYTES;
		struct decimal d;

		if (!decimal_read(c->value, &d))
			continue;
		bytes_put_be(p, what_of(c), 4);
		bytes_put_le(p + 4, (uint64_t)d.mantissa, 8);
		p[12] = (unsigned char)(d.exponent + 128);
		n++;
	}
	qsort(to, n, FIGURE_BYTES, by_bytes);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || by_bytes(to + i * FIGURE_BYTES,
				  to + (i - 1) * FIGURE_BYTES))
			memmove(to + kept++ * FIGURE_BYTES,
			    to + i * FIGURE_BYTES, FIGURE_BYTES);
	return kept;
}

bool figures_conflict(
    const unsigned char *a, size_t n, const unsigned char *b, size_t m)
{
	size_t i = 0, k = 0;

	while (i < n && k < m) {
		unsigned char what[4];
		bool only_a = false, only_b = false;
		int order =
		    memcmp(a + i * FIGURE_BYTES, b + k * FIGURE_BYTES, 4);

		if (order != 0) {
			i += order < 0;
			k += order > 0;
			continue;
		}
		memcpy(what, a + i * FIGURE_BYTES, 4);
		for (;;) {
			bool in_a =
			    i < n && !memcmp(a + i * FIGURE_BYTES, what, 4);
			bool in_b =
			    k < m && !memcmp(b + k * FIGURE_BYTES, what, 4);

			if (!in_a && !in_b)
				break;
			order = !in_a   ? 1
				: !in_b ? -1
					: by_bytes(a + i * FIGURE_BYTES,
					      b + k * FIGURE_BYTES);
			only_a |= order < 0;
			only_b |= order > 0;
			i += order <= 0;
			k += order >= 0;
		}
		if (only_a && only_b)
			return true;
	}
	return false;
}
