#include "parse/filing/figures.h"

#include "fetch/base/utf8.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* words that belong to figures */
static bool is_unit(struct str word)
{
	static const char *const units[] = {"bps", "bp", "x", "pts", "pt", "pp",
	    "ppt", "US", "NT", "HK", "RMB", "USD", "EUR", "JPY", "GBP", "CNY",
	    "KRW", "NTD", "TWD", "C", "A", "M", "B", "K", "years", "year",
	    "months", "days", "million", "billion", "NM", "nm", "N", "n", "m",
	    "a", "Up", "Down", "up", "down", "flat", "Flat", NULL};

	for (const char *const *u = units; *u; u++)
		if (str_eq(word, str_of(*u)))
			return true;
	return false;
}

static bool is_dash(uint32_t c)
{
	return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

/* signs that stand in and around figures */
static bool is_sign(uint32_t c)
{
	return c == '$' || c == '%' || c == '(' || c == ')' || c == ',' ||
	       c == '.' || c == ' ' || c == '+' || c == '*' || c == '/' ||
	       c == '[' || c == ']' || c == 0x20AC || c == 0xA3 || c == 0xA5 ||
	       c == 0xB1 || c == 0x2020 || c == 0x2021 || is_dash(c);
}

bool figure_is(struct str s)
{
	size_t digits = 0, dashes = 0, words = 0, points = 0;

	if (s.n > 48)
		return false;
	for (size_t at = 0; at < s.n;) {
		size_t from = at;

		while (at < s.n && is_letter(s.p[at]))
			at++;
		if (at > from) {
			if (!is_unit(str_sub(s, from, at)))
				return false;
			words++;
			continue;
		}
		uint32_t c = utf8_next(s, &at);

		if (c < 0x80 && is_digit((char)c))
			digits++;
		else if (is_dash(c))
			dashes++;
		else if (!is_sign(c))
			return false;
		points += c == '.' || c == '/';
	}
	/* two points are a telephone's or a date's */
	if (points > 1)
		return false;
	return digits || (dashes && !words) || str_eq_nocase(s, STR("N/A")) ||
	       str_eq_nocase(s, STR("NM")) || str_eq_nocase(s, STR("N/M")) ||
	       str_eq(s, STR("*"));
}

bool figure_is_year(struct str s)
{
	if (s.n < 4 || !(str_starts(s, STR("19")) || str_starts(s, STR("20"))))
		return false;
	if (!is_digit(s.p[2]) || !is_digit(s.p[3]))
		return false;
	struct str rest = str_trim(str_sub(s, 4, s.n));

	/* a footnote's mark may follow */
	return !rest.n || (rest.p[0] == '(' && rest.n < 6) ||
	       (rest.n == 1 && !is_digit(rest.p[0]));
}

bool figure_is_prefix(struct str s)
{
	static const char *const signs[] = {"$", "(", "$(", "$ (", "NT$", "US$",
	    "HK$", "C$", "A$", "RMB", "\xE2\x82\xAC", "\xC2\xA3", "\xC2\xA5",
	    "\xE2\x82\xAC(", "NT$(", "US$(", "+", NULL};

	for (const char *const *p = signs; *p; p++)
		if (str_eq(s, str_of(*p)))
			return true;
	return false;
}

bool figure_is_suffix(struct str s)
{
	static const char *const signs[] = {
	    ")", "%", ")%", ") %", "%)", "x", "pts", "bps", "pp", NULL};

	for (const char *const *p = signs; *p; p++)
		if (str_eq(s, str_of(*p)))
			return true;
	return false;
}

bool figure_is_bullet(struct str s)
{
	size_t at = 0;

	if (!s.n || s.n > 16)
		return false;
	if (str_starts_nocase(s, STR("Item")) ||
	    str_starts_nocase(s, STR("Part ")))
		return true;
	if (s.p[0] == '(' && s.p[s.n - 1] == ')')
		return s.n <= 7;
	if (s.p[s.n - 1] == '.' && s.n <= 5)
		return true;
	uint32_t c = utf8_next(s, &at);

	/* one sign that is neither a letter nor a digit: a bullet */
	return at == s.n && c >= 0x80 && !is_dash(c) && c < 0x3000 &&
	       !(c >= 0xC0 && c < 0x2000);
}
