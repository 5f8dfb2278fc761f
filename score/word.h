/*
 * Where a name may begin and end in normalised text.
 *
 * Keeps: a Latin or Arabic name stands alone when no letter of its own class
 *   touches it; before an Arabic one the proclitics (و|ف)?(ب|ك|ل|س)?(ال|لل)?
 *   may be joined. Names in Han need no boundary, and a change between Han,
 *   Latin and Arabic is one (وMeta, 英伟达H20): PCRE's \b would lose most of
 *   these. A name that ends in a digit does not end before a point and digit.
 * Users: score.
 */
#ifndef SCORE_WORD_H
#define SCORE_WORD_H

#include "fetch/base/str.h"

/* may norm[begin, end) be a name on its own? */
bool word_stands(struct str norm, size_t begin, size_t end);

/* the first occurrence of word in norm that stands; norm.n where none does */
size_t word_find(struct str norm, struct str word, size_t from);

/* The limits of the window of `words` words on each side of norm[begin, end),
 * inside [least, most). A Han character counts as a third of a word. */
void word_window(struct str norm, size_t least, size_t most, int words,
    size_t *begin, size_t *end);

#endif
