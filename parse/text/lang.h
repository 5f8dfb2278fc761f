/*
 * The language of a text, by its script and most frequent words.
 *
 * Keeps: BCP 47; zh-Hans and zh-Hant by characters that only one of them
 *   writes; Latin scripts by their function words; "und" where it cannot be
 *   told.
 * Users: parse.
 */
#ifndef PARSE_TEXT_LANG_H
#define PARSE_TEXT_LANG_H

#include "fetch/base/str.h"

/* hint: what the page or feed says (may be absent): decides only where the
 * text does not */
const char *lang_of(struct str text, struct str hint);

#endif
