/*
 * Spells out the short forms of the word lists: "ris(e|es|ing)" is three
 * words, "(sharp|) fall" two phrases.
 *
 * Owns: nothing; the results live in the arena.
 * Keeps: groups do not nest; one form gives at most FORMS_MAX words.
 * Fails: EXIT_CONFIG: an open or nested bracket, a bar outside, too many.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_FORMS_H
#define SCORE_TONE_FORMS_H

#include "fetch/base/arena.h"
#include "fetch/base/err.h"

enum { FORMS_MAX = 2048 };

/* Call `take` for each word that the form stands for, in order. */
typedef void forms_take(void *user, struct str word);

int forms_expand(struct str form, forms_take *take, void *user, struct err *e);

#endif
