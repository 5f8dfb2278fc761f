/*
 * Where a clause hangs together over what stands inside it: figures, asides,
 * lists, and verbs that go on to an object.
 *
 * Owns: nothing.
 * Keeps: bounded windows; English but for the figure.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_CLAUSE_H
#define SCORE_TONE_CLAUSE_H

#include "score/tone/reading.h"

/* "revenue of $35.1 billion, up 17%": the hit to look from to the left of the
 * direction at `at` */
size_t clause_behind_figure(const struct reading *r, size_t at);

/* "AMD, last year's best performer, gained 8%": likewise */
size_t clause_behind_aside(const struct reading *r, size_t at);

/* a comma of "orders from Tencent, Alibaba and ByteDance" */
bool clause_in_list(const struct reading *r, size_t at);

/* "Google drops its plan": does the verb at this hit have an object? */
bool clause_takes_object(const struct reading *r, size_t at);

#endif
