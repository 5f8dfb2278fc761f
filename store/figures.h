/*
 * The figures that an article states, as bytes that can be compared: copies
 * that differ in a figure of the same metric are not one story.
 *
 * A figure: what u32, big-endian (CRC-32C of metric, entity, unit, role,
 * period and horizon: "$589 bn in a day" and "$600 bn in three days" are no
 * conflict) | mantissa i64 | exponent + 128 u8, little-endian.
 *
 * Users: store/story.c.
 */
#ifndef STORE_FIGURES_H
#define STORE_FIGURES_H

#include "score/record/score.h"

enum { FIGURE_BYTES = 13, FIGURES_MAX = 64 };
enum { FIGURES_MAX_BYTES = FIGURES_MAX * FIGURE_BYTES };

/* The first FIGURES_MAX claims, sorted, each once; returns how many. */
size_t figures_of(const struct score *s, unsigned char to[FIGURES_MAX_BYTES]);

/* Whether both state figures of one metric and each has one that the other
 * has not: a copy that was cut short is no conflict. */
bool figures_conflict(
    const unsigned char *a, size_t n, const unsigned char *b, size_t m);

#endif
