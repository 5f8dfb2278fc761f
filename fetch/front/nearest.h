/*
 * The nearest names to a mistyped one: Damerau-Levenshtein distance with
 * neighbours swapped (optimal string alignment), bytes.
 * Users: the front.
 */
#ifndef FETCH_FRONT_NEAREST_H
#define FETCH_FRONT_NEAREST_H

#include <stddef.h>

enum { NEAREST_NAME_MAX_BYTES = 32 };

/* names longer than the ceiling count as far away */
size_t nearest_distance(const char *a, const char *b);
/* Near enough to be meant? At most a third of its length differs, or one is
 * the begin of the other. */
int nearest_is_near(const char *typed, const char *name);

#endif
