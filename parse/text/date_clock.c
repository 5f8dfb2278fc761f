#include "parse/text/date_clock.h"

#include "parse/text/date_place.h"
#include "parse/text/table.h"

enum { ZONE_MAX = 14 * 60 };

/* +08:00, +0800, +8 at i, the index of the sign; 0: broken */
static size_t offset_at(const struct date_tokens *t, size_t i, int *minutes)
{
	int sign = t->v[i].sign == '-' ? -1 : 1;
	long of;

	if (date_is_number(t, i + 1, 4)) {
		of = t->v[i + 1].number / 100 * 60 + t->v[i + 1].number % 100;
		i += 2;
	} else if (date_is_number(t, i + 1, 0)) {
		of = t->v[i + 1].number * 60;
		i += 2;
		if (date_is_sign(t, i, ':')) {
			if (!date_is_number(t, i + 1, 2))
				return 0;
			of += t->v[i + 1].number;
			i += 2;
		}
	} else {
		return 0;
	}
	if (of > ZONE_MAX)
		return 0;
	/* "-06:00Textra"; but "-05:00Z" is said, and means -05:00 */
	if (i < t->n && t->v[i].kind == WORD &&
	    t->v[i].at == t->v[i - 1].at + t->v[i - 1].digits &&
	    !date_is_word(t, i, STR("z")))
		return 0;
	*minutes = sign * (int)of;
	return i;
}

static bool is_plus_or_minus(const struct date_tokens *t, size_t i)
{
	return date_is_sign(t, i, '+') || date_is_sign(t, i, '-');
}

/* the zone at i; false: broken */
static bool zone_at(const struct date_tokens *t, size_t i, int *minutes)
{
	const struct table_row *r;
	bool number = i + 1 < t->n && t->v[i + 1].kind == NUMBER;

	*minutes = DATE_NO_ZONE;
	if (i < t->n && t->v[i].kind == WORD) {
		r = table_find(table_zones, t->v[i].word);
		*minutes = r ? (int)table_number(r->value) : DATE_NO_ZONE;
		/* GMT+0800 */
		number = i + 2 < t->n && t->v[i + 2].kind == NUMBER;
		if (!r || *minutes || !is_plus_or_minus(t, i + 1) || !number)
			return true;
		return offset_at(t, i + 1, minutes) != 0;
	}
	/* a dash before a word is a dash */
	if (!is_plus_or_minus(t, i) || (date_is_sign(t, i, '-') && !number))
		return true;
	return offset_at(t, i, minutes) != 0;
}

/* America/Los_Angeles at i, as it stands in the text; "" where no slash is */
static struct str place_name(const struct date_tokens *t, size_t i)
{
	struct str name = t->v[i].word;
	bool slash = false;

	for (; i + 2 < t->n && t->v[i + 1].kind == SIGN &&
	       t->v[i + 2].kind == WORD && t->v[i + 2].at == t->v[i + 1].at + 1;
	     i += 2) {
		slash |= t->v[i + 1].sign == '/';
		name.n =
		    t->v[i + 2].word.n + (size_t)(t->v[i + 2].word.p - name.p);
	}
	return slash ? name : STR("");
}

/* "2025-01-27-05:00": a dash with no blanks around it begins a zone */
static bool is_tight_dash(const struct date_tokens *t, size_t i)
{
	return i > 0 && i + 1 < t->n && date_is_sign(t, i, '-') &&
	       t->v[i - 1].kind == NUMBER && t->v[i + 1].kind == NUMBER &&
	       t->v[i - 1].at + t->v[i - 1].digits == t->v[i].at &&
	       t->v[i].at + 1 == t->v[i + 1].at;
}

/* am, pm, a.m., p.m. and what Arabic writes for them at *i, moved behind it:
 * 'a', 'p', 0 for none */
static char take_half(const struct date_tokens *t, size_t *i)
{
	static const struct {
		const char *word;
		char half;
	} words[] = {{"am", 'a'}, {"pm", 'p'}, {"ص", 'a'}, {"م", 'p'},
	    {"صباحا", 'a'}, {"مساء", 'p'}};

	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (date_is_word(t, *i, str_of(words[k].word))) {
			*i += 1;
			return words[k].half;
		}
	char half = date_is_word(t, *i, STR("a"))   ? 'a'
		    : date_is_word(t, *i, STR("p")) ? 'p'
						    : '\0';

	if (!half || !date_is_sign(t, *i + 1, '.') ||
	    !date_is_word(t, *i + 2, STR("m")))
		return 0;
	*i += 3 + (size_t)date_is_sign(t, *i + 3, '.');
	return half;
}

/* hh:mm, 15时20分 at *i, moved behind it; false: broken */
static bool take_minutes(
    const struct date_tokens *t, size_t *i, struct civil *c)
{
	c->hour = (int)t->v[*i].number;
	if (!date_is_number(t, *i + 2, 0))
		return false;
	c->minute = (int)t->v[*i + 2].number;
	*i += 3 + (size_t)date_is_sign(t, *i + 3, 'm');
	return c->minute < 60 &&
	       (c->hour < 24 || (c->hour == 24 && c->minute == 0));
}

/* :ss, :ss.fff, 30秒; false: broken; *some: there were any */
static bool take_seconds(
    const struct date_tokens *t, size_t *i, struct civil *c, bool *some)
{
	bool colon = date_is_sign(t, *i, ':');
	size_t at = *i + colon;

	*some = false;
	if (!colon &&
	    !(date_is_number(t, at, 0) && date_is_sign(t, at + 1, 's')))
		return true;
	if (!date_is_number(t, at, 0) || t->v[at].number > 60 ||
	    date_is_sign(t, at + 1, ':'))
		return false;
	c->second = (int)t->v[at].number;
	c->second -= c->second == 60; /* a leap second */
	*some = true;
	*i = at + 1 + !colon;
	if (date_is_sign(t, *i, '.') && *i + 1 < t->n &&
	    t->v[*i + 1].kind == NUMBER)
		*i += 2;
	return true;
}

enum date_precision date_clock_read(
    const struct date_tokens *t, size_t i, struct civil *c, int *zone)
{
	char half = '\0';
	bool seconds;

	*zone = DATE_NO_ZONE;
	if (is_tight_dash(t, i))
		return offset_at(t, i, zone) > i + 2 ? DATE_DAY : DATE_NONE;
	i = date_skip(t, i);
	if (date_is_word(t, i, STR("t")) || date_is_word(t, i, STR("at")))
		i++;
	if (date_is_sign(t, i, 'a') || date_is_sign(t, i, 'p'))
		half = t->v[i++].sign;
	if (!date_is_number(t, i, 0) ||
	    !(date_is_sign(t, i + 1, ':') || date_is_sign(t, i + 1, 'h')))
		return zone_at(t, i, zone) ? DATE_DAY : DATE_NONE;
	if (!take_minutes(t, &i, c) || !take_seconds(t, &i, c, &seconds))
		return DATE_NONE;
	if (!half)
		half = take_half(t, &i);
	if (half && c->hour <= 12) /* "14:30 PM" is said, and means 14:30 */
		c->hour = c->hour % 12 + (half == 'p' ? 12 : 0);
	if (i < t->n && t->v[i].kind == WORD &&
	    date_place_zone(place_name(t, i), c, zone))
		return seconds ? DATE_SECOND : DATE_MINUTE;
	if (!zone_at(t, i, zone))
		return DATE_NONE;
	return seconds ? DATE_SECOND : DATE_MINUTE;
}
