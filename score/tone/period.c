#include "score/tone/period.h"

#include "score/tone/figure.h"

#include <stdio.h>

enum { NEAR_HITS = 32, YEAR_WORDS = 24, PART_WORDS = 2, YEAR_HITS = 64 };
#define HORIZON_WORDS 8.0

bool period_is_horizon(const struct reading *r, size_t hit)
{
	const struct hit *h = &r->hits[hit];

	if (h->kind != CLASS_FIGURE || r->figures[h->ref].kind != FIGURE_TIME)
		return false;
	/* 四年内: the last word of the span itself says "within" */
	if (r->tongue == TONGUE_ZH &&
	    reading_beside(r, h, 0, r->taxonomy->within))
		return true;
	for (size_t i = hit > 3 ? hit - 3 : 0; i < r->n_hits && i <= hit + 3;
	     i++)
		/* behind the figure in Chinese alone: 三天内 */
		if (r->hits[i].class == r->taxonomy->within &&
		    (r->tongue == TONGUE_ZH || i < hit) &&
		    reading_gap(r, &r->hits[i], h) <= 1)
			return true;
	return false;
}

static struct str duration(const struct figure *f, struct arena *a)
{
	static const struct {
		const char *unit, *form;
	} units[] = {{"time.hours", "PT%.*sH"}, {"time.days", "P%.*sD"},
	    {"time.weeks", "P%.*sW"}, {"time.months", "P%.*sM"},
	    {"time.quarters", NULL}, {"time.years", "P%.*sY"}};
	struct str v = figure_value(f, a);
	char text[64];

	if (v.n > 6)
		return (struct str){NULL, 0};
	if (str_eq(f->unit, STR("time.quarters")) && v.n == 1 &&
	    v.p[0] >= '1' && v.p[0] <= '9')
		return arena_printf(a, "P%dM", (v.p[0] - '0') * 3);
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		if (!str_eq(f->unit, str_of(units[i].unit)) || !units[i].form)
			continue;
		bool time = i == 0;

		(void)snprintf(text, sizeof text, "%s%.*s%c", time ? "PT" : "P",
		    STR_ARG(v), "HDWMQY"[i]);
		return arena_str(a, str_of(text));
	}
	return (struct str){NULL, 0};
}

struct str period_horizon(const struct reading *r, size_t hit, struct arena *a)
{
	double best = HORIZON_WORDS;
	size_t found = SIZE_MAX;

	for (size_t i = hit > NEAR_HITS ? hit - NEAR_HITS : 0;
	     i < r->n_hits && i <= hit + NEAR_HITS; i++) {
		double gap = reading_gap(r, &r->hits[i], &r->hits[hit]);

		if (i != hit && gap < best && period_is_horizon(r, i)) {
			best = gap;
			found = i;
		}
	}
	if (found == SIZE_MAX)
		return (struct str){NULL, 0};
	return duration(&r->figures[r->hits[found].ref], a);
}

static struct str word_at(const struct reading *r, size_t word)
{
	const struct doc_word *w = &r->field->words[word];

	return str_sub(doc_norm(r->field), w->norm_begin, w->norm_end);
}

static size_t last_word(const struct reading *r)
{
	return r->sentence->first_word + r->sentence->n_words;
}

/* a year of this century, 0 for none */
static int year_of(struct str s)
{
	if (s.n != 4 || !str_starts(s, STR("20")) || s.p[2] < '0' ||
	    s.p[2] > '4' || s.p[3] < '0' || s.p[3] > '9')
		return 0;
	return 2000 + (s.p[2] - '0') * 10 + (s.p[3] - '0');
}

/* is the year at this word, near the hit `at`, a fiscal one? */
static bool is_fiscal(const struct reading *r, size_t at, size_t word)
{
	size_t first = r->sentence->first_word, end = last_word(r);

	for (size_t w = word > first + 3 ? word - 3 : first;
	     w < end && w < word + 3; w++) {
		const struct sense *s = lexicon_word(r->lexicon, word_at(r, w));

		for (; s; s = s->next)
			if (s->class == r->taxonomy->fiscal)
				return true;
	}
	for (size_t i = at > YEAR_HITS ? at - YEAR_HITS : 0;
	     i < r->n_hits && i <= at + YEAR_HITS; i++)
		if (r->hits[i].class == r->taxonomy->fiscal &&
		    r->hits[i].word <= word + 2 &&
		    r->hits[i].word_end + 2 >= word)
			return true;
	return false;
}

/* A year behind another figure is that one's; so is one before it, for a
 * base: "$26bn, compared with $16bn in 2024". */
static bool another_between(const struct claim_place *p, size_t word, bool base)
{
	const struct reading *r = p->r;
	size_t at = p->figure->word, me = r->hits[p->at].ref;

	for (size_t i = me > NEAR_HITS ? me - NEAR_HITS : 0;
	     i < r->n_figures && i <= me + NEAR_HITS; i++) {
		const struct figure *x = &r->figures[i];

		if (x == p->figure || x->kind == FIGURE_TIME)
			continue;
		if ((word > at && x->word > at && x->word < word) ||
		    (base && word < at && x->word < at && x->word > word))
			return true;
	}
	return false;
}

/* the word of the year that the figure is of; SIZE_MAX for none */
static size_t year_word(const struct claim_place *p, bool base)
{
	const struct reading *r = p->r;
	size_t first = r->sentence->first_word, end = last_word(r);
	size_t at = p->figure->word, best = YEAR_WORDS, found = SIZE_MAX;

	for (size_t w = at > first + YEAR_WORDS ? at - YEAR_WORDS : first;
	     w < end && w < at + YEAR_WORDS; w++) {
		size_t gap = w < at ? at - w : w - at;

		if (gap >= best || year_of(word_at(r, w)) == 0 ||
		    another_between(p, w, base))
			continue;
		best = gap;
		found = w;
	}
	return found;
}

/* a quarter that a word list names (class q.quarter.N), 0 for none */
static int quarter_near(const struct reading *r, size_t hit)
{
	int quarter = 0;

	for (size_t i = hit > NEAR_HITS ? hit - NEAR_HITS : 0;
	     i < r->n_hits && i <= hit + NEAR_HITS; i++) {
		struct str name = reading_class(r, &r->hits[i])->name;

		if (str_starts(name, STR("q.quarter.")) && name.n == 11)
			quarter = name.p[10] - '0';
	}
	return quarter;
}

/* "August 2025", "first half of 2025", 2025年8月: months [from, to) of the
 * year, as the words beside it say; false where they say nothing */
static bool months_beside(
    const struct claim_place *p, size_t year, int *from, int *to)
{
	size_t reach = (size_t)(PART_WORDS * p->r->stretch);

	for (size_t i = measured_near(p->measured, year); i < p->measured->n;
	     i++) {
		const struct measured_words *m = &p->measured->v[i];
		struct str name = m->kind->name;

		if (m->word > year + reach)
			break;
		if (m->kind->about != FIGURE_PERIOD || name.n < 4 ||
		    m->word_end + reach < year || m->word > year + reach)
			continue;
		*from =
		    (name.p[name.n - 2] - '0') * 10 + name.p[name.n - 1] - '0';
		*to = str_starts(name, STR("half")) ? *from + 6 : *from + 1;
		return *from >= 1 && *from <= 12;
	}
	if (p->r->tongue != TONGUE_ZH || year + 3 >= last_word(p->r) ||
	    !str_eq(word_at(p->r, year + 1), STR("年")) ||
	    !str_starts(word_at(p->r, year + 3), STR("月")))
		return false;
	struct str month = word_at(p->r, year + 2);

	*from = 0;
	for (size_t i = 0; i < month.n && i < 3; i++)
		*from = *from * 10 + month.p[i] - '0';
	*to = *from + 1;
	return *from >= 1 && *from <= 12;
}

static int days_of(int year, int month)
{
	static const int days[] = {
	    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return days[month - 1] + (month == 2 && year % 4 == 0);
}

void period_of(const struct claim_place *p, bool base, struct str *start,
    struct str *end, struct arena *a)
{
	size_t word = year_word(p, base);
	int from = 1, to = 13, quarter;

	if (word == SIZE_MAX || is_fiscal(p->r, p->at, word))
		return;
	int year = year_of(word_at(p->r, word));

	if (!months_beside(p, word, &from, &to)) {
		quarter = quarter_near(p->r, p->at);
		from = quarter ? quarter * 3 - 2 : 1;
		to = quarter ? from + 3 : 13;
	}
	if (from < 1 || to > 13)
		return;
	*start = arena_printf(a, "%d-%02d-01", year, from);
	*end = arena_printf(
	    a, "%d-%02d-%02d", year, to - 1, days_of(year, to - 1));
}
