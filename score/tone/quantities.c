#include "score/tone/quantities.h"

#include <stdio.h>
#include <string.h>

enum { DIGITS_MAX = 24, POWER_MAX = 30 };

struct scan {
	const struct taxonomy *t;
	const struct lexicon *l;
	const struct doc_field *f;
	const struct word_ids *ids;
	size_t first, end; /* words */
	struct str text;
	size_t word, at; /* the next word, and the byte behind what was read */
	struct arena *a;
	bool unit_behind; /* a unit was read behind the number */
};

static bool digit(struct str s, size_t at)
{
	return at < s.n && s.p[at] >= '0' && s.p[at] <= '9';
}

static bool letter(struct str s, size_t at)
{
	unsigned char c = at < s.n ? (unsigned char)s.p[at] : 0;

	return (c >= 'a' && c <= 'z') || c >= 0x80;
}

/* digits with groups of three behind commas and one decimal point */
static size_t number_end(struct str s, size_t at)
{
	bool point = false;

	while (digit(s, at))
		at++;
	for (;;) {
		if (!point && at < s.n && s.p[at] == ',' && digit(s, at + 1) &&
		    digit(s, at + 2) && digit(s, at + 3) && !digit(s, at + 4)) {
			at += 4;
		} else if (!point && at < s.n && s.p[at] == '.' &&
			   digit(s, at + 1)) {
			point = true;
			at++;
			while (digit(s, at))
				at++;
		} else {
			return at;
		}
	}
}

static struct str without_commas(struct str s, struct arena *a)
{
	char *to = arena_new(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != ',')
			to[n++] = s.p[i];
	return (struct str){to, n};
}

static struct str class_name(const struct scan *s, const struct sense *x)
{
	return s->t->classes[x->class].name;
}

static void set_per(struct scan *s, struct figure *to, struct str per)
{
	to->unit =
	    arena_printf(s->a, "%.*s/%.*s", STR_ARG(to->unit), STR_ARG(per));
}

/* Does one sense carry the figure on? */
static bool take_sense(struct scan *s, const struct sense *x, struct figure *to)
{
	struct str name = class_name(s, x);

	if (str_eq(name, STR("q.scale")) && !s->unit_behind &&
	    to->power < POWER_MAX) {
		to->power += (int)x->weight;
		to->scaled = true;
		return true;
	}
	if (str_eq(name, STR("q.approx"))) {
		to->approx = true;
		return true;
	}
	if (str_starts(name, STR("q.per.")) && to->unit.p && to->unit.n < 8) {
		/* how much is used a month is what is used */
		if (to->kind == FIGURE_MONEY)
			set_per(s, to, str_sub(name, 6, name.n));
		return true;
	}
	if (str_eq(name, STR("u.date"))) {
		to->dated = true;
		return true;
	}
	if (s->t->classes[x->class].kind == CLASS_UNIT && !to->unit.p) {
		figure_set_unit(to, str_sub(name, 2, name.n));
		s->unit_behind = true;
		return true;
	}
	return false;
}

/* A unit that begins with a scale (万人, 万台) is read as scale and unit. */
static struct lexicon_match tail_find(const struct scan *s)
{
	struct lexicon_match m =
	    lexicon_find(s->l, s->f, s->ids, s->first, s->word, s->end);

	if (m.words < 2 || s->t->classes[m.sense->class].kind != CLASS_UNIT)
		return m;
	struct lexicon_match head =
	    lexicon_find(s->l, s->f, s->ids, s->first, s->word, s->word + 1);

	return head.sense && str_eq(class_name(s, head.sense), STR("q.scale"))
		   ? head
		   : m;
}

/* what is written behind a number: scale, unit, "per hour" */
static void read_tail(struct scan *s, struct figure *to)
{
	for (int step = 0; step < 5; step++) {
		size_t gap = s->at;

		while (gap < s->text.n && s->text.p[gap] == ' ')
			gap++;
		if (gap < s->text.n && gap <= s->at + 1 &&
		    s->text.p[gap] == '%' && !to->unit.p) {
			figure_set_unit(to, STR("%"));
			s->unit_behind = true;
			s->at = gap + 1;
			to->end = s->at;
			continue;
		}
		if (s->word >= s->end || !lexicon_joins(str_sub(s->text, s->at,
					     s->f->words[s->word].norm_begin)))
			return;
		struct lexicon_match m = tail_find(s);
		const struct sense *x = m.sense;

		while (x && !take_sense(s, x, to))
			x = x->next;
		if (!x)
			return;
		s->word += m.words;
		s->at = s->f->words[s->word - 1].norm_end;
		if (!str_eq(class_name(s, x), STR("q.approx")))
			to->end = s->at;
		to->word_end = s->word;
	}
}

/* "600bn", "5x": letters in the word of the digits; false where they are
 * neither scale nor unit ("4th", "3d") */
static bool read_suffix(struct scan *s, struct figure *to)
{
	size_t end = s->f->words[s->word].norm_end;
	struct str suffix = str_sub(s->text, s->at, end);
	const struct sense *x = lexicon_word(s->l, suffix);

	while (x && !take_sense(s, x, to))
		x = x->next;
	s->at = end;
	to->end = end;
	s->word++;
	to->word_end = s->word;
	return x != NULL;
}

static const struct {
	const char *sign, *unit;
} signs[] = {{"us$", "USD"}, {"nt$", "TWD"}, {"hk$", "HKD"}, {"s$", "SGD"},
    {"a$", "AUD"}, {"c$", "CAD"}, {"rmb", "CNY"}, {"usd", "USD"}, {"$", "USD"},
    {"€", "EUR"}, {"£", "GBP"}, {"¥", "CNY"}, {"₹", "INR"}, {"₩", "KRW"},
    {"rs", "INR"}, {"rs.", "INR"}};

/* "EUR 13.1 mn": the code or name of a currency before the number */
static void read_code(struct scan *s, struct figure *to)
{
	if (s->word <= s->first)
		return;
	const struct doc_word *w = &s->f->words[s->word - 1];
	struct figure money = {0};

	if (w->norm_end + 1 < to->begin ||
	    (w->norm_end + 1 == to->begin && s->text.p[w->norm_end] != ' '))
		return;
	const struct sense *x =
	    lexicon_word(s->l, str_sub(s->text, w->norm_begin, w->norm_end));

	for (; x && money.kind != FIGURE_MONEY; x = x->next)
		if (s->t->classes[x->class].kind == CLASS_UNIT)
			figure_set_unit(
			    &money, str_sub(class_name(s, x), 2, SIZE_MAX));
	if (money.kind != FIGURE_MONEY)
		return;
	figure_set_unit(to, money.unit);
	to->begin = w->norm_begin;
}

/* a currency sign before the number */
static void read_sign(struct scan *s, struct figure *to)
{
	struct str before = str_sub(s->text, 0, to->begin);

	if (before.n > 0 && before.p[before.n - 1] == ' ')
		before.n--;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		struct str sign = str_of(signs[i].sign);

		if (!str_ends(before, sign))
			continue;
		if (letter(sign, 0) && (unsigned char)sign.p[0] < 0x80 &&
		    before.n > sign.n && letter(before, before.n - sign.n - 1))
			continue;
		figure_set_unit(to, str_of(signs[i].unit));
		to->begin = before.n - sign.n;
		return;
	}
	read_code(s, to);
}

static bool is_year(struct str number)
{
	return number.n == 4 && digit(number, 3) &&
	       (str_starts(number, STR("19")) || str_starts(number, STR("20")));
}

static bool digits_at(struct scan *s, struct figure *to)
{
	size_t begin = s->at, end = number_end(s->text, begin);

	/* "GPT-4", "R1.5": part of a name */
	if (begin > 1 && strchr("-.", s->text.p[begin - 1]) &&
	    letter(s->text, begin - 2))
		return false;
	if (end - begin > DIGITS_MAX)
		return false;
	to->number = without_commas(str_sub(s->text, begin, end), s->a);
	to->end = end;
	read_sign(s, to);
	while (s->word < s->end && s->f->words[s->word].norm_end <= end)
		s->word++;
	to->word_end = s->word;
	s->at = end;
	if (s->word < s->end && s->f->words[s->word].norm_begin < end &&
	    !read_suffix(s, to))
		return false;
	read_tail(s, to);
	if (is_year(to->number) && !to->scaled &&
	    (!to->unit.p || to->kind == FIGURE_TIME))
		to->dated = true;
	return true;
}

/* "a quarter of a billion dollars", "نصف مليار دولار": a part of a scale, not
 * of a hundred */
static bool part_of_scale(struct scan *s, struct figure *to, double weight)
{
	struct scan then = *s;
	struct figure f = {.word = to->word, .begin = to->begin};
	struct lexicon_match a;

	if (s->word >= s->end)
		return false;
	a = lexicon_find(s->l, s->f, s->ids, s->first, s->word, s->word + 1);
	if (a.sense && a.sense->class == s->t->det)
		then.word++;
	if (then.word >= then.end)
		return false;
	then.at = s->f->words[then.word].norm_begin;
	read_tail(&then, &f);
	if (!f.scaled || f.power < 3)
		return false;
	f.number = arena_printf(s->a, "%.4g", weight / 100);
	*to = f;
	*s = then;
	return true;
}

/* "five to seven billion": a number that another one follows */
static bool opens_range(const struct scan *s)
{
	if (s->word + 1 >= s->end)
		return false;
	const struct doc_word *w = &s->f->words[s->word];
	const struct sense *x =
	    lexicon_word(s->l, str_sub(s->text, w->norm_begin, w->norm_end));

	while (x && x->class != s->t->range)
		x = x->next;
	if (!x)
		return false;
	x = lexicon_find(s->l, s->f, s->ids, s->first, s->word + 1, s->word + 2)
		.sense;
	while (x && !str_eq(class_name(s, x), STR("q.number")))
		x = x->next;
	return x != NULL;
}

/* "three" before a unit, "a fifth of", "ملياري" */
static bool words_at(struct scan *s, struct figure *to)
{
	struct lexicon_match m =
	    lexicon_find(s->l, s->f, s->ids, s->first, s->word, s->end);
	const struct sense *x = m.sense;
	unsigned digits, power;
	bool piece = false; /* of a scale, else nothing */

	for (; x; x = x->next) {
		struct str name = class_name(s, x);

		if (s->t->classes[x->class].kind != CLASS_QUANTITY)
			continue;
		if (str_eq(name, STR("q.number")) ||
		    str_eq(name, STR("q.band")) ||
		    str_eq(name, STR("q.piece")) ||
		    str_eq(name, STR("q.part"))) {
			to->number = arena_printf(s->a, "%.12g", x->weight);
			if (name.p[2] != 'n') {
				figure_set_unit(to, STR("%"));
				to->approx = true;
				to->part = name.p[2] == 'p';
				to->loose = !to->part;
				piece = str_eq(name, STR("q.piece"));
			}
			break;
		}
		if (sscanf(name.p, "q.%1ue%2u", &digits, &power) == 2) {
			to->number = arena_printf(s->a, "%u", digits);
			size_t dot = str_find(name, STR("."), 2);

			/* "q.1e0.time.days": with its unit */
			to->power = (int)power;
			to->scaled = power > 0;
			if (dot < name.n)
				figure_set_unit(
				    to, str_sub(name, dot + 1, name.n));
			break;
		}
	}
	if (!x)
		return false;
	s->word += m.words;
	s->at = s->f->words[s->word - 1].norm_end;
	to->end = s->at;
	to->word_end = s->word;
	to->spelled = true;
	if (to->part && part_of_scale(s, to, x->weight))
		return to->unit.p != NULL;
	if (piece)
		return false;
	read_tail(s, to);
	return to->unit.p || opens_range(s);
}

bool quantity_at(const struct taxonomy *t, const struct lexicon *l,
    const struct doc_field *f, const struct word_ids *ids, size_t first,
    size_t at, size_t end, struct figure *to, struct arena *a)
{
	struct scan s = {.t = t,
	    .l = l,
	    .f = f,
	    .ids = ids,
	    .first = first,
	    .end = end,
	    .text = doc_norm(f),
	    .word = at,
	    .at = f->words[at].norm_begin,
	    .a = a};

	*to = (struct figure){.word = at, .begin = s.at};
	/* "و38": and, in one word with the number */
	if (str_starts(str_sub(s.text, s.at, s.text.n), STR("و")) &&
	    digit(s.text, s.at + 2)) {
		s.at += 2;
		to->begin = s.at;
	}
	return digit(s.text, s.at) ? digits_at(&s, to) : words_at(&s, to);
}
