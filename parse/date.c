#include "parse/date.h"

#include "parse/date_tokens.h"
#include "parse/table.h"

#include <string.h>

enum { YEAR_MIN = 1990, YEAR_MAX = 2100 };

static int month_of(const struct date_token *t)
{
	const struct table_row *r =
	    t->kind == WORD ? table_find(table_months, t->word) : NULL;

	return r ? (int)table_number(r->value) : 0;
}

static bool is_sign(const struct date_token *t, size_t n, size_t i, char c)
{
	return i < n && t[i].kind == SIGN && t[i].sign == c;
}

static bool is_number(
    const struct date_token *t, size_t n, size_t i, size_t digits)
{
	return i < n && t[i].kind == NUMBER &&
	       (digits ? t[i].digits == digits : t[i].digits <= 2);
}

static bool set_date(struct civil *c, long y, long m, long d)
{
	if (y < YEAR_MIN || y > YEAR_MAX || m < 1 || m > 12 || d < 1 ||
	    d > 31 || !stamp_valid_date((int)y, (int)m, (int)d))
		return false;
	c->year = (int)y;
	c->month = (int)m;
	c->day = (int)d;
	return true;
}

static bool year_ok(const struct date_token *t, size_t n, size_t i, long *y)
{
	if (i >= n || t[i].kind != NUMBER)
		return false;
	*y = t[i].number;
	if (t[i].digits == 2) /* RFC 5322, 4.3 */
		*y += *y < 50 ? 2000 : 1900;
	return t[i].digits == 4 || t[i].digits == 2;
}

static size_t skip_soft(const struct date_token *t, size_t n, size_t i)
{
	while (i < n && t[i].kind == SIGN && t[i].sign &&
	       strchr(",./-|", t[i].sign))
		i++;
	return i;
}

/* كانون الثاني is January, كانون الأول December, تشرين … October, November */
static int levant_month(const struct date_token *t, size_t n, size_t i)
{
	if (i + 1 >= n || t[i].kind != WORD || t[i + 1].kind != WORD)
		return 0;
	bool second = str_eq(t[i + 1].word, STR("الثاني")) ||
		      str_eq(t[i + 1].word, STR("ثاني"));
	bool first = str_eq(t[i + 1].word, STR("الأول")) ||
		     str_eq(t[i + 1].word, STR("الاول"));

	if (str_eq(t[i].word, STR("كانون")) && (first || second))
		return second ? 1 : 12;
	if (str_eq(t[i].word, STR("تشرين")) && (first || second))
		return second ? 11 : 10;
	return 0;
}

/* a month at *i; moves *i behind it and behind a second name of it */
static int take_month(const struct date_token *t, size_t n, size_t *i)
{
	int m = *i < n ? levant_month(t, n, *i) : 0;

	if (m) {
		*i += 2;
	} else if (*i < n && (m = month_of(&t[*i])) != 0) {
		*i += 1;
	} else {
		return 0;
	}
	/* "24 شباط/فبراير 2025" */
	size_t j = skip_soft(t, n, *i);

	if (j > *i && j < n &&
	    (month_of(&t[j]) == m || levant_month(t, n, j) == m))
		*i = j + (levant_month(t, n, j) ? 2 : 1);
	return m;
}

/* the day at token i; 0, or the index behind it */
static size_t date_at(
    const struct date_token *t, size_t n, size_t i, struct civil *c)
{
	long y;
	size_t j;
	int m;

	if (is_number(t, n, i, 4)) {
		y = t[i].number;
		/* 2025-01-27, 2025/1/27, 2025.1.27, 2025年1月27日 */
		if (i + 4 < n && t[i + 1].kind == SIGN && t[i + 1].sign &&
		    strchr("-/.Y", t[i + 1].sign) &&
		    is_number(t, n, i + 2, 0) && t[i + 3].kind == SIGN &&
		    (t[i + 3].sign == t[i + 1].sign ||
			(t[i + 1].sign == 'Y' && t[i + 3].sign == 'M')) &&
		    is_number(t, n, i + 4, 0) &&
		    set_date(c, y, t[i + 2].number, t[i + 4].number))
			return i + 5 + is_sign(t, n, i + 5, 'D');
		/* 2025 Jan 27 */
		j = skip_soft(t, n, i + 1);
		if ((m = take_month(t, n, &j)) != 0) {
			j = skip_soft(t, n, j);
			if (is_number(t, n, j, 0) &&
			    set_date(c, y, m, t[j].number))
				return j + 1;
		}
		return 0;
	}
	if (is_number(t, n, i, 8) &&
	    set_date(c, t[i].number / 10000, t[i].number / 100 % 100,
		t[i].number % 100))
		return i + 1;
	if (is_number(t, n, i, 0)) { /* 27 January 2025, 27th of Jan, 2025 */
		long d = t[i].number;

		j = i + 1;
		if (j < n && t[j].kind == WORD &&
		    (str_eq_nocase(t[j].word, STR("th")) ||
			str_eq_nocase(t[j].word, STR("st")) ||
			str_eq_nocase(t[j].word, STR("nd")) ||
			str_eq_nocase(t[j].word, STR("rd"))))
			j++;
		if (j < n && t[j].kind == WORD &&
		    str_eq_nocase(t[j].word, STR("of")))
			j++;
		j = skip_soft(t, n, j);
		if ((m = take_month(t, n, &j)) == 0)
			return 0;
		j = skip_soft(t, n, j);
		return year_ok(t, n, j, &y) && set_date(c, y, m, d) ? j + 1 : 0;
	}
	j = i;
	if ((m = take_month(t, n, &j)) != 0) { /* January 27, 2025 */
		j = skip_soft(t, n, j);
		if (!is_number(t, n, j, 0))
			return 0;
		long d = t[j++].number;

		if (j < n && t[j].kind == WORD && t[j].word.n == 2 &&
		    !month_of(&t[j]))
			j++;
		j = skip_soft(t, n, j);
		/* asctime: Mon Jan 27 14:30:00 2025 */
		if (is_number(t, n, j, 0) && is_sign(t, n, j + 1, ':')) {
			size_t k = j;

			while (k < n && !is_number(t, n, k, 4))
				k++;
			return k < n && set_date(c, t[k].number, m, d) ? j : 0;
		}
		return is_number(t, n, j, 4) && set_date(c, t[j].number, m, d)
			   ? j + 1
			   : 0;
	}
	return 0;
}

static size_t zone_at(
    const struct date_token *t, size_t n, size_t i, int *minutes)
{
	*minutes = 0;
	if (i < n && t[i].kind == WORD) {
		const struct table_row *r = table_find(table_zones, t[i].word);

		if (!r)
			return i;
		*minutes = (int)table_number(r->value);
		/* GMT+0800 */
		if (*minutes == 0 &&
		    (is_sign(t, n, i + 1, '+') || is_sign(t, n, i + 1, '-')))
			return zone_at(t, n, i + 1, minutes);
		return i + 1;
	}
	if (!is_sign(t, n, i, '+') && !is_sign(t, n, i, '-'))
		return i;
	int sign = t[i].sign == '-' ? -1 : 1;

	if (is_number(t, n, i + 1, 4)) {
		*minutes = sign * (int)(t[i + 1].number / 100 * 60 +
					t[i + 1].number % 100);
		i += 2;
	} else if (is_number(t, n, i + 1, 0)) {
		*minutes = sign * (int)t[i + 1].number * 60;
		i += 2;
		if (is_sign(t, n, i, ':') && is_number(t, n, i + 1, 2)) {
			*minutes += sign * (int)t[i + 1].number;
			i += 2;
		}
	} else {
		return i;
	}
	if (*minutes < -14 * 60 || *minutes > 14 * 60)
		*minutes = 0;
	return i;
}

static enum date_precision time_at(
    const struct date_token *t, size_t n, size_t i, struct civil *c, int *zone)
{
	enum date_precision p = DATE_MINUTE;

	*zone = 0;
	i = skip_soft(t, n, i);
	if (i < n && t[i].kind == WORD &&
	    (str_eq_nocase(t[i].word, STR("t")) ||
		str_eq_nocase(t[i].word, STR("at"))))
		i++;
	bool chinese = is_number(t, n, i, 0) && is_sign(t, n, i + 1, 'h');

	if (!is_number(t, n, i, 0) || !(chinese || is_sign(t, n, i + 1, ':')) ||
	    !is_number(t, n, i + 2, 0) || t[i].number > 23 ||
	    t[i + 2].number > 59) {
		(void)zone_at(t, n, i, zone); /* 2025-01-27Z */
		return DATE_DAY;
	}
	c->hour = (int)t[i].number;
	c->minute = (int)t[i + 2].number;
	i += 3;
	i += is_sign(t, n, i, 'm');
	if (is_sign(t, n, i, ':') && is_number(t, n, i + 1, 0) &&
	    t[i + 1].number <= 60) {
		c->second = t[i + 1].number == 60 ? 59 : (int)t[i + 1].number;
		p = DATE_SECOND;
		i += 2;
		if (is_sign(t, n, i, '.') && i + 1 < n &&
		    t[i + 1].kind == NUMBER)
			i += 2;
	}
	if (i < n && t[i].kind == WORD && t[i].word.n == 2) {
		bool pm = str_eq_nocase(t[i].word, STR("pm"));
		bool am = str_eq_nocase(t[i].word, STR("am"));

		if ((pm || am) && c->hour <= 12) {
			c->hour = c->hour % 12 + (pm ? 12 : 0);
			i++;
		}
	}
	(void)zone_at(t, n, i, zone);
	return p;
}

static enum date_precision at_token(
    const struct date_token *t, size_t n, size_t i, int64_t *to)
{
	struct civil c = {0};
	int zone;
	size_t behind = date_at(t, n, i, &c);

	if (!behind)
		return DATE_NONE;
	enum date_precision p = time_at(t, n, behind, &c, &zone);

	if (p == DATE_DAY)
		c.hour = c.minute = c.second = zone = 0;
	*to = stamp_of_civil(&c) - zone * STAMP_MINUTE;
	return p;
}

enum date_precision date_parse(struct str s, int64_t *to)
{
	struct date_token t[DATE_TOKENS_MAX];
	size_t n = date_tokens(s, t);

	/* a day's name may stand in front */
	for (size_t i = 0; i < n && i < 3; i++) {
		enum date_precision p = at_token(t, n, i, to);

		if (p != DATE_NONE)
			return p;
		if (t[i].kind == NUMBER)
			break;
	}
	return DATE_NONE;
}

enum date_precision date_find(struct str s, int64_t *to, size_t *at)
{
	struct date_token t[DATE_TOKENS_MAX];
	size_t n = date_tokens(s, t);

	for (size_t i = 0; i < n; i++) {
		enum date_precision p = at_token(t, n, i, to);

		if (p != DATE_NONE) {
			*at = t[i].at;
			return p;
		}
	}
	return DATE_NONE;
}

bool date_believable(int64_t t, int64_t fetched)
{
	return t >= stamp_days(1995, 1, 1) * STAMP_DAY &&
	       (fetched == STAMP_NONE || t <= fetched + STAMP_DAY);
}

const char *date_precision_name(enum date_precision p)
{
	switch (p) {
	case DATE_NONE:
		break;
	case DATE_DAY:
		return "day";
	case DATE_MINUTE:
		return "minute";
	case DATE_SECOND:
		return "second";
	}
	return NULL;
}
