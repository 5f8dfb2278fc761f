/*
 * Numbers in English words: "two", "twenty-one", "one hundred and five".
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_NUMBER_WORDS_H
#define PARSE_FILING_NUMBER_WORDS_H

#include "fetch/base/str.h"

#include <stdint.h>

/* "no" and "none" are 0; false where a word is no number's */
bool number_words(struct str s, uint64_t *n);

#endif
