#include "store/query/range.h"

enum { AGO_MAX = 1000000 };

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* digits at *s, at most `most` in value; false where there is none */
static bool number(struct str *s, int64_t most, int64_t *v)
{
	size_t n = 0;

	*v = 0;
	while (n < s->n && digit(s->p[n])) {
		*v = *v * 10 + (s->p[n] - '0');
		if (*v > most)
			return false;
		n++;
	}
	*s = str_sub(*s, n, s->n);
	return n > 0;
}

/* so many months before a wall time; the day is cut to the month's last */
static int64_t months_before(int64_t wall, int64_t months)
{
	struct civil c;

	stamp_to_civil(wall, &c);
	int64_t m = (int64_t)c.year * 12 + c.month - 1 - months;

	c.year = (int)(m / 12 - (m % 12 < 0));
	c.month = (int)(m - (int64_t)c.year * 12) + 1;
	while (c.day > 28 && !stamp_valid_date(c.year, c.month, c.day))
		c.day--;
	return stamp_of_civil(&c);
}

static bool ago(struct str s, int64_t now, const struct zone *z, int64_t *t)
{
	int64_t n;

	if (s.n && s.p[0] == '-')
		s = str_sub(s, 1, s.n);
	if (!number(&s, AGO_MAX, &n) || s.n != 1)
		return false;
	int64_t wall = zone_wall(z, now);

	switch (s.p[0]) {
	case 's':
		*t = now - n * STAMP_SECOND;
		return true;
	case 'm':
		*t = now - n * STAMP_MINUTE;
		return true;
	case 'h':
		*t = now - n * STAMP_HOUR;
		return true;
	case 'd':
		*t = zone_instant(z, wall - n * STAMP_DAY);
		return true;
	case 'w':
		if (n > AGO_MAX / 7)
			return false;
		*t = zone_instant(z, wall - n * 7 * STAMP_DAY);
		return true;
	case 'M':
	case 'y':
		if (n > 12000)
			return false;
		*t = zone_instant(
		    z, months_before(wall, s.p[0] == 'y' ? 12 * n : n));
		return true;
	default:
		return false;
	}
}

static bool epoch(struct str s, int64_t *t)
{
	int64_t seconds, scale = STAMP_SECOND / 10;
	int64_t sign = 1, micro = 0;

	if (!s.n || s.p[0] != '@')
		return false;
	s = str_sub(s, 1, s.n);
	if (s.n && s.p[0] == '-') {
		sign = -1;
		s = str_sub(s, 1, s.n);
	}
	if (!number(&s, INT64_C(253402300799), &seconds))
		return false;
	if (s.n > 1 && s.p[0] == '.')
		for (s = str_sub(s, 1, s.n); s.n && digit(s.p[0]);
		     s = str_sub(s, 1, s.n)) {
			micro += (s.p[0] - '0') * scale;
			scale /= 10;
		}
	*t = sign * (seconds * STAMP_SECOND + micro);
	return s.n == 0;
}

/* whether a time of day is followed by Z or an offset */
static bool has_offset(struct str s)
{
	for (size_t i = 10; i < s.n; i++)
		if (s.p[i] == 'Z' || s.p[i] == 'z' || s.p[i] == '+' ||
		    s.p[i] == '-')
			return true;
	return false;
}

static bool iso(struct str s, const struct zone *z, int64_t *t)
{
	if (!stamp_parse(s, t))
		return false;
	if (!has_offset(s))
		*t = zone_instant(z, *t);
	return true;
}

static int64_t day_begin(int64_t now, const struct zone *z, int64_t back)
{
	int64_t wall = zone_wall(z, now);
	int64_t in_day = wall % STAMP_DAY;

	if (in_day < 0)
		in_day += STAMP_DAY;
	return zone_instant(z, wall - in_day - back * STAMP_DAY);
}

int range_instant(struct str word, int64_t now, const struct zone *z,
    int64_t *t, struct err *e)
{
	if (str_eq(word, STR("now")))
		*t = now;
	else if (str_eq(word, STR("today")))
		*t = day_begin(now, z, 0);
	else if (str_eq(word, STR("yesterday")))
		*t = day_begin(now, z, 1);
	else if (!iso(word, z, t) && !epoch(word, t) && !ago(word, now, z, t))
		return err_set(e, EXIT_USAGE,
		    "no time: '%.*s' (2025-01-27, 30d, 12h, yesterday, …)",
		    STR_ARG(word));
	return 0;
}
