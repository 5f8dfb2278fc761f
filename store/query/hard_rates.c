#include "store/query/hard_rates.h"

#include "fetch/base/stamp.h"
#include "parse/record/lines.h"
#include "store/query/decimal_scale.h"

#include <stdlib.h>
#include <string.h>

enum {
	FIELDS = 4,
	CODE = 3,
	RATES_MAX = 4000000,
	GAP_DAYS = 35,   /* a month, and a few holidays */
	CLOSE_DAYS = 7,  /* a week without trading */
	MONEY_PLACES = 2 /* cents */
};

static bool code(char to[CODE + 1], struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < 'A' || s.p[i] > 'Z')
			return false;
	if (s.n != CODE)
		return false;
	memcpy(to, s.p, CODE);
	to[CODE] = '\0';
	return true;
}

/* NULL, or what is wrong with the line */
static const char *add(struct hard_rates *r, struct str line)
{
	struct hard_rate x = {.day = 0};
	struct str f[FIELDS];
	int64_t t;

	for (size_t i = 0; i < FIELDS; i++)
		f[i] = str_trim(str_split(&line, '\t'));
	if (!f[FIELDS - 1].n || line.p)
		return "not day, from, to, rate";
	if (f[0].n != 10 || !stamp_parse(f[0], &t))
		return "no day";
	if (!code(x.from, f[1]) || !code(x.to, f[2]) ||
	    strcmp(x.from, x.to) == 0)
		return "no two codes of currencies";
	if (!decimal_read(f[3], &x.rate) || x.rate.mantissa <= 0)
		return "no rate";
	if (r->n == RATES_MAX)
		return "too many rates";
	x.day = (int32_t)(t / STAMP_DAY);
	if (r->n == r->cap) {
		r->cap = r->cap ? 2 * r->cap : 256;
		r->v = mem_grow(r->v, r->cap, sizeof *r->v);
	}
	r->v[r->n++] = x;
	return NULL;
}

static int by_pair(const struct hard_rate *a, const struct hard_rate *b)
{
	int order = strcmp(a->from, b->from);

	return order ? order : strcmp(a->to, b->to);
}

static int by_day(const void *a, const void *b)
{
	const struct hard_rate *x = a, *y = b;
	int order = by_pair(x, y);

	return order ? order : (x->day > y->day) - (x->day < y->day);
}

static int sorted(struct hard_rates *r, const char *path, struct err *e)
{
	char day[STAMP_TEXT_BYTES];

	if (r->n > 1)
		qsort(r->v, r->n, sizeof *r->v, by_day);
	for (size_t i = 1; i < r->n; i++)
		if (by_day(&r->v[i - 1], &r->v[i]) == 0)
			return err_set(e, EXIT_DATA,
			    "%s: two rates of %s to %s on %s", path,
			    r->v[i].from, r->v[i].to,
			    stamp_format_day(
				(int64_t)r->v[i].day * STAMP_DAY, day));
	return r->n ? 0 : err_set(e, EXIT_DATA, "%s: no rates", path);
}

int hard_rates_read(struct hard_rates *r, const char *path, struct err *e)
{
	struct lines *l = lines_open(path, e);
	enum lines_result got = LINES_ERROR;
	struct str line;

	*r = (struct hard_rates){0};
	while (l && (got = lines_next(l, &line, e)) == LINES_LINE) {
		const char *wrong = NULL;

		if (line.n && line.p[0] != '#')
			wrong = add(r, line);
		if (!wrong)
			continue;
		got = LINES_ERROR;
		err_set(e, EXIT_DATA, "%s:%lld: %s", lines_name(l),
		    lines_number(l), wrong);
		break;
	}
	lines_close(l);
	return got == LINES_END ? sorted(r, path, e) : -1;
}

void hard_rates_release(struct hard_rates *r)
{
	free(r->v);
	*r = (struct hard_rates){0};
}

/* the first of the pair's rates after a day; r->n or one of another pair where
 * there is none */
static size_t after(
    const struct hard_rates *r, const struct hard_rate *pair, int32_t day)
{
	struct hard_rate key = *pair;
	size_t low = 0, high = r->n;

	key.day = day;
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (by_day(&r->v[mid], &key) <= 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static bool closing(const struct hard_rates *r, const struct hard_rate *pair,
    int32_t day, struct decimal *rate)
{
	size_t at = after(r, pair, day);

	if (at == 0 || by_pair(&r->v[at - 1], pair) != 0 ||
	    r->v[at - 1].day < day - CLOSE_DAYS)
		return false;
	*rate = r->v[at - 1].rate;
	return true;
}

static bool average(const struct hard_rates *r, const struct hard_rate *pair,
    int32_t start, int32_t end, struct decimal *rate)
{
	struct decimal sum = {0, 0}, n = {0, 0};
	int32_t last = start - 1;

	for (size_t i = after(r, pair, start - 1); i < r->n; i++) {
		struct decimal minus = r->v[i].rate;

		if (by_pair(&r->v[i], pair) != 0 || r->v[i].day > end)
			break;
		if (r->v[i].day - last > GAP_DAYS)
			return false;
		last = r->v[i].day;
		minus.mantissa = -minus.mantissa;
		if (!decimal_subtract(sum, minus, &sum))
			return false;
		n.mantissa++;
	}
	return n.mantissa && end - last <= GAP_DAYS &&
	       decimal_over(sum, n, rate);
}

static bool given(const struct hard_rates *r, struct str from, struct str to,
    int32_t start, int32_t end, struct decimal *rate)
{
	struct hard_rate pair = {.day = 0};

	if (!code(pair.from, from) || !code(pair.to, to))
		return false;
	return start == OBS_NONE ? closing(r, &pair, end, rate)
				 : average(r, &pair, start, end, rate);
}

bool hard_rates_of(const struct hard_rates *r, struct str from, struct str to,
    int32_t start, int32_t end, struct decimal *rate)
{
	const struct decimal one = {1, 0};

	if (given(r, from, to, start, end, rate))
		return true;
	return given(r, to, from, start, end, rate) &&
	       decimal_over(one, *rate, rate);
}

static uint32_t common_unit(const struct hard_list *l, const struct str *units)
{
	uint32_t unit = l->v[0].unit;

	for (size_t i = 0; i < l->n; i++) {
		if (str_eq(units[l->v[i].unit], STR("USD")))
			return l->v[i].unit;
		if (l->v[i].unit < unit)
			unit = l->v[i].unit;
	}
	return unit;
}

static bool convert(const struct hard_rates *r, struct hard_figure *v,
    const struct str *units, uint32_t unit)
{
	int32_t start = v->stock ? OBS_NONE : v->start;

	if (v->unit == unit)
		return true;
	if (!hard_rates_of(
		r, units[v->unit], units[unit], start, v->end, &v->rate) ||
	    !decimal_times(v->value, v->rate, &v->value))
		return false;
	v->value = decimal_round(v->value, MONEY_PLACES);
	v->unit = unit;
	/* no more exact than the rate, which does not say */
	v->decimals = 127;
	return true;
}

/* by company and period; what was told in the common unit goes before what was
 * converted to it */
static int by_told(const void *a, const void *b)
{
	const struct hard_figure *x = a, *y = b;
	const int64_t pairs[][2] = {{x->company, y->company},
	    {x->series, y->series}, {x->end, y->end}, {x->start, y->start},
	    {x->rate.mantissa != 0, y->rate.mantissa != 0}, {x->from, y->from}};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (pairs[i][0] != pairs[i][1])
			return pairs[i][0] < pairs[i][1] ? -1 : 1;
	return 0;
}

/* a company may tell one period in two currencies */
static void keep_one_each(struct hard_list *l)
{
	size_t kept = 0;

	if (l->n > 1)
		qsort(l->v, l->n, sizeof *l->v, by_told);
	for (size_t i = 0; i < l->n; i++) {
		const struct hard_figure *v = &l->v[i];

		if (kept == 0 || l->v[kept - 1].company != v->company ||
		    l->v[kept - 1].series != v->series ||
		    l->v[kept - 1].end != v->end ||
		    (!v->stock && l->v[kept - 1].start != v->start))
			l->v[kept++] = *v;
	}
	l->n = kept;
}

size_t hard_rates_convert(const struct hard_rates *r, struct hard_list *l,
    const struct str *units, struct hard_figure *lost)
{
	size_t kept = 0, gone = 0;
	uint32_t unit = l->n ? common_unit(l, units) : 0;

	for (size_t i = 0; i < l->n; i++) {
		struct hard_figure v = l->v[i];

		if (convert(r, &v, units, unit))
			l->v[kept++] = v;
		else if (gone++ == 0)
			*lost = v;
	}
	l->n = kept;
	keep_one_each(l);
	return gone;
}
