/*
 * What figures that are set side by side say: "net profit was EUR 5.3 mn,
 * compared with EUR 3.2 mn a year earlier" is a rise without a word for it.
 *
 *   X from/compared with/versus Y   X (Y)   由Y增至X   X，上年同期为Y
 *   X مقارنة بـ Y   X مقابل Y
 *
 * Both must be figures of one unit that the noun before X can be measured in;
 * a word that only dates ("in 2008") is no figure. Where Y has a noun of its
 * own with the other sign, the two nouns decide: a profit beside a loss of
 * the year before. A noun whose rise or fall is told in words near X is left
 * to those words (bind.h).
 * Keeps: bounded windows on both sides of each word of comparison.
 * Owns: nothing; findings live in the arena.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_COMPARE_H
#define SCORE_TONE_COMPARE_H

#include "score/tone/finding.h"

/* behind bind_directions() */
void compare_figures(
    const struct reading *r, struct findings *to, struct arena *a);

#endif
