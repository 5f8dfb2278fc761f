#include "parse/filing/amendment.h"

#include "parse/filing/envelope_head.h"
#include "parse/filing/written_date.h"

enum {
	LINES_LOOKED_AT = 400,
	LINE_MAX_BYTES = 8192,
	BETWEEN_MAX_BYTES = 160, /* "filed" and its day */
	NEAR_BYTES = 1000,       /* of filers named in between */
	BEFORE_BYTES = 80        /* what is filed */
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

/* The end of the sentence that begins at `from`. "No. 1", "Inc. on", "G.P.
 * Inc.": a point before a small letter or a figure, and one behind an initial,
 * ends none. */
static size_t sentence_end(struct str s, size_t from)
{
	for (size_t i = from; i + 2 < s.n; i++) {
		bool initial = i > from + 1 && s.p[i - 1] >= 'A' &&
			       s.p[i - 1] <= 'Z' &&
			       (s.p[i - 2] == '.' || s.p[i - 2] == ' ');

		if (s.p[i] == '.' && s.p[i + 1] == ' ' && s.p[i + 2] >= 'A' &&
		    s.p[i + 2] <= 'Z' && !initial)
			return i + 1;
	}
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
	/* names of many filers may stand between, if a day is then said */
	return between.n > BETWEEN_MAX_BYTES && !str_ends(between, STR(" on "));
}

/* the filing of an earlier amendment: "Amendment No. 1, filed …" */
static bool of_amendment(struct str s, size_t filed)
{
	size_t from = filed > BEFORE_BYTES ? filed - BEFORE_BYTES : 0;

	return holds(str_sub(s, from, filed), "amendment no");
}

/* The day that follows the first "filed" of a sentence; absent where none
 * does. What is filed further on may be another document. */
static struct str filed_in(struct arena *a, struct str s)
{
	size_t from = str_find(s, STR("filed"), 0) + 5;
	struct str near = str_sub(s, 0, from + NEAR_BYTES);
	struct written_date d;

	if (from > s.n || of_amendment(s, from - 5))
		return (struct str){NULL, 0};
	for (size_t at = from; written_date_next(near, at, &d); at = d.end)
		if (!is_other_day(str_sub(s, at, d.begin)))
			return arena_printf(
			    a, "%04d-%02d-%02d", d.year, d.month, d.day);
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
