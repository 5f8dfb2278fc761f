#include "store/query/bucket.h"

static const char *const words[] = {"1h", "1d", "1w", "1M"};

bool bucket_unit_read(struct str word, enum bucket_unit *unit)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_eq(word, str_of(words[i]))) {
			*unit = (enum bucket_unit)i;
			return true;
		}
	return false;
}

const char *bucket_unit_word(enum bucket_unit unit)
{
	return words[unit];
}

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* Days are numbered by their date: day 0 is 1970-01-01. */
static int64_t day_begin(const struct bucket_rule *r, int64_t day)
{
	int64_t early = r->day_ends ? STAMP_DAY - r->day_ends : 0;

	return zone_instant(r->zone, day * STAMP_DAY - early);
}

static int64_t day_of(const struct bucket_rule *r, int64_t t)
{
	int64_t early = r->day_ends ? STAMP_DAY - r->day_ends : 0;
	int64_t day = floor_div(zone_wall(r->zone, t) + early, STAMP_DAY);

	/* where clocks went back over the boundary, or forward */
	while (day_begin(r, day) > t)
		day--;
	while (day_begin(r, day + 1) <= t)
		day++;
	return day;
}

static int64_t month_first(int64_t months)
{
	int64_t year = floor_div(months, 12);

	return stamp_days((int)year, (int)(months - year * 12) + 1, 1);
}

static int64_t month_of(int64_t day)
{
	struct civil c;

	stamp_to_civil(day * STAMP_DAY, &c);
	return (int64_t)c.year * 12 + c.month - 1;
}

/* An hour of the wall begins at its full hour, or where the clocks changed
 * inside it (by half an hour, in a few zones). */
static int64_t hour_begin(const struct bucket_rule *r, int64_t t)
{
	int64_t offset = zone_offset(r->zone, t);
	int64_t low = floor_div(t + offset, STAMP_HOUR) * STAMP_HOUR - offset;
	int64_t high = t;

	if (zone_offset(r->zone, low) == offset)
		return low;
	while (high - low > STAMP_SECOND) {
		int64_t mid = low + (high - low) / 2;

		if (zone_offset(r->zone, mid) == offset)
			high = mid;
		else
			low = mid;
	}
	return floor_div(high, STAMP_SECOND) * STAMP_SECOND;
}

static int64_t hour_step(const struct bucket_rule *r, int64_t begin, long n)
{
	for (; n > 0; n--)
		begin = hour_begin(r, begin + STAMP_HOUR);
	for (; n < 0; n++)
		begin = hour_begin(r, begin - 1);
	return begin;
}

/* ---- days of a calendar ---- */

static int64_t open_begin(const struct bucket_rule *r, int64_t day)
{
	int64_t open = calendar_next(r->calendar, day);

	return day_begin(r, calendar_before(r->calendar, open) + 1);
}

static int64_t open_step(const struct bucket_rule *r, int64_t begin, long n)
{
	int64_t day = day_of(r, begin);

	for (; n > 0; n--)
		day = calendar_next(r->calendar, day) + 1;
	for (; n < 0; n++)
		day = calendar_before(
			  r->calendar, calendar_before(r->calendar, day)) +
		      1;
	return open_begin(r, day);
}

static bool has_closed_days(const struct bucket_rule *r)
{
	return r->every == BUCKET_DAY && r->calendar && r->calendar->some;
}

int64_t bucket_begin(const struct bucket_rule *r, int64_t t)
{
	int64_t day;

	if (r->whole_to > r->whole_from)
		return r->whole_from;
	switch (r->every) {
	case BUCKET_HOUR:
		return hour_begin(r, t);
	case BUCKET_DAY:
		if (has_closed_days(r))
			return open_begin(r, day_of(r, t));
		return day_begin(r, day_of(r, t));
	case BUCKET_WEEK:
		/* day 0 was a Thursday */
		day = day_of(r, t);
		return day_begin(r, floor_div(day + 3, 7) * 7 - 3);
	case BUCKET_MONTH:
		return day_begin(r, month_first(month_of(day_of(r, t))));
	}
	BUG("bucket unit");
}

int64_t bucket_step(const struct bucket_rule *r, int64_t begin, long n)
{
	if (r->whole_to > r->whole_from)
		return begin + n * (r->whole_to - r->whole_from);
	if (r->every == BUCKET_HOUR)
		return hour_step(r, begin, n);
	if (has_closed_days(r))
		return open_step(r, begin, n);
	int64_t day = day_of(r, begin);

	if (r->every == BUCKET_DAY)
		return day_begin(r, day + n);
	if (r->every == BUCKET_WEEK)
		return day_begin(r, day + 7 * n);
	return day_begin(r, month_first(month_of(day) + n));
}

int64_t bucket_days_before(const struct bucket_rule *r, int64_t t, long days)
{
	return zone_instant(
	    r->zone, zone_wall(r->zone, t) - (int64_t)days * STAMP_DAY);
}
