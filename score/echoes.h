/*
 * The other places of a name that the user's recogniser gave: often a name is
 * given once where a text repeats it, and what is said there is said of it.
 *
 * Method: the same bytes between the same boundaries of words, in title or
 *   text. Not an echo: what shares letters with another given mention, or lies
 *   in a longer name of ours; a surface that is given for two names, of one
 *   character, or longer than ECHO_BYTES.
 * Owns: nothing; mentions live in the arena.
 * Keeps: an echo is read like a mention, but is never listed or counted as
 *   one: the record holds what was given, no more. Names that a table knows
 *   have no echoes: our own mentions are there.
 * Users: mentions.c.
 */
#ifndef SCORE_ECHOES_H
#define SCORE_ECHOES_H

#include "score/doc.h"

enum { ECHO_BYTES = 128, ECHOES_MAX = 4096 };

/* d->mentions are in order; the echoes are put at the end of a new list, which
 * the caller brings into order */
void echoes_find(struct doc *d, struct arena *a);

#endif
