/*
 * When a stated figure holds: over which time it came about (horizon), and of
 * which calendar period it is.
 *
 * Keeps: a horizon is a figure of time behind "in", "over", "within" or before
 *   内, 里, as an ISO 8601 duration; a period is a year, half, quarter or
 *   month of the calendar, first and last day; a year that stands behind
 *   another figure is that figure's. A fiscal period is none: when it begins is
 *   not said.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_PERIOD_H
#define SCORE_TONE_PERIOD_H

#include "score/tone/claim_subject.h"

/* is the figure at this hit itself a horizon? */
bool period_is_horizon(const struct reading *r, size_t hit);

/* the horizon beside the figure at this hit; absent where there is none */
struct str period_horizon(const struct reading *r, size_t hit, struct arena *a);

/* the period that the sentence gives the figure, which may be a base; untouched
 * where none. Not for what is of a moment. */
void period_of(const struct claim_place *p, bool base, struct str *start,
    struct str *end, struct arena *a);

#endif
