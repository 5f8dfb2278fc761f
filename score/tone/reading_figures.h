/*
 * The stated figures of a reading.
 *
 * Users: reading_make and its phrases.
 */
#ifndef SCORE_TONE_READING_FIGURES_H
#define SCORE_TONE_READING_FIGURES_H

#include "score/tone/reading_build.h"

/* does a figure in digits begin at this word? */
bool reading_digits(const struct reading_build *b, size_t word);

/* takes the figure that begins at the word; the word behind it, or the same
 * word where there is none */
size_t reading_figure(struct reading_build *b, size_t word);

/* Figures become hits once it is known which of them stay. */
void reading_merge_figures(struct reading_build *b);

#endif
