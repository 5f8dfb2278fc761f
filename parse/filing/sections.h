/*
 * The items of a form as sections of its clean text.
 *
 * Keeps: sections are in the order of the text and do not overlap; each
 *   begins with its heading and ends where the next begins. What is in none
 *   is cover, contents or signatures. The last one ends at the signatures or,
 *   where nothing tells its end, with the text: it is marked open then.
 * Source: Forms 10-K, 10-Q, 20-F and 8-K, General Instructions.
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_SECTIONS_H
#define PARSE_FILING_SECTIONS_H

#include "parse/filing/flow.h"
#include "parse/record/article.h"

/* of a form (and the day it was filed, or absent); to->sections is set, in
 * the arena. cut: the end of the document is missing */
void sections_find(struct filing *to, struct arena *a, const struct flow *f,
    struct str form, bool cut);

#endif
