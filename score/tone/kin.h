/*
 * Words of a list that are forms of one another: a word has the senses of its
 * other forms too.
 *
 * A list holds "تشتري" in one class and "يشتري" in another; a text that says
 * the one is found by it alone (clitics.h: the first form that a list holds).
 * So each Arabic word of a list is given what its other forms say: direction,
 * noun, signal, opinion, cue. Words of number and of joining and those of
 * m.fact keep to themselves, and "تراجع" is no "يراجع" where there is a
 * "يتراجع".
 * Owns: nothing; lists of senses live as long as the lexicon.
 * Keeps: done once, behind the last file.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_KIN_H
#define SCORE_TONE_KIN_H

#include "score/tone/lexicon.h"

void kin_share(struct lexicon *l, const struct taxonomy *t);

#endif
