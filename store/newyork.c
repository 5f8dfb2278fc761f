#include "store/newyork.h"

#include "fetch/base/stamp.h"

enum { MARCH = 3, APRIL = 4, OCTOBER = 10, NOVEMBER = 11, RULE_OF = 2007 };

/* the first Sunday on or after a date, as days since 1970 (a Thursday) */
static int64_t sunday_from(int year, int month, int day)
{
	int64_t d = stamp_days(year, month, day);
	int64_t weekday = ((d + 4) % 7 + 7) % 7; /* 0: Sunday */

	return d + (7 - weekday) % 7;
}

int64_t newyork_morning(int64_t moment)
{
	struct civil c;
	int64_t begin, end;

	stamp_to_civil(moment, &c);
	int64_t day = stamp_days(c.year, c.month, c.day);

	if (c.year >= RULE_OF) {
		begin = sunday_from(c.year, MARCH, 8);
		end = sunday_from(c.year, NOVEMBER, 1);
	} else {
		begin = sunday_from(c.year, APRIL, 1);
		end = sunday_from(c.year, OCTOBER, 25);
	}
	int64_t utc = day >= begin && day < end ? 10 : 11;

	return day * STAMP_DAY + utc * STAMP_HOUR;
}
