#include "score/tone/figure.h"

enum { LEND_MAX_BYTES = 160 };

void figure_set_unit(struct figure *to, struct str unit)
{
	to->unit = unit;
	to->kind = str_eq(unit, STR("%")) || str_eq(unit, STR("pp")) ||
			   str_eq(unit, STR("bp"))
		       ? FIGURE_PERCENT
		   : str_eq(unit, STR("x"))         ? FIGURE_MULTIPLE
		   : str_eq(unit, STR("count"))     ? FIGURE_COUNT
		   : str_starts(unit, STR("time.")) ? FIGURE_TIME
		   : unit.n == 3 && unit.p[0] >= 'A' && unit.p[0] <= 'Z' &&
			   unit.p[1] >= 'A' && unit.p[1] <= 'Z' &&
			   unit.p[2] >= 'A' && unit.p[2] <= 'Z'
		       ? FIGURE_MONEY
		       : FIGURE_OTHER;
}

/* is this word of that class? */
static bool is_a(const struct lexicon *l, struct str word, uint16_t class)
{
	const struct sense *s = lexicon_word(l, word);

	while (s && s->class != class)
		s = s->next;
	return s != NULL;
}

static bool range_between(
    const struct taxonomy *t, const struct lexicon *l, struct str gap)
{
	gap = str_trim(gap);
	return str_eq(gap, STR("-")) || str_eq(gap, STR("~")) ||
	       str_eq(gap, STR("و")) || is_a(l, gap, t->range);
}

/* "by $10 to $180", "from 20 to 30" are no ranges: the word before */
static bool opens_range(const struct taxonomy *t, const struct lexicon *l,
    const struct doc_field *f, const struct figure *x)
{
	if (x->word == 0)
		return true;
	const struct doc_word *w = &f->words[x->word - 1];
	struct str word = str_sub(doc_norm(f), w->norm_begin, w->norm_end);

	return !is_a(l, word, t->base) && !is_a(l, word, t->by);
}

static bool behind_bracket(
    struct str text, const struct figure *before, const struct figure *f)
{
	struct str gap = str_sub(text, before->end, f->begin);

	return gap.n < 24 && str_starts(str_trim(gap), STR("("));
}

/* is one of the words between the figures a word of comparison? */
static bool base_between(const struct taxonomy *t, const struct lexicon *l,
    const struct doc_field *f, const struct figure *x, const struct figure *y)
{
	struct str text = doc_norm(f);
	bool base = false;

	for (size_t w = x->word_end; w < y->word && !base; w++)
		base = is_a(l,
		    str_sub(text, f->words[w].norm_begin, f->words[w].norm_end),
		    t->base);
	return base;
}

/* "$2.25 an hour, down from $4.25" */
static void lend_per(const struct taxonomy *t, const struct lexicon *l,
    const struct doc_field *f, const struct figure *x, struct figure *y)
{
	if (y->kind == FIGURE_MONEY && x->unit.n > y->unit.n &&
	    x->unit.p[y->unit.n] == '/' && str_starts(x->unit, y->unit) &&
	    y->begin - x->end <= LEND_MAX_BYTES && base_between(t, l, f, x, y))
		figure_set_unit(y, x->unit);
}

/* "1.92 million passengers, against 2.07 million", "مقابل 187 مليونا": a bare
 * figure behind a word of comparison has the unit of the one before, and its
 * scale where it states none and is no longer for it */
static void lend_unit(const struct taxonomy *t, const struct lexicon *l,
    const struct doc_field *f, const struct figure *x, struct figure *y)
{
	struct str text = doc_norm(f);
	struct str gap = str_sub(text, x->end, y->begin);
	bool base = behind_bracket(text, x, y) || base_between(t, l, f, x, y);

	if (!base || gap.n > LEND_MAX_BYTES || !x->unit.p || x->dated)
		return;
	figure_set_unit(y, x->unit);
	if (y->scaled || !x->scaled || y->number.n > x->number.n + 2)
		return;
	y->power = x->power;
	y->scaled = true;
}

size_t figure_settle(const struct taxonomy *t, const struct lexicon *l,
    const struct doc_field *f, struct figure *figures, size_t n)
{
	struct str text = doc_norm(f);
	size_t kept = 0;

	for (size_t i = 0; i + 1 < n; i++) {
		struct figure *x = &figures[i], *y = &figures[i + 1];
		struct str gap = str_sub(text, x->end, y->begin);

		if (!y->unit.p && !y->dated)
			lend_unit(t, l, f, x, y);
		if (y->unit.p && x->unit.p && !y->dated)
			lend_per(t, l, f, x, y);
		if (y->unit.p && x->unit.p && behind_bracket(text, x, y) &&
		    (y->kind == FIGURE_MONEY ? x->kind == FIGURE_MONEY
					     : str_eq(x->unit, y->unit)))
			y->bracketed = true;
		if (x->dated || y->dated || gap.n > 8 ||
		    !range_between(t, l, gap) ||
		    (x->unit.p && y->unit.p && !str_eq(x->unit, y->unit)))
			continue;
		if (!x->scaled) {
			x->power = y->power;
			x->scaled = y->scaled;
		}
		if (!x->unit.p && y->unit.p)
			figure_set_unit(x, y->unit);
		if (x->unit.p && !y->unit.p)
			figure_set_unit(y, x->unit);
		x->low = y->high = x->unit.p && opens_range(t, l, f, x);
	}
	for (size_t i = 0; i < n; i++) {
		struct figure *x = &figures[i];

		/* "日活突破3000万": what has a scale and no unit is a number */
		if (!x->unit.p && x->scaled && x->power >= 4 && !x->dated)
			figure_set_unit(x, STR("count"));
	}
	for (size_t i = 0; i < n; i++)
		if (figures[i].unit.p && !figures[i].dated)
			figures[kept++] = figures[i];
	return kept;
}

struct str figure_value(const struct figure *f, struct arena *a)
{
	size_t point = str_find(f->number, STR("."), 0);
	struct str whole = str_sub(f->number, 0, point);
	struct str part = str_sub(f->number, point + 1, f->number.n);
	size_t power = f->power > 0 ? (size_t)f->power : 0;
	char *to = arena_new(a, f->number.n + power + 3);
	size_t n = 0, k = 0;

	for (size_t i = 0; i < whole.n; i++)
		to[n++] = whole.p[i];
	for (; k < power; k++)
		to[n++] = k < part.n ? part.p[k] : '0';
	while (part.n > k && part.p[part.n - 1] == '0')
		part.n--;
	if (k < part.n) {
		to[n++] = '.';
		for (; k < part.n; k++)
			to[n++] = part.p[k];
	}
	for (k = 0; k + 1 < n && to[k] == '0' && to[k + 1] != '.'; k++)
		;
	return (struct str){to + k, n - k};
}

/* digits before the point; leading zeros do not count */
static struct str whole_of(struct str value)
{
	size_t i = 0, end = str_find(value, STR("."), 0);

	while (i < end && value.p[i] == '0')
		i++;
	return str_sub(value, i, end);
}

static int digits_compare(struct str x, struct str y)
{
	for (size_t i = 0; i < x.n || i < y.n; i++) {
		char a = i < x.n ? x.p[i] : '0', b = i < y.n ? y.p[i] : '0';

		if (a != b)
			return a < b ? -1 : 1;
	}
	return 0;
}

int figure_compare(
    const struct figure *x, const struct figure *y, struct arena *a)
{
	struct str v = figure_value(x, a), w = figure_value(y, a);
	struct str m = whole_of(v), n = whole_of(w);

	if (m.n != n.n)
		return m.n < n.n ? -1 : 1;
	int whole = digits_compare(m, n);

	return whole ? whole
		     : digits_compare(
			   str_sub(v, str_find(v, STR("."), 0) + 1, v.n),
			   str_sub(w, str_find(w, STR("."), 0) + 1, w.n));
}
