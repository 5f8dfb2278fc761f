/*
 * The phrases of the word lists in a reading.
 *
 * Users: reading_make.
 */
#ifndef SCORE_TONE_READING_PHRASES_H
#define SCORE_TONE_READING_PHRASES_H

#include "score/tone/reading_build.h"

/* takes the longest phrase at the word, or a figure that begins with one; the
 * word behind it */
size_t reading_phrase(struct reading_build *b, size_t word);

#endif
