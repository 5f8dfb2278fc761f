#include "parse/text/date_place.h"

#include <unicode/ucal.h>

static bool is_name(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';

		if (!letter && c != '/' && c != '_' && c != '-')
			return false;
	}
	return s.n > 0 && s.n < DATE_PLACE_MAX_BYTES;
}

/* ICU takes an unknown name for GMT, and says so by the name it gives back */
static bool is_known(const UChar *name)
{
	UChar real[DATE_PLACE_MAX_BYTES * 2];
	UBool system = 0;
	UErrorCode status = U_ZERO_ERROR;

	(void)ucal_getCanonicalTimeZoneID(
	    name, -1, real, sizeof real / sizeof *real, &system, &status);
	return U_SUCCESS(status) && system;
}

bool date_place_zone(struct str name, const struct civil *local, int *minutes)
{
	UChar id[DATE_PLACE_MAX_BYTES] = {0};
	UErrorCode status = U_ZERO_ERROR;

	if (!is_name(name))
		return false;
	for (size_t i = 0; i < name.n; i++)
		id[i] = (UChar)(unsigned char)name.p[i];
	if (!is_known(id))
		return false;
	UCalendar *cal = ucal_open(id, -1, NULL, UCAL_GREGORIAN, &status);

	if (U_FAILURE(status))
		return false;
	ucal_setDateTime(cal, local->year, local->month - 1, local->day,
	    local->hour, local->minute, local->second, &status);
	int32_t ms = ucal_get(cal, UCAL_ZONE_OFFSET, &status) +
		     ucal_get(cal, UCAL_DST_OFFSET, &status);

	ucal_close(cal);
	if (U_FAILURE(status))
		return false;
	*minutes = ms / 60000;
	return true;
}
