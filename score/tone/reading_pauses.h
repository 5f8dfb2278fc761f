/*
 * What stands between the words of a reading: pauses and quotation marks.
 *
 * Users: reading_make.
 */
#ifndef SCORE_TONE_READING_PAUSES_H
#define SCORE_TONE_READING_PAUSES_H

#include "score/tone/reading_build.h"

/* the bytes [from, to) before the word */
void reading_pause(
    struct reading_build *b, size_t word, size_t from, size_t to);

/* marks the hits inside quotations of some length; behind the last word */
void reading_quotes(struct reading_build *b);

#endif
