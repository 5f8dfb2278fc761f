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

/* the word without its pronoun, and with ه for the ت before it */
static void add_without_pronoun(
    struct clitic_forms *f, struct str w, bool future)
{
	static const char *const ends[] = {"هما", "ها", "هم", "نا", "كم", "ه"};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct str end = str_of(ends[i]);

		if (!str_ends(w, end) || w.n - end.n < 3 * LETTER)
			continue;
		struct str stem = str_sub(w, 0, w.n - end.n);

		add(f, stem, future);
		if (str_ends(stem, STR("ت")) && f->n < CLITIC_FORMS_MAX &&
		    stem.n <= CLITIC_WORD_MAX_BYTES) {
			char *to = f->scratch[f->n];

			memcpy(to, stem.p, stem.n);
			memcpy(to + stem.n - LETTER, "ه", LETTER);
			add(f, (struct str){to, stem.n}, future);
		}
		return;
	}
}

static void add_base(struct clitic_forms *f, struct str w, bool future)
{
	add(f, clitics_bare(w), future);
}

/* behind a preposition: ب ك ل س */
static void add_without_preposition(struct clitic_forms *f, struct str w)
{
	static const char *const heads[] = {"ب", "ك", "ل", "س"};

	for (size_t i = 0; i < 4; i++) {
		if (!str_starts(w, str_of(heads[i])) || w.n < 4 * LETTER)
			continue;
		struct str rest = drop(w, 1);
		bool future = i == 3 && (str_starts(rest, STR("ي")) ||
					    str_starts(rest, STR("ت")) ||
					    str_starts(rest, STR("ن")) ||
					    str_starts(rest, STR("ا")));

		if (i == 3 && !future)
			return;
		if (i == 2 && str_starts(rest, STR("ل")) &&
		    rest.n >= 4 * LETTER)
			add(f, drop(rest, 1), false);
		add_base(f, rest, future);
		return;
	}
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
