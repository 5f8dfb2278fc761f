/*
 * Stated figures: numbers with a scale and a unit, in three languages.
 *
 *   17 %   $600 bn   600 مليار دولار   6000亿美元   a fifth of   three days
 *
 * Scales, units, number words and fractions are classes of the word lists:
 *   q.scale (weight: the power of ten), q.NeK ("ملياري": N·10^K), q.number
 *   (weight: its value), q.part (weight: per cent), q.band (the same, not to be
 * taken exactly: "mid-single digit"), q.piece (of a scale alone: نصف مليار),
 * q.approx, q.per.UNIT
 *   ("an hour"), u.UNIT.
 * Owns: nothing; values live in the arena.
 * Keeps: value is a decimal string in base units, made by shifting digits,
 *   never through a double. Years, dates, ordinals and model numbers are no
 *   figures; a number without a unit is none either, but for the low end of a
 *   range, which takes the unit of the high one.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_QUANTITIES_H
#define SCORE_TONE_QUANTITIES_H

#include "score/tone/figure.h"
#include "score/tone/lexicon.h"

/* the figure that begins at word `at` < end; false where there is none.
 * ids[0] belongs to word `first`. */
bool quantity_at(const struct taxonomy *t, const struct lexicon *l,
    const struct doc_field *f, const struct word_ids *ids, size_t first,
    size_t at, size_t end, struct figure *to, struct arena *a);

#endif
