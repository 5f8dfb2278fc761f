#include "store/query/hard_sum.h"

#include <stdlib.h>

static int period_order(
    const struct hard_figure *x, const struct hard_figure *y)
{
	int32_t a = x->stock ? OBS_NONE : x->start;
	int32_t b = y->stock ? OBS_NONE : y->start;

	if (x->series != y->series)
		return x->series < y->series ? -1 : 1;
	if (x->end != y->end)
		return x->end < y->end ? -1 : 1;
	return (a > b) - (a < b);
}

static int by_period(const void *a, const void *b)
{
	const struct hard_figure *x = a, *y = b;
	int order = period_order(x, y);

	return order ? order
		     : (x->company > y->company) - (x->company < y->company);
}

int hard_sum_begin(struct hard_list *l, const struct str *units, struct err *e)
{
	if (l->n > 1)
		qsort(l->v, l->n, sizeof *l->v, by_period);
	for (size_t i = 1; i < l->n; i++) {
		const struct hard_figure *a = &l->v[i - 1], *b = &l->v[i];

		if (a->series == b->series && a->unit != b->unit)
			return err_set(e, EXIT_USAGE,
			    "a sum of %.*s and %.*s needs exchange rates: give "
			    "a file of them (--rates)",
			    STR_ARG(units[a->unit]), STR_ARG(units[b->unit]));
	}
	return 0;
}

static void put_together(struct hard_figure *to, const struct hard_figure *part)
{
	to->time = part->time > to->time ? part->time : to->time;
	to->known = part->known > to->known ? part->known : to->known;
	to->mixed |= part->mixed;
	if (part->decimals == 127 || to->decimals == 127)
		to->decimals = 127;
	else if (part->decimals < to->decimals)
		to->decimals = part->decimals;
}

static bool add_up(const struct hard_figure *v, size_t n, struct hard_sum *s)
{
	s->value = v[0];
	s->value.derived = true;
	for (size_t i = 1; i < n; i++) {
		struct decimal minus = v[i].value;

		minus.mantissa = -minus.mantissa;
		if (!decimal_subtract(s->value.value, minus, &s->value.value))
			return false;
		put_together(&s->value, &v[i]);
	}
	return true;
}

bool hard_sum_next(
    struct hard_list *l, size_t *at, size_t companies, struct hard_sum *s)
{
	for (size_t i = *at, k; i < l->n; i = k) {
		for (k = i + 1;
		     k < l->n && period_order(&l->v[i], &l->v[k]) == 0; k++)
			;
		*at = k;
		if (k - i != companies)
			continue;
		s->first = i;
		s->n = companies;
		if (add_up(l->v + i, companies, s))
			return true;
		l->overflows++;
	}
	return false;
}
