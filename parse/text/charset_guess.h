/*
 * What bytes look like, where nobody said what they are, or what was said
 * cannot be.
 *
 * Source: uchardet (Mozilla's detectors); what it says is doubted where a text
 *   of that charset would look another way.
 * Users: charset.c.
 */
#ifndef PARSE_TEXT_CHARSET_GUESS_H
#define PARSE_TEXT_CHARSET_GUESS_H

#include "parse/text/charset_label.h"

/* behind the ASCII at s[i], but for NUL */
size_t charset_skip_ascii(struct str s, size_t i);

/* Is it UTF-8 but for some broken bytes? What was declared so may be more
 * broken than what nobody declared. */
bool charset_mostly_utf8(struct str s, bool declared);

/* Can it be a Western text? In the languages of windows-1252 letters beyond
 * ASCII stand alone; in others, and in text of two bytes a character, most
 * stand behind another. */
bool charset_may_be_western(struct str s);

/* The name of what it is, if it is not UTF-8: windows-1252 where nobody can
 * tell. */
struct str charset_guess(struct str bytes, char name[CHARSET_LABEL_MAX_BYTES]);

#endif
