#include "parse/filing/written_date.h"

#include "fetch/base/stamp.h"

#include <string.h>

enum { YEAR_LEAST = 1900, BLANKS_MAX = 4 };

static const char *const months[] = {"January", "February", "March", "April",
    "May", "June", "July", "August", "September", "October", "November",
    "December"};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* up to `most` digits at *at; 0 where there are none or more */
static int number(struct str s, size_t *at, int most)
{
	int n = 0, digits = 0;

	for (; *at < s.n && is_digit(s.p[*at]); ++*at, digits++)
		n = digits < most ? n * 10 + (s.p[*at] - '0') : 0;
	return digits <= most ? n : 0;
}

static void skip(struct str s, size_t *at)
{
	for (int n = 0; *at < s.n && n < BLANKS_MAX &&
			(s.p[*at] == ' ' || s.p[*at] == ',' || s.p[*at] == '.');
	     n++)
		++*at;
}

/* the month that is named at `at`; its length in *n: "September", "Sept." */
static int month_at(struct str s, size_t at, size_t *n)
{
	if ((at > 0 && is_letter(s.p[at - 1])) ||
	    !memchr("JFMASONDjfmasond", s.p[at], 16))
		return 0;
	for (int m = 0; m < 12; m++) {
		struct str name = str_of(months[m]);
		struct str rest = str_sub(s, at, s.n);

		*n = name.n;
		if (str_starts_nocase(rest, name))
			return m + 1;
		*n = 0;
		while (*n < rest.n && is_letter(rest.p[*n]))
			++*n;
		if (*n >= 3 && *n <= 4 &&
		    str_starts_nocase(name, str_sub(rest, 0, *n)))
			return m + 1;
	}
	return 0;
}

/* "28" of "28 January": where it begins, or `at` */
static size_t day_before(struct str s, size_t at, int *day)
{
	size_t begin = at;

	while (begin > 0 && s.p[begin - 1] == ' ')
		begin--;
	if (begin == at)
		return at;
	size_t from = begin;

	while (from > 0 && begin - from < 2 && is_digit(s.p[from - 1]))
		from--;
	*day = 0;
	for (size_t i = from; i < begin; i++)
		*day = *day * 10 + (s.p[i] - '0');
	return from < begin ? from : at;
}

/* "1st", "2nd" */
static void skip_ordinal(struct str s, size_t *at)
{
	static const char *const ends[] = {"st", "nd", "rd", "th", NULL};

	for (const char *const *e = ends; *e; e++)
		if (str_starts_nocase(str_sub(s, *at, s.n), str_of(*e))) {
			*at += 2;
			return;
		}
}

static bool with_month(
    struct str s, size_t at, int month, size_t n, struct written_date *to)
{
	size_t end = at + n;
	int day = 0;

	*to = (struct written_date){.month = month, .begin = at};
	skip(s, &end);
	to->day = number(s, &end, 2);
	if (to->day) {
		skip_ordinal(s, &end);
		skip(s, &end);
		to->year = number(s, &end, 4);
	} else {
		/* "28 January 2024" */
		end = at + n;
		skip(s, &end);
		to->begin = day_before(s, at, &day);
		to->year = number(s, &end, 4);
		to->day = to->begin < at ? day : 0;
	}
	to->end = end;
	return to->year >= YEAR_LEAST &&
	       stamp_valid_date(to->year, to->month, to->day);
}

/* "1/28/2024" */
static bool in_figures(struct str s, size_t at, struct written_date *to)
{
	if (at > 0 && (is_digit(s.p[at - 1]) || s.p[at - 1] == '/'))
		return false;
	*to = (struct written_date){.begin = at};
	to->month = number(s, &at, 2);
	if (!to->month || at >= s.n || s.p[at++] != '/')
		return false;
	to->day = number(s, &at, 2);
	if (!to->day || at >= s.n || s.p[at++] != '/')
		return false;
	to->year = number(s, &at, 4);
	to->end = at;
	return to->year >= YEAR_LEAST &&
	       stamp_valid_date(to->year, to->month, to->day);
}

bool written_date_next(struct str s, size_t from, struct written_date *to)
{
	for (size_t at = from; at < s.n; at++) {
		size_t n;
		int month;

		if (is_digit(s.p[at])) {
			if (in_figures(s, at, to))
				return true;
			continue;
		}
		if (!is_letter(s.p[at]))
			continue;
		month = month_at(s, at, &n);
		if (month && with_month(s, at, month, n, to) &&
		    to->begin >= from)
			return true;
	}
	return false;
}
