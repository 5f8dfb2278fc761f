/*
 * The forms under which an Arabic word may stand in a word list: without the
 * conjunctions, prepositions, future particle and article that are written
 * together with it, and without the pronoun at its end.
 *
 *   (و|ف)? (ب|ك|ل|س)? (ال|لل)? word (ها|هم|هما|نا|كم|ه)?
 *
 * Behind those, so that what a list holds goes first, the word without an
 * ending of gender, number or case, and an imperfect in the third person:
 * ارتفعت ارتفع, ارباحا ارباح, يتوقعون يتوقع, ترتفع يرتفع.
 * Keeps: works on normalised letters (norm.h), so ة is ه; the ت that stands
 *   for it before a pronoun is turned back. What is left has at least two
 *   letters behind و and ف, else three.
 * Owns: nothing; forms borrow from the word or from the scratch bytes.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_CLITICS_H
#define SCORE_TONE_CLITICS_H

#include "fetch/base/str.h"

enum { CLITIC_FORMS_MAX = 36, CLITIC_WORD_MAX_BYTES = 64 };

struct clitic_form {
	struct str text;
	bool future; /* behind س, before an imperfect */
};

struct clitic_forms {
	struct clitic_form form[CLITIC_FORMS_MAX];
	size_t n;
	char scratch[CLITIC_FORMS_MAX][CLITIC_WORD_MAX_BYTES];
};

/* the word as the lists hold it: without its article */
struct str clitics_bare(struct str word);

/* "سترتفع": does it look like an imperfect behind the particle of the future?
 * For words that no list has. */
bool clitics_future(struct str word);

/* all forms, the word itself first; only that one for other letters */
void clitics_forms(struct clitic_forms *f, struct str word);

#endif
