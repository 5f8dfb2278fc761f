#include "parse/filing/fact_value.h"

#include "fetch/base/utf8.h"
#include "parse/filing/number_words.h"
#include "parse/filing/tables.h"

#include <string.h>

enum { DIGITS_MAX = 512, SCALE_MAX = 100 };

/* digits without a point, and where it belongs */
struct decimal {
	char digits[DIGITS_MAX];
	size_t n;
	int point; /* digits behind the point; below 0: zeros follow */
	bool negative, over;
};

static void push(struct decimal *d, char digit)
{
	if (d->n == DIGITS_MAX)
		d->over = true;
	else
		d->digits[d->n++] = digit;
}

static struct str finish(struct arena *a, const struct decimal *d)
{
	size_t from = 0, n = d->n, at = 0;
	long point = d->point;

	while (point > 0 && n > 0 && d->digits[n - 1] == '0') {
		n--;
		point--;
	}
	while (from < n && d->digits[from] == '0')
		from++;
	if (from == n)
		return STR("0");
	size_t whole =
	    (long)(n - from) > point ? (size_t)((long)(n - from) - point) : 0;
	size_t room = n - from + whole + (size_t)(point > 0 ? point : 0) + 4;
	char *to = arena_new(a, room);

	if (d->negative)
		to[at++] = '-';
	if (!whole)
		to[at++] = '0';
	for (size_t i = 0; i < whole; i++)
		to[at++] = from + i < n ? d->digits[from + i] : '0';
	if (point > 0) {
		to[at++] = '.';
		for (long i = point; i > (long)(n - from); i--)
			to[at++] = '0';
		for (size_t i = from + whole; i < n; i++)
			to[at++] = d->digits[i];
	}
	return (struct str){to, at};
}

/* digits with a decimal mark; all other signs but letters part groups */
static bool read_digits(struct decimal *d, struct str s, char mark)
{
	bool fraction = false, some = false;

	for (size_t at = 0; at < s.n;) {
		uint32_t c = utf8_next(s, &at);

		if (c >= '0' && c <= '9') {
			push(d, (char)c);
			d->point += fraction;
			some = true;
		} else if (c == (uint32_t)mark) {
			if (fraction)
				return false;
			fraction = true;
		} else if (fraction ||
			   (c != ',' && c != '.' && c != ' ' && c != '\'' &&
			       c != '\n' && c != '\t' && c != '\r' &&
			       c != 0xA0 && c != 0x2009 && c != 0x202F &&
			       c != 0x2019)) {
			return false;
		}
	}
	return some;
}

/* "12 euros 50": whole number, words, hundredths */
static bool read_units(struct decimal *d, struct str s)
{
	size_t at = 0, cents = 0;

	while (at < s.n && (s.p[at] < '0' || s.p[at] > '9'))
		at++;
	for (; at < s.n && ((s.p[at] >= '0' && s.p[at] <= '9') ||
			       s.p[at] == ',' || s.p[at] == '.');
	     at++)
		if (s.p[at] >= '0' && s.p[at] <= '9')
			push(d, s.p[at]);
	if (!d->n)
		return false;
	for (; at < s.n; at++)
		if (s.p[at] >= '0' && s.p[at] <= '9') {
			push(d, s.p[at]);
			cents++;
		}
	if (cents == 1 && d->n < DIGITS_MAX) {
		d->digits[d->n] = d->digits[d->n - 1];
		d->digits[d->n - 1] = '0';
		d->n++;
		cents = 2;
	}
	d->point = (int)cents;
	return cents == 0 || cents == 2;
}

static bool read_words(struct decimal *d, struct str s)
{
	uint64_t n;
	char digits[24];
	size_t at = sizeof digits;

	if (!number_words(s, &n))
		return false;
	do
		digits[--at] = (char)('0' + n % 10);
	while ((n /= 10) > 0);
	for (; at < sizeof digits; at++)
		push(d, digits[at]);
	return true;
}

/* the name without its prefix, dashes and case: registries differ in both */
static size_t plain_name(struct str format, char *to, size_t room)
{
	size_t n = 0, colon = str_find(format, STR(":"), 0);

	if (colon < format.n)
		format = str_sub(format, colon + 1, format.n);
	for (size_t i = 0; i < format.n && n < room; i++) {
		char c = format.p[i];

		if (c != '-')
			to[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
	}
	return n;
}

static bool read_format(struct decimal *d, struct str text, struct str format)
{
	char low[40];
	struct str f = {low, plain_name(format, low, sizeof low)};
	const struct table_row *t = table_formats;

	/* without one the text is a number of XML Schema */
	if (!format.p)
		return read_digits(d, text, '.');
	while (t->key && !str_eq(f, str_of(t->key)))
		t++;
	/* one that is not known could mean anything */
	if (!t->key)
		return false;
	switch (t->value[0]) {
	case 'z':
		push(d, '0');
		return true;
	case 'w':
		return read_words(d, text);
	case 'u':
		return read_units(d, text);
	default:
		return read_digits(d, text, t->value[0] == 'c' ? ',' : '.');
	}
}

static bool read_scale(struct str s, int *scale)
{
	bool negative = s.n && s.p[0] == '-';
	int n = 0;

	for (size_t i = negative || (s.n && s.p[0] == '+'); i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9' || n > SCALE_MAX)
			return false;
		n = n * 10 + (s.p[i] - '0');
	}
	*scale = negative ? -n : n;
	return n <= SCALE_MAX;
}

/* "1.5E6", of xs:double: no figure in words has it */
static bool has_exponent(struct str s)
{
	return str_find(s, STR("E"), 0) < s.n || str_find(s, STR("e"), 0) < s.n;
}

bool fact_value(struct arena *a, const struct fact_words *w, struct str *value)
{
	struct decimal d = {.negative = w->negative};
	struct str text = str_trim(w->text);
	int scale;

	/* without a format the text is a number of XML Schema */
	if (!w->format.p && !w->scale.n && !w->negative && has_exponent(text))
		return fact_value_json(a, text, value);
	if (!w->format.p && text.n && (text.p[0] == '-' || text.p[0] == '+')) {
		d.negative = d.negative != (text.p[0] == '-');
		text = str_sub(text, 1, text.n);
	}
	if (!read_scale(str_trim(w->scale), &scale) ||
	    !read_format(&d, text, w->format) || d.over)
		return false;
	d.point -= scale;
	*value = finish(a, &d);
	return true;
}

bool fact_value_json(struct arena *a, struct str s, struct str *value)
{
	struct decimal d = {.negative = false};
	size_t e = 0;
	int scale;

	while (e < s.n && s.p[e] != 'e' && s.p[e] != 'E')
		e++;
	struct str mantissa = str_sub(s, 0, e);

	/* an exponent has figures */
	if (e < s.n && (s.p[s.n - 1] < '0' || s.p[s.n - 1] > '9'))
		return false;
	if (mantissa.n && mantissa.p[0] == '-') {
		d.negative = true;
		mantissa = str_sub(mantissa, 1, mantissa.n);
	}
	for (size_t i = 0; i < mantissa.n; i++)
		if (mantissa.p[i] != '.' &&
		    (mantissa.p[i] < '0' || mantissa.p[i] > '9'))
			return false;
	if (!read_scale(str_sub(s, e + 1, s.n), &scale) ||
	    !read_digits(&d, mantissa, '.') || d.over)
		return false;
	d.point -= scale;
	*value = finish(a, &d);
	return true;
}

struct str fact_value_round(struct arena *a, struct str value, int decimals)
{
	struct decimal d = {.negative = value.n && value.p[0] == '-'};

	if (!read_digits(&d, str_sub(value, d.negative, value.n), '.') ||
	    d.over || decimals >= d.point)
		return value;
	size_t cut = (size_t)(d.point - decimals);

	if (cut > d.n)
		return STR("0");
	bool up = d.digits[d.n - cut] >= '5';

	d.n -= cut;
	d.point = decimals;
	for (size_t i = d.n; up && i-- > 0;) {
		up = d.digits[i] == '9';
		d.digits[i] = up ? '0' : (char)(d.digits[i] + 1);
	}
	if (up && d.n < DIGITS_MAX) {
		memmove(d.digits + 1, d.digits, d.n);
		d.digits[0] = '1';
		d.n++;
	}
	return finish(a, &d);
}
