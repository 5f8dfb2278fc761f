/*
 * A scored article for a person to read: each sentence with its mentions,
 * their tone, signals with cue and modality, and claims.
 *
 * Users: stage.c.
 */
#ifndef SCORE_EXPLAIN_H
#define SCORE_EXPLAIN_H

#include "score/scorer.h"

/* s has just scored an article. Control bytes of the text do not get out. */
void explain_write(struct buf *to, struct scorer *s, bool colour);

#endif
