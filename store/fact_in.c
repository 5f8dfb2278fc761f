#include "store/fact_in.h"

#include <string.h>

static bool read_day(struct str s, int32_t *day)
{
	int64_t t;

	*day = OBS_NONE;
	if (!s.p)
		return true;
	if (!stamp_parse(s, &t))
		return false;
	*day = (int32_t)(t / STAMP_DAY - (t % STAMP_DAY < 0));
	return true;
}

static bool read_decimals(struct str s, int *to)
{
	struct decimal d;

	*to = DECIMALS_UNKNOWN;
	if (!s.n || str_eq_nocase(s, STR("INF")))
		return true;
	if (!decimal_read(s, &d) || d.exponent < 0 || d.exponent > 2)
		return false;
	for (; d.exponent; d.exponent--)
		d.mantissa *= 10;
	if (d.mantissa < -127 || d.mantissa >= DECIMALS_UNKNOWN)
		return false;
	*to = (int)d.mantissa;
	return true;
}

bool fact_in_read(struct fact_in *to, const struct fact *f, struct str cik,
    struct arena *keep)
{
	struct str none = {"", 0};
	struct str unit = f->unit.p ? f->unit : none;

	*to = (struct fact_in){0};
	if (!f->concept.n || !cik.n || !f->value.p ||
	    memchr(f->concept.p, '/', f->concept.n) ||
	    !decimal_read(f->value, &to->value.value) ||
	    !read_decimals(f->decimals, &to->value.decimals) ||
	    !read_day(f->start, &to->value.start_day) ||
	    !read_day(f->end.p ? f->end : f->instant, &to->value.end_day))
		return false;
	to->concept = arena_str(keep, f->concept);
	to->entity = arena_printf(keep, "%.*s %.*s%s%.*s", STR_ARG(cik),
	    STR_ARG(unit), f->dims.n ? " " : "", STR_ARG(f->dims));
	return true;
}
