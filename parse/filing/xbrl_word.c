#include "parse/filing/xbrl_word.h"

#include "fetch/base/stamp.h"

enum { DAY_BYTES = 10, DECIMALS_MAX_DIGITS = 3 };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_name_sign(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       is_digit(c) || c == '-' || c == '_' || c == '.';
}

bool xbrl_name_is(struct str s)
{
	size_t colons = 0;

	for (size_t i = 0; i < s.n; i++) {
		colons += s.p[i] == ':';
		if (s.p[i] != ':' && !is_name_sign(s.p[i]))
			return false;
	}
	return colons == 1 && s.p[0] != ':' && s.p[s.n - 1] != ':';
}

bool xbrl_decimals_is(struct str s)
{
	size_t from = s.n > 1 && (s.p[0] == '-' || s.p[0] == '+');

	if (!s.p || str_eq(s, STR("INF")))
		return true;
	for (size_t i = from; i < s.n; i++)
		if (!is_digit(s.p[i]))
			return false;
	return s.n > from && s.n - from <= DECIMALS_MAX_DIGITS;
}

bool xbrl_day_is(struct str s)
{
	int64_t t;

	return s.n == DAY_BYTES && stamp_parse(s, &t);
}
