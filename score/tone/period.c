#include "score/tone/period.h"

#include "score/tone/figure.h"

#include <stdio.h>

enum { NEAR_HITS = 16, YEAR_WORDS = 24 };
#define HORIZON_WORDS 8.0

bool period_is_horizon(const struct reading *r, size_t hit)
{
	const struct hit *h = &r->hits[hit];

	if (h->kind != CLASS_FIGURE || r->figures[h->ref].kind != FIGURE_TIME)
		return false;
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

/* a four-digit year of this century within reach of the word, 0 for none */
static int year_near(const struct reading *r, size_t word)
{
	struct str text = doc_norm(r->field);
	size_t first = r->sentence->first_word;
	size_t end = first + r->sentence->n_words;
	size_t best = YEAR_WORDS;
	int year = 0;

	for (size_t w = word > first + YEAR_WORDS ? word - YEAR_WORDS : first;
	     w < end && w < word + YEAR_WORDS; w++) {
		struct str s = str_sub(text, r->field->words[w].norm_begin,
		    r->field->words[w].norm_end);
		size_t gap = w < word ? word - w : w - word;

		if (s.n == 4 && str_starts(s, STR("20")) && s.p[2] >= '0' &&
		    s.p[2] <= '4' && s.p[3] >= '0' && s.p[3] <= '9' &&
		    gap < best) {
			best = gap;
			year = 2000 + (s.p[2] - '0') * 10 + (s.p[3] - '0');
		}
	}
	return year;
}

/* a quarter that a word list names (class q.quarter.N), 0 for none; -1 for a
 * fiscal period */
static int quarter_near(const struct reading *r, size_t hit)
{
	int quarter = 0;

	for (size_t i = hit > NEAR_HITS ? hit - NEAR_HITS : 0;
	     i < r->n_hits && i <= hit + NEAR_HITS; i++) {
		struct str name = reading_class(r, &r->hits[i])->name;

		if (r->hits[i].class == r->taxonomy->fiscal)
			return -1;
		if (str_starts(name, STR("q.quarter.")) && name.n == 11)
			quarter = name.p[10] - '0';
	}
	return quarter;
}

void period_of(const struct reading *r, size_t hit, struct str *start,
    struct str *end, struct arena *a)
{
	static const int last_day[] = {31, 30, 30, 31};
	int year = year_near(r, r->hits[hit].word);
	int quarter = quarter_near(r, hit);

	if (year == 0 || quarter < 0 || quarter > 4)
		return;
	if (quarter == 0) {
		*start = arena_printf(a, "%d-01-01", year);
		*end = arena_printf(a, "%d-12-31", year);
		return;
	}
	*start = arena_printf(a, "%d-%02d-01", year, quarter * 3 - 2);
	*end = arena_printf(
	    a, "%d-%02d-%02d", year, quarter * 3, last_day[quarter - 1]);
}
