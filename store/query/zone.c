#include "store/query/zone.h"

#include "fetch/base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/ucal.h>

enum { NAME_MAX_BYTES = 64 };

struct zone {
	char name[NAME_MAX_BYTES];
	UCalendar *calendar; /* NULL: UTC */
};

static bool is_utc(struct str name)
{
	return str_eq(name, STR("UTC")) || str_eq(name, STR("Etc/UTC")) ||
	       str_eq(name, STR("Z"));
}

/* ICU takes any name and falls back to GMT: ask it first. */
static UCalendar *open_calendar(struct str name)
{
	UChar id[NAME_MAX_BYTES], canonical[2 * NAME_MAX_BYTES];
	UErrorCode rc = U_ZERO_ERROR;
	UBool known = 0;
	int32_t n = (int32_t)name.n;

	for (int32_t i = 0; i < n; i++)
		id[i] = (UChar)(unsigned char)name.p[i];
	(void)ucal_getCanonicalTimeZoneID(
	    id, n, canonical, 2 * NAME_MAX_BYTES, &known, &rc);
	if (U_FAILURE(rc) || !known)
		return NULL;
	UCalendar *c = ucal_open(id, n, "en", UCAL_GREGORIAN, &rc);

	if (U_SUCCESS(rc))
		return c;
	ucal_close(c);
	return NULL;
}

struct zone *zone_open(struct str name, struct err *e)
{
	struct zone *z = mem_new(1, sizeof *z);

	if (name.n < NAME_MAX_BYTES)
		(void)snprintf(z->name, sizeof z->name, "%.*s", STR_ARG(name));
	if (is_utc(name))
		return z;
	if (name.n && name.n < NAME_MAX_BYTES)
		z->calendar = open_calendar(name);
	if (z->calendar)
		return z;
	err_set(e, EXIT_USAGE,
	    "unknown time zone '%.*s' (a name like Asia/Shanghai)",
	    STR_ARG(name));
	free(z);
	return NULL;
}

void zone_close(struct zone *z)
{
	if (!z)
		return;
	if (z->calendar)
		ucal_close(z->calendar);
	free(z);
}

const char *zone_name(const struct zone *z)
{
	return z->name;
}

int64_t zone_offset(const struct zone *z, int64_t t)
{
	UErrorCode rc = U_ZERO_ERROR;

	if (!z->calendar)
		return 0;
	/* whole milliseconds, rounded down */
	int64_t ms = t / 1000 - (t % 1000 < 0);

	ucal_setMillis(z->calendar, (UDate)ms, &rc);
	int32_t zone = ucal_get(z->calendar, UCAL_ZONE_OFFSET, &rc);
	int32_t saving = ucal_get(z->calendar, UCAL_DST_OFFSET, &rc);

	if (U_FAILURE(rc))
		BUG("time zone offset");
	return ((int64_t)zone + saving) / 1000 * STAMP_SECOND;
}

int64_t zone_wall(const struct zone *z, int64_t t)
{
	return t + zone_offset(z, t);
}

int64_t zone_instant(const struct zone *z, int64_t wall)
{
	int64_t before = zone_offset(z, wall - STAMP_DAY);
	int64_t after = zone_offset(z, wall + STAMP_DAY);
	int64_t early = wall - before, late = wall - after;

	if (before == after || zone_wall(z, early) == wall)
		return early;
	if (zone_wall(z, late) == wall)
		return late;
	/* in a gap, late < early: the first second with the new offset */
	while (early - late > STAMP_SECOND) {
		int64_t mid = late + (early - late) / 2;

		mid -= mid % STAMP_SECOND;
		if (mid <= late)
			break;
		if (zone_offset(z, mid) == after)
			early = mid;
		else
			late = mid;
	}
	return early;
}

const char *zone_format(
    const struct zone *z, int64_t t, char text[ZONE_TEXT_BYTES])
{
	char utc[STAMP_TEXT_BYTES];

	if (!z->calendar || t == STAMP_NONE)
		return stamp_format(t, text);
	int64_t offset = zone_offset(z, t);
	int minutes = (int)(offset / STAMP_MINUTE);

	(void)stamp_format(t + offset, utc);
	struct str s = str_of(utc); /* without its Z */

	(void)snprintf(text, ZONE_TEXT_BYTES, "%.*s%c%02d:%02d", (int)s.n - 1,
	    s.p, minutes < 0 ? '-' : '+', abs(minutes) / 60, abs(minutes) % 60);
	return text;
}

const char *zone_format_short(
    const struct zone *z, int64_t t, bool day, char text[ZONE_TEXT_BYTES])
{
	struct civil c;

	text[0] = '\0';
	if (t == STAMP_NONE)
		return text;
	stamp_to_civil(zone_wall(z, t), &c);
	int n = snprintf(
	    text, ZONE_TEXT_BYTES, "%04d-%02d-%02d", c.year, c.month, c.day);

	if (n > 0 && n < ZONE_TEXT_BYTES - 8 && !(day && !c.hour && !c.minute))
		(void)snprintf(text + n, (size_t)(ZONE_TEXT_BYTES - n),
		    " %02d:%02d", c.hour, c.minute);
	return text;
}
