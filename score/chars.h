/*
 * What kind of character a code point is, as far as matching cares.
 *
 * Keeps: a change of class between two letters is a word boundary (Han next
 *   to Latin, Arabic next to digits); Han and kana have none between
 *   themselves and count as one word each.
 * Users: score.
 */
#ifndef SCORE_CHARS_H
#define SCORE_CHARS_H

#include "fetch/base/str.h"

#include <stdint.h>

enum char_class {
	CHAR_OTHER,  /* punctuation, signs, marks */
	CHAR_BLANK,  /* blanks and line ends */
	CHAR_LATIN,  /* Latin, Greek and Cyrillic letters; ASCII digits */
	CHAR_ARABIC, /* letters */
	CHAR_HAN,    /* Han characters and kana */
	CHAR_LETTER  /* letters of other scripts */
};

enum char_class char_class_of(uint32_t c);

/* char_class_of() of ASCII, for loops over every byte */
extern const unsigned char char_ascii[128];

/* the class of the character that starts at s[at], or that ends there;
 * CHAR_BLANK outside of s */
enum char_class char_class_at(struct str s, size_t at);
enum char_class char_class_before(struct str s, size_t at);

bool char_is_digit(char c);
bool char_is_lower(char c); /* ASCII */
bool char_is_upper(char c);

#endif
