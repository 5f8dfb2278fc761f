#include "parse/text/date_wide.h"

#include "parse/text/date_tokens.h"
#include "parse/text/table.h"

#include <stdio.h>
#include <string.h>

enum { REST_MAX_BYTES = 100, UNIX_MIN_DIGITS = 9, UNIX_MAX_DIGITS = 10 };

static bool say(long y, long m, long d, int64_t *t)
{
	if (y < 1 || y > 9999 || m < 1 || m > 12 || d < 1 ||
	    !stamp_valid_date((int)y, (int)m, (int)d))
		return false;
	*t = stamp_days((int)y, (int)m, (int)d) * STAMP_DAY;
	return true;
}

/* RFC 5322, 4.3 */
static long century(long two)
{
	return two + (two < 50 ? 2000 : 1900);
}

/* day n of the year */
static bool ordinal(long y, long n, int64_t *t)
{
	int days = stamp_valid_date((int)y, 2, 29) ? 366 : 365;

	if (y < 1 || n < 1 || n > days)
		return false;
	*t = (stamp_days((int)y, 1, 1) + n - 1) * STAMP_DAY;
	return true;
}

/* one number: 2003, 031231, 03335, 2003335, and
 * seconds since 1970 */
static bool one_number(const struct date_token *k, int64_t *t)
{
	long n = k->number;

	switch (k->digits) {
	case 4:
		return n >= 1000 && say(n, 1, 1, t);
	case 5: /* plain numbers begin with no zero; 03335 is no number */
		return n < 10000 && ordinal(century(n / 1000), n % 1000, t);
	case 6:
		return say(century(n / 10000), n / 100 % 100, n % 100, t);
	case 7:
		return n >= 1000000 && ordinal(n / 1000, n % 1000, t);
	case UNIX_MIN_DIGITS:
	case UNIX_MAX_DIGITS:
		*t = n * STAMP_SECOND;
		return true;
	default:
		return false;
	}
}

static bool is_dash(const struct date_tokens *t, size_t i)
{
	return date_is_sign(t, i, '-');
}

/* 2003-12, 2003-335, 03-12-31, -03-12, -0312 */
static bool truncated(const struct date_tokens *k, int64_t *t)
{
	const struct date_token *v = k->v;

	if (k->n == 3 && date_is_number(k, 0, 4) && is_dash(k, 1)) {
		if (date_is_number(k, 2, 2))
			return say(v[0].number, v[2].number, 1, t);
		return date_is_number(k, 2, 3) &&
		       ordinal(v[0].number, v[2].number, t);
	}
	if (k->n == 5 && date_is_number(k, 0, 2) && is_dash(k, 1) &&
	    date_is_number(k, 2, 2) && is_dash(k, 3) && date_is_number(k, 4, 2))
		return say(century(v[0].number), v[2].number, v[4].number, t);
	if (k->n == 4 && is_dash(k, 0) && date_is_number(k, 1, 2) &&
	    is_dash(k, 2) && date_is_number(k, 3, 2))
		return say(century(v[1].number), v[3].number, 1, t);
	if (k->n == 2 && is_dash(k, 0) && date_is_number(k, 1, 4))
		return say(century(v[1].number / 100), v[1].number % 100, 1, t);
	return false;
}

/* "Nov. 2020", "نوفمبر 2020", "2020年11月" */
static bool month_alone(const struct date_tokens *k, int64_t *t)
{
	const struct date_token *v = k->v;

	if (k->n == 4 && date_is_number(k, 0, 4) && date_is_sign(k, 1, 'Y') &&
	    date_is_number(k, 2, 0) && date_is_sign(k, 3, 'M'))
		return say(v[0].number, v[2].number, 1, t);
	if (k->n < 2 || v[0].kind != WORD)
		return false;
	const struct table_row *r = table_find(table_months, v[0].word);
	size_t i = date_skip(k, 1);

	return r && i + 1 == k->n && date_is_number(k, i, 4) &&
	       say(v[i].number, table_number(r->value), 1, t);
}

/* what stands behind the day, read with the day written plainly before it */
static bool with_rest(const struct date_tokens *k, size_t behind, struct str s,
    int64_t day, int64_t *t)
{
	char text[STAMP_TEXT_BYTES], whole[STAMP_TEXT_BYTES + REST_MAX_BYTES];
	size_t from = behind < k->n ? k->v[behind].at : s.n;
	struct str rest = str_sub(s, from, s.n);

	if (rest.n >= REST_MAX_BYTES)
		return false;
	int n = snprintf(whole, sizeof whole, "%s %.*s",
	    stamp_format_day(day, text), STR_ARG(rest));

	return n > 0 && date_parse_any_year(
			    (struct str){whole, (size_t)n}, t) != DATE_NONE;
}

/* "Sat, 11 04 2020 08:51:49": the weekday tells which one is the month. */
static bool by_weekday(const struct date_tokens *k, struct str s, int64_t *t)
{
	static const char names[] = "thufrisatsunmontuewed"; /* 1970-01-01 on */
	const struct date_token *v = k->v;
	size_t i = date_skip(k, 1);
	int64_t day[2];
	int fits = -1;

	if (!k->n || v[0].kind != WORD || v[0].word.n < 3 ||
	    !date_is_number(k, i, 0) || !date_is_number(k, i + 1, 0) ||
	    !date_is_number(k, i + 2, 4))
		return false;
	long a = v[i].number, b = v[i + 1].number, y = v[i + 2].number;

	for (int way = 0; way < 2; way++) {
		if (!say(y, way ? a : b, way ? b : a, &day[way]))
			continue;
		int64_t d = (day[way] / STAMP_DAY % 7 + 7) % 7;

		if (str_eq_nocase(str_sub(v[0].word, 0, 3),
			(struct str){names + d * 3, 3}))
			fits = way;
	}
	return fits >= 0 && with_rest(k, i + 3, s, day[fits], t);
}

/* "2003-012-31T10:14:55Z": a month of three digits is said, and means 12 */
static bool long_month(const struct date_tokens *k, struct str s, int64_t *t)
{
	const struct date_token *v = k->v;
	int64_t day;

	return date_is_number(k, 0, 4) && is_dash(k, 1) &&
	       date_is_number(k, 2, 3) && is_dash(k, 3) &&
	       date_is_number(k, 4, 2) &&
	       say(v[0].number, v[2].number, v[4].number, &day) &&
	       with_rest(k, 5, s, day, t);
}

bool date_read_wide(struct str s, int64_t *t)
{
	struct date_tokens k;

	s = str_trim(s);
	if (date_parse_any_year(s, t) != DATE_NONE)
		return true;
	date_tokens_read(s, &k);
	if (k.n == 1 && k.v[0].kind == NUMBER)
		return one_number(&k.v[0], t);
	return truncated(&k, t) || month_alone(&k, t) || by_weekday(&k, s, t) ||
	       long_month(&k, s, t);
}
