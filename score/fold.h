/*
 * One character folded to the form that tables are matched in.
 *
 * Keeps: what norm.h lists. A table of what changes, no state.
 * Source: Unicode Character Database (case, compatibility forms); the choice
 *   of Arabic letters is the usual one of Arabic retrieval (alef, yeh and teh
 *   marbuta unified, marks and tatweel dropped).
 * Users: norm.c.
 */
#ifndef SCORE_FOLD_H
#define SCORE_FOLD_H

#include "fetch/base/str.h"

#include <stdint.h>

enum { FOLD_CHARS = 3 };

/* U+0600..U+06FF, which texts are full of: what they become, 0 for themselves,
 * FOLD_DROP for nothing */
enum { FOLD_DROP = 1 };
extern const uint16_t fold_arabic[256];

/* The characters that c (not ASCII) becomes: 0 (dropped) to FOLD_CHARS. */
size_t fold_char(uint32_t c, uint32_t to[FOLD_CHARS]);

/* a mark that stands on the letter before it and is dropped */
bool fold_is_mark(uint32_t c);

/* Bytes of a pinyin note in brackets at s[at], such as (dá); 0 where there is
 * none. Its sign is a vowel with a tone mark. */
size_t fold_pinyin(struct str s, size_t at);

#endif
