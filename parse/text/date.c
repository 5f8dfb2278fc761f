#include "parse/text/date.h"

#include "parse/text/date_clock.h"
#include "parse/text/date_tokens.h"
#include "parse/text/table.h"

#include <string.h>

enum {
	YEAR_MIN = 1990,
	YEAR_MAX = 2100,
	LEAD_TOKENS = 5,
	MONTH_TOKENS = 6,
	WINDOW_TOKENS = DATE_TOKENS_MAX - 20,
	KOREA = 9 * 60 /* minutes east */
};

static int month_of(const struct date_tokens *t, size_t i)
{
	const struct table_row *r = i < t->n && t->v[i].kind == WORD
					? table_find(table_months, t->v[i].word)
					: NULL;

	return r ? (int)table_number(r->value) : 0;
}

static bool set_date(
    const struct date_tokens *t, struct civil *c, long y, long m, long d)
{
	if ((!t->any_year && (y < YEAR_MIN || y > YEAR_MAX)) || y < 1 ||
	    m < 1 || m > 12 || d < 1 || d > 31 ||
	    !stamp_valid_date((int)y, (int)m, (int)d))
		return false;
	c->year = (int)y;
	c->month = (int)m;
	c->day = (int)d;
	return true;
}

static bool year_at(const struct date_tokens *t, size_t i, long *y)
{
	if (i >= t->n || t->v[i].kind != NUMBER)
		return false;
	*y = t->v[i].number;
	if (t->v[i].digits == 2) /* RFC 5322, 4.3 */
		*y += *y < 50 ? 2000 : 1900;
	/* "8 January, 17:46" tells no year */
	return t->v[i].digits == 4 ||
	       (t->v[i].digits == 2 && !date_is_sign(t, i + 1, ':'));
}

/* كانون الثاني is January, كانون الأول December, تشرين … October, November */
static int levant_month(const struct date_tokens *t, size_t i)
{
	bool second = date_is_word(t, i + 1, STR("الثاني")) ||
		      date_is_word(t, i + 1, STR("ثاني"));
	bool first = date_is_word(t, i + 1, STR("الأول")) ||
		     date_is_word(t, i + 1, STR("الاول")) ||
		     date_is_word(t, i + 1, STR("أول"));

	if (date_is_word(t, i, STR("كانون")) && (first || second))
		return second ? 1 : 12;
	if (date_is_word(t, i, STR("تشرين")) && (first || second))
		return second ? 11 : 10;
	return 0;
}

/* a month at *i; moves *i behind it and behind a second name of it */
static int take_month(const struct date_tokens *t, size_t *i)
{
	int m = levant_month(t, *i);

	if (m)
		*i += 2;
	else if ((m = month_of(t, *i)) != 0)
		*i += 1;
	else
		return 0;
	/* "24 شباط/فبراير 2025" */
	size_t j = date_skip(t, *i);

	if (j > *i && levant_month(t, j) == m)
		*i = j + 2;
	else if (j > *i && month_of(t, j) == m)
		*i = j + 1;
	return m;
}

/* 2025-01-27, 2025/1/27, 2025.1.27, 2025年1月27日, 2025 Jan 27 */
static size_t year_first(const struct date_tokens *t, size_t i, struct civil *c)
{
	long y = t->v[i].number;
	char sep =
	    i + 1 < t->n && t->v[i + 1].kind == SIGN ? t->v[i + 1].sign : '\0';

	if (sep && strchr("-/.Y", sep) && date_is_number(t, i + 2, 0) &&
	    date_is_sign(t, i + 3, sep == 'Y' ? 'M' : sep) &&
	    date_is_number(t, i + 4, 0) &&
	    set_date(t, c, y, t->v[i + 2].number, t->v[i + 4].number))
		return i + 5 + date_is_sign(t, i + 5, 'D');
	size_t j = date_skip(t, i + 1);
	int m = take_month(t, &j);

	if (!m)
		return 0;
	j = date_skip(t, j);
	return date_is_number(t, j, 0) && set_date(t, c, y, m, t->v[j].number)
		   ? j + 1
		   : 0;
}

/* "th" of 27th, "of" and "de" around a month's name */
static size_t skip_particle(const struct date_tokens *t, size_t i)
{
	static const char *const words[] = {
	    "th", "st", "nd", "rd", "of", "de", "del", "من", NULL};

	for (const char *const *w = words; *w; w++)
		if (date_is_word(t, i, str_of(*w)))
			return i + 1;
	return i;
}

/* may a year have two digits behind that sign? */
static bool is_short_year(const struct date_tokens *t, char sep)
{
	return (t->any_year && sep != '-') ||
	       (t->order == DATE_DAY_FIRST && sep == '.');
}

/* 27/1/2025 and 1/27/2025 where only one reading is a date, or the order is
 * known; 27.1.2025 */
static size_t all_numbers(
    const struct date_tokens *t, size_t i, struct civil *c)
{
	char sep =
	    i + 1 < t->n && t->v[i + 1].kind == SIGN ? t->v[i + 1].sign : '\0';
	long a = t->v[i].number, y;

	if (!sep || !strchr("/.-", sep) || !date_is_number(t, i + 2, 0) ||
	    !date_is_sign(t, i + 3, sep) || !year_at(t, i + 4, &y) ||
	    (t->v[i + 4].digits == 2 && !is_short_year(t, sep)))
		return 0;
	long b = t->v[i + 2].number;
	bool day = sep == '.' || a > 12 || a == b ||
		   (b <= 12 && t->order == DATE_DAY_FIRST);
	bool month = b > 12 || t->order == DATE_MONTH_FIRST;
	bool good = day     ? set_date(t, c, y, b, a)
		    : month ? set_date(t, c, y, a, b)
			    : false;

	return good ? i + 5 : 0;
}

/* 27 January 2025, 27th of Jan, 2025, 27 de enero de 2025 */
static size_t day_first(const struct date_tokens *t, size_t i, struct civil *c)
{
	size_t j = skip_particle(t, i + 1);
	long y;

	j = date_skip(t, skip_particle(t, j));
	int m = take_month(t, &j);

	if (!m)
		return all_numbers(t, i, c);
	j = skip_particle(t, date_skip(t, j));
	return year_at(t, j, &y) && set_date(t, c, y, m, t->v[i].number) ? j + 1
									 : 0;
}

/* Within the next tokens? A word without one behind it is no month. */
static bool has_number(const struct date_tokens *t, size_t i)
{
	for (size_t end = i + MONTH_TOKENS; i < end && i < t->n; i++)
		if (t->v[i].kind == NUMBER)
			return true;
	return false;
}

/* January 27, 2025; asctime: Jan 27 14:30:00 2025, with or without a zone */
static size_t month_first(
    const struct date_tokens *t, size_t i, struct civil *c)
{
	size_t j = i;
	int m = has_number(t, i + 1) ? take_month(t, &j) : 0;

	j = date_skip(t, j);
	if (!m || !date_is_number(t, j, 0))
		return 0;
	long d = t->v[j].number;

	j = date_skip(t, skip_particle(t, j + 1));
	if (date_is_number(t, j, 4))
		return set_date(t, c, t->v[j].number, m, d) ? j + 1 : 0;
	if (!date_is_number(t, j, 0) || !date_is_sign(t, j + 1, ':'))
		return 0;
	for (size_t k = j; k < t->n; k++)
		if (date_is_number(t, k, 4) && t->v[k].number >= YEAR_MIN)
			return set_date(t, c, t->v[k].number, m, d) ? j : 0;
	return 0;
}

/* the day at token i; 0, or the index behind it */
static size_t date_at(const struct date_tokens *t, size_t i, struct civil *c)
{
	long n = t->v[i].number;

	if (date_is_number(t, i, 4))
		return year_first(t, i, c);
	if (date_is_number(t, i, 8))
		return set_date(t, c, n / 10000, n / 100 % 100, n % 100) ? i + 1
									 : 0;
	if (date_is_number(t, i, 0))
		return day_first(t, i, c);
	return t->v[i].kind == WORD ? month_first(t, i, c) : 0;
}

/* local: a time without a zone is of an unknown one: only its day counts */
static enum date_precision at_token(
    const struct date_tokens *t, size_t i, bool local, int64_t *to)
{
	struct civil c = {0};
	int zone;
	size_t behind = date_at(t, i, &c);

	if (!behind)
		return DATE_NONE;
	enum date_precision p = date_clock_read(t, behind, &c, &zone);

	if (p == DATE_NONE)
		return p;
	if (zone == DATE_NO_ZONE && t->korean)
		zone = KOREA;
	if (local && zone == DATE_NO_ZONE)
		p = DATE_DAY;
	/* midnight sharp is how a day without a time is written */
	if (local && !c.hour && !c.minute && !c.second)
		p = DATE_DAY;
	if (p == DATE_DAY)
		c.hour = c.minute = c.second = 0;
	if (p == DATE_DAY || zone == DATE_NO_ZONE)
		zone = 0;
	*to = stamp_of_civil(&c) - zone * STAMP_MINUTE;
	return p;
}

enum { LOCAL = 1, ANY_YEAR = 2 };

static enum date_precision parse(struct str s, int how, int64_t *to)
{
	struct date_tokens t;

	date_tokens_read(s, &t);
	t.any_year = (how & ANY_YEAR) != 0;
	/* a day's name may stand in front */
	for (size_t i = 0; i < t.n && i < LEAD_TOKENS; i++) {
		enum date_precision p = at_token(&t, i, how & LOCAL, to);

		if (p != DATE_NONE || t.v[i].kind == NUMBER)
			return p;
	}
	return DATE_NONE;
}

enum date_precision date_parse(struct str s, int64_t *to)
{
	return parse(s, 0, to);
}

enum date_precision date_parse_local(struct str s, int64_t *to)
{
	return parse(s, LOCAL, to);
}

enum date_precision date_parse_any_year(struct str s, int64_t *to)
{
	return parse(s, ANY_YEAR, to);
}

enum date_precision date_find(struct str s, int64_t *to, size_t *at)
{
	return date_find_as(s, DATE_ORDER_UNKNOWN, to, at);
}

enum date_order date_order_of(struct str s)
{
	struct date_tokens t;

	date_tokens_read(s, &t);
	for (size_t i = 0; i + 4 < t.n; i++) {
		char sep = t.v[i + 1].kind == SIGN ? t.v[i + 1].sign : '\0';
		long a = t.v[i].number, b = t.v[i + 2].number;

		if ((sep != '/' && sep != '-') || !date_is_number(&t, i, 0) ||
		    !date_is_number(&t, i + 2, 0) ||
		    !date_is_sign(&t, i + 3, sep) ||
		    !date_is_number(&t, i + 4, 4))
			continue;
		if (a > 12 && a <= 31 && b >= 1 && b <= 12)
			return DATE_DAY_FIRST;
		if (b > 12 && b <= 31 && a >= 1 && a <= 12)
			return DATE_MONTH_FIRST;
	}
	return DATE_ORDER_UNKNOWN;
}

enum date_precision date_find_as(
    struct str s, enum date_order order, int64_t *to, size_t *at)
{
	struct date_tokens t;

	/* a Han character is a token: a window at a time, which overlaps the
	 * next one by what a date may need */
	for (size_t from = 0;;) {
		date_tokens_read(str_sub(s, from, s.n), &t);
		t.order = (int)order;
		size_t n = t.n < DATE_TOKENS_MAX ? t.n : WINDOW_TOKENS;

		for (size_t i = 0; i < n; i++) {
			enum date_precision p = at_token(&t, i, true, to);

			if (p == DATE_NONE)
				continue;
			*at = from + t.v[i].at;
			return p;
		}
		if (t.n < DATE_TOKENS_MAX)
			return DATE_NONE;
		from += t.v[WINDOW_TOKENS].at;
	}
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
