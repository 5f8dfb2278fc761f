#include "parse/filing/amendment.h"

#include "parse/filing/envelope_head.h"
#include "parse/filing/written_date.h"

enum {
	LINES_LOOKED_AT = 400,
	LINE_MAX_BYTES = 8192,
	BETWEEN_MAX_BYTES = 160, /* "filed" and its day */
	NEAR_BYTES = 240         /* a few days behind it */
};

void amendment_form(struct filing *f)
{
	if (!f->amends.p && str_ends(f->form, STR("/A")))
		f->amends = str_sub(f->form, 0, f->form.n - 2);
}

static bool holds(struct str s, const char *word)
{
	struct str w = str_of(word);

	for (size_t i = 0; i + w.n <= s.n; i++)
		if ((s.p[i] | 32) == w.p[0] &&
		    str_starts_nocase(str_sub(s, i, s.n), w))
			return true;
	return false;
}

/* The end of the sentence that begins at `from`. "No. 1", "Inc. on": a point
 * before a small letter or a figure ends none. */
static size_t sentence_end(struct str s, size_t from)
{
	for (size_t i = from; i + 2 < s.n; i++)
		if (s.p[i] == '.' && s.p[i + 1] == ' ' && s.p[i + 2] >= 'A' &&
		    s.p[i + 2] <= 'Z')
			return i + 1;
	return s.n;
}

/* words that part "filed" from a day that is another one's: the end of a
 * period, a term */
static bool is_other_day(struct str between)
{
	static const char *const words[] = {"ended", "ending", "within",
	    "days after", "later than", "as of", "meeting", "dated", NULL};

	for (const char *const *w = words; *w; w++)
		if (holds(between, *w))
			return true;
	return between.n > BETWEEN_MAX_BYTES;
}

/* the day that follows "filed" in a sentence; absent where none does */
static struct str filed_in(struct arena *a, struct str s)
{
	struct written_date d;
	size_t at = 0;

	while ((at = str_find(s, STR("filed"), at)) < s.n) {
		size_t from = at + 5;
		struct str near = str_sub(s, 0, from + NEAR_BYTES);

		for (at = from; written_date_next(near, from, &d); from = d.end)
			if (!is_other_day(str_sub(s, from, d.begin)))
				return arena_printf(a, "%04d-%02d-%02d", d.year,
				    d.month, d.day);
	}
	return (struct str){NULL, 0};
}

/* 2: speaks of the original, 1: of what is amended, 0: of neither */
static int weight_of(struct str s)
{
	if (!holds(s, "filed"))
		return 0;
	return holds(s, "original") ? 2 : holds(s, "amend") ? 1 : 0;
}

static void sentence(struct filing *f, struct arena *a, struct str s, int *best)
{
	int weight = weight_of(s);

	if (weight <= *best)
		return;
	struct str day = filed_in(a, s);

	if (!day.p || (f->filed.p && str_cmp(day, f->filed) >= 0))
		return;
	*best = weight;
	f->amends_filed = day;
	struct str number = accession_in(a, s);

	if (!str_eq(number, f->accession))
		f->amends_accession = number;
}

void amendment_read(struct filing *f, struct arena *a, const struct flow *t)
{
	int best = 0;

	amendment_form(f);
	if (!f->amends.p)
		return;
	for (size_t i = 0; i < t->n_lines && i < LINES_LOOKED_AT; i++) {
		struct str s = str_sub(flow_line(t, i), 0, LINE_MAX_BYTES);

		for (size_t at = 0, end; at < s.n && best < 2; at = end) {
			end = sentence_end(s, at);
			sentence(f, a, str_sub(s, at, end), &best);
		}
	}
}
