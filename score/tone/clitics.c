#include "score/tone/clitics.h"

#include <string.h>

enum { LETTER = 2 }; /* bytes of an Arabic letter in UTF-8 */

static bool arabic(struct str w)
{
	unsigned char c = w.n >= LETTER ? (unsigned char)w.p[0] : 0;

	return c >= 0xD8 && c <= 0xDB;
}

static struct str drop(struct str w, size_t letters)
{
	return str_sub(w, letters * LETTER, w.n);
}

struct str clitics_bare(struct str word)
{
	if (word.n >= 5 * LETTER && str_starts(word, STR("ال")))
		return drop(word, 2);
	return word;
}

static void add(struct clitic_forms *f, struct str text, bool future)
{
	for (size_t i = 0; i < f->n; i++)
		if (str_eq(f->form[i].text, text))
			return;
	if (f->n < CLITIC_FORMS_MAX)
		f->form[f->n++] = (struct clitic_form){text, future};
}

/* bytes of the pronoun at the end of the word, 0 where there is none */
static size_t pronoun(struct str w)
{
	if (str_ends(w, STR("ه")))
		return LETTER;
	if (w.n < 2 * LETTER)
		return 0;
	if (str_ends(w, STR("هما")))
		return 3 * LETTER;
	return str_ends(w, STR("ها")) || str_ends(w, STR("هم")) ||
			       str_ends(w, STR("نا")) || str_ends(w, STR("كم"))
		   ? 2 * LETTER
		   : 0;
}

/* the word without its pronoun, and with ه for the ت before it */
static void add_without_pronoun(
    struct clitic_forms *f, struct str w, bool future)
{
	size_t end = pronoun(w);

	if (end == 0 || w.n - end < 3 * LETTER)
		return;
	struct str stem = str_sub(w, 0, w.n - end);

	add(f, stem, future);
	if (str_ends(stem, STR("ت")) && f->n < CLITIC_FORMS_MAX &&
	    stem.n <= CLITIC_WORD_MAX_BYTES) {
		char *to = f->scratch[f->n];

		memcpy(to, stem.p, stem.n);
		memcpy(to + stem.n - LETTER, "ه", LETTER);
		add(f, (struct str){to, stem.n}, future);
	}
}

/* one form more, spelled in the scratch bytes: `head`, then the rest */
static void add_spelled(
    struct clitic_forms *f, const char *head, struct str rest, bool future)
{
	if (f->n == CLITIC_FORMS_MAX ||
	    LETTER + rest.n > CLITIC_WORD_MAX_BYTES)
		return;
	char *to = f->scratch[f->n];

	memcpy(to, head, LETTER);
	memcpy(to + LETTER, rest.p, rest.n);
	add(f, (struct str){to, LETTER + rest.n}, future);
}

/* the singular, indefinite and masculine that a list is likely to hold:
 * ارباحا ارباح, يتوقعون يتوقع, قالوا قال, ارتفعت ارتفع */
static void add_without_ending(struct clitic_forms *f, struct clitic_form w)
{
	static const struct {
		const char *end;
		size_t letters, left;
	} ends[] = {{"وا", 2, 3}, {"ون", 2, 4}, {"ين", 2, 4}, {"ا", 1, 3},
	    {"ت", 1, 3}};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct str stem = w.text;

		if (!str_ends(stem, str_of(ends[i].end)) ||
		    stem.n < (ends[i].letters + ends[i].left) * LETTER)
			continue;
		stem = str_sub(stem, 0, stem.n - ends[i].letters * LETTER);
		add(f, stem, w.future);
		if (str_starts(stem, STR("ت")))
			add_spelled(f, "ي", drop(stem, 1), w.future);
		return;
	}
	/* ترتفع, نرتفع: as يرتفع */
	if (w.text.n >= 4 * LETTER && (str_starts(w.text, STR("ت")) ||
					  str_starts(w.text, STR("ن"))))
		add_spelled(f, "ي", drop(w.text, 1), w.future);
}

static void add_base(struct clitic_forms *f, struct str w, bool future)
{
	add(f, clitics_bare(w), future);
}

/* behind س: an imperfect, of which it makes a future */
static bool imperfect(struct str w)
{
	return str_starts(w, STR("ي")) || str_starts(w, STR("ت")) ||
	       str_starts(w, STR("ن")) || str_starts(w, STR("ا"));
}

/* behind a preposition: ب ك ل س */
static void add_without_preposition(struct clitic_forms *f, struct str w)
{
	if (w.n < 4 * LETTER)
		return;
	struct str rest = drop(w, 1);
	bool future = str_starts(w, STR("س"));

	if (future && !imperfect(rest))
		return;
	if (str_starts(w, STR("ل"))) {
		if (str_starts(rest, STR("ل")) && rest.n >= 4 * LETTER)
			add(f, drop(rest, 1), false);
	} else if (!future && !str_starts(w, STR("ب")) &&
		   !str_starts(w, STR("ك"))) {
		return;
	}
	add_base(f, rest, future);
}

void clitics_forms(struct clitic_forms *f, struct str word)
{
	f->n = 0;
	add_base(f, word, false);
	if (!arabic(word) || word.n > CLITIC_WORD_MAX_BYTES)
		return;
	add_without_preposition(f, word);
	if (word.n >= 3 * LETTER &&
	    (str_starts(word, STR("و")) || str_starts(word, STR("ف")))) {
		add_base(f, drop(word, 1), false);
		add_without_preposition(f, drop(word, 1));
	}
	size_t n = f->n;

	for (size_t i = 0; i < n; i++)
		add_without_pronoun(f, f->form[i].text, f->form[i].future);
	n = f->n;
	for (size_t i = 0; i < n; i++)
		add_without_ending(f, f->form[i]);
}

bool clitics_future(struct str word)
{
	static const char *const heads[] = {"سي", "ست", "سن"};

	if (word.n >= 5 * LETTER &&
	    (str_starts(word, STR("و")) || str_starts(word, STR("ف"))))
		word = drop(word, 1);
	for (size_t i = 0; i < 3; i++)
		if (word.n >= 4 * LETTER && str_starts(word, str_of(heads[i])))
			return true;
	return false;
}
