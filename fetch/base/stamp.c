#include "fetch/base/stamp.h"

#include <stdio.h>
#include <time.h>

int64_t stamp_days(int year, int month, int day)
{
	int64_t y = month <= 2 ? (int64_t)year - 1 : year;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t yoe = y - era * 400;
	int64_t doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

	return era * 146097 + doe - 719468;
}

bool stamp_valid_date(int year, int month, int day)
{
	static const int length[] = {
	    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (month < 1 || month > 12 || day < 1)
		return false;
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return day <= length[month - 1] + (month == 2 && leap);
}

int64_t stamp_of_civil(const struct civil *c)
{
	return stamp_days(c->year, c->month, c->day) * STAMP_DAY +
	       c->hour * STAMP_HOUR + c->minute * STAMP_MINUTE +
	       c->second * STAMP_SECOND + c->micro;
}

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

void stamp_to_civil(int64_t t, struct civil *c)
{
	int64_t days = floor_div(t, STAMP_DAY);
	int64_t in_day = t - days * STAMP_DAY;
	int64_t z = days + 719468;
	int64_t era = floor_div(z, 146097);
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;

	c->day = (int)(doy - (153 * mp + 2) / 5 + 1);
	c->month = (int)(mp < 10 ? mp + 3 : mp - 9);
	c->year = (int)(yoe + era * 400 + (c->month <= 2));
	c->hour = (int)(in_day / STAMP_HOUR);
	c->minute = (int)(in_day / STAMP_MINUTE % 60);
	c->second = (int)(in_day / STAMP_SECOND % 60);
	c->micro = (int)(in_day % STAMP_SECOND);
}

/* exactly n digits at *s */
static bool digits(struct str *s, size_t n, int *v)
{
	if (s->n < n)
		return false;
	*v = 0;
	for (size_t i = 0; i < n; i++) {
		if (s->p[i] < '0' || s->p[i] > '9')
			return false;
		*v = *v * 10 + (s->p[i] - '0');
	}
	*s = str_sub(*s, n, s->n);
	return true;
}

static bool skip(struct str *s, char c)
{
	if (s->n == 0 || s->p[0] != c)
		return false;
	*s = str_sub(*s, 1, s->n);
	return true;
}

static bool fraction(struct str *s, int *micro)
{
	int scale = 100000;
	size_t n = 0;

	for (; s->n && s->p[0] >= '0' && s->p[0] <= '9'; n++) {
		*micro += (s->p[0] - '0') * scale;
		scale /= 10;
		*s = str_sub(*s, 1, s->n);
	}
	return n > 0;
}

static bool zone(struct str *s, int *minutes)
{
	int h, m = 0, sign;

	*minutes = 0;
	if (s->n == 0 || skip(s, 'Z') || skip(s, 'z'))
		return s->n == 0;
	if (skip(s, '+'))
		sign = 1;
	else if (skip(s, '-'))
		sign = -1;
	else
		return false;
	if (!digits(s, 2, &h))
		return false;
	(void)skip(s, ':');
	if (s->n && !digits(s, 2, &m))
		return false;
	*minutes = sign * (h * 60 + m);
	return s->n == 0 && h <= 23 && m <= 59;
}

static bool time_of_day(struct str *s, struct civil *c)
{
	if (!digits(s, 2, &c->hour) || !skip(s, ':') ||
	    !digits(s, 2, &c->minute))
		return false;
	if (skip(s, ':')) {
		if (!digits(s, 2, &c->second))
			return false;
		if (skip(s, '.') && !fraction(s, &c->micro))
			return false;
	}
	/* a leap second is read as the last one of its minute */
	if (c->second == 60)
		c->second = 59;
	return c->hour <= 23 && c->minute <= 59 && c->second <= 59;
}

bool stamp_parse(struct str s, int64_t *t)
{
	struct civil c = {0};
	int offset = 0;

	if (!digits(&s, 4, &c.year) || !skip(&s, '-') ||
	    !digits(&s, 2, &c.month) || !skip(&s, '-') ||
	    !digits(&s, 2, &c.day))
		return false;
	if (s.n) {
		if (!skip(&s, 'T') && !skip(&s, 't') && !skip(&s, ' '))
			return false;
		if (!time_of_day(&s, &c) || !zone(&s, &offset))
			return false;
	}
	if (!stamp_valid_date(c.year, c.month, c.day))
		return false;
	*t = stamp_of_civil(&c) - offset * STAMP_MINUTE;
	return true;
}

/* n digits of v, which has no more, from its last one on */
static char *put_digits(char *to, int v, int n)
{
	for (int i = n; i-- > 0; v /= 10)
		to[i] = (char)('0' + v % 10);
	return to + n;
}

const char *stamp_format(int64_t t, char text[STAMP_TEXT_BYTES])
{
	struct civil c;
	char *to = text;

	text[0] = '\0';
	if (t == STAMP_NONE)
		return text;
	stamp_to_civil(t, &c);
	/* years of other than four digits are seldom enough for printf */
	if (c.year >= 0 && c.year <= 9999)
		to = put_digits(to, c.year, 4);
	else
		to += snprintf(text, STAMP_TEXT_BYTES / 2, "%04d", c.year);
	*to++ = '-';
	to = put_digits(to, c.month, 2);
	*to++ = '-';
	to = put_digits(to, c.day, 2);
	*to++ = 'T';
	to = put_digits(to, c.hour, 2);
	*to++ = ':';
	to = put_digits(to, c.minute, 2);
	*to++ = ':';
	to = put_digits(to, c.second, 2);
	if (c.micro) {
		*to++ = '.';
		to = put_digits(to, c.micro, 6);
	}
	*to++ = 'Z';
	*to = '\0';
	return text;
}

const char *stamp_format_day(int64_t t, char text[STAMP_TEXT_BYTES])
{
	(void)stamp_format(t, text);
	text[text[0] ? 10 : 0] = '\0';
	return text;
}

static int64_t read_clock(clockid_t id)
{
	struct timespec ts;

	(void)clock_gettime(id, &ts);
	return (int64_t)ts.tv_sec * STAMP_SECOND + ts.tv_nsec / 1000;
}

int64_t stamp_now(const struct stamp_clock *clock)
{
	return clock->fixed != STAMP_NONE ? clock->fixed
					  : read_clock(CLOCK_REALTIME);
}

int64_t stamp_ticks(void)
{
	return read_clock(CLOCK_MONOTONIC);
}
