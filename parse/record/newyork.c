#include "parse/record/newyork.h"

#include <unicode/ucal.h>

enum { DIGITS = 14 };

static int64_t to_utc(const struct civil *c)
{
	static const UChar zone[] = u"America/New_York";
	UErrorCode status = U_ZERO_ERROR;
	UCalendar *cal = ucal_open(zone, -1, "en_US", UCAL_GREGORIAN, &status);

	if (U_FAILURE(status))
		return STAMP_NONE;
	ucal_clear(cal);
	ucal_setDateTime(cal, c->year, c->month - 1, c->day, c->hour, c->minute,
	    c->second, &status);
	double ms = ucal_getMillis(cal, &status);

	ucal_close(cal);
	return U_FAILURE(status) ? STAMP_NONE : (int64_t)ms * 1000;
}

static int take(const char *digits, int from, int to)
{
	int n = 0;

	for (int i = from; i < to; i++)
		n = n * 10 + (digits[i] - '0');
	return n;
}

int64_t newyork_time(struct str s)
{
	char d[DIGITS];
	int n = 0;

	for (size_t i = 0; i < s.n && n < DIGITS; i++)
		if (s.p[i] >= '0' && s.p[i] <= '9')
			d[n++] = s.p[i];
	if (n < DIGITS)
		return STAMP_NONE;
	struct civil c = {.year = take(d, 0, 4),
	    .month = take(d, 4, 6),
	    .day = take(d, 6, 8),
	    .hour = take(d, 8, 10),
	    .minute = take(d, 10, 12),
	    .second = take(d, 12, 14)};

	if (c.year < 1900 || !stamp_valid_date(c.year, c.month, c.day) ||
	    c.hour > 23 || c.minute > 59 || c.second > 59)
		return STAMP_NONE;
	return to_utc(&c);
}

int64_t newyork_morning(struct str day)
{
	int64_t t;

	if (!stamp_parse(day, &t))
		return STAMP_NONE;
	struct civil c;

	stamp_to_civil(t, &c);
	c.hour = 6;
	c.minute = c.second = 0;
	return to_utc(&c);
}
