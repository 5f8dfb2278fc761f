/*
 * From bytes of any charset to UTF-8.
 *
 * Keeps: no text is lost: what cannot be decoded is U+FFFD. Order of trust: a
 *   BOM, the HTTP header, what the document declares (the WHATWG prescan of
 *   its first 1,024 bytes), UTF-8 if it is valid, detection (uchardet).
 *   Labels are read as the WHATWG Encoding Standard does: iso-8859-1 means
 *   windows-1252, gb2312 means GB18030.
 * Users: parse.
 */
#ifndef PARSE_TEXT_CHARSET_H
#define PARSE_TEXT_CHARSET_H

#include "fetch/base/buf.h"
#include "fetch/base/err.h"

/* to gets UTF-8 without a BOM and without NUL; http_type: the Content-Type
 * header, or absent. EXIT_DATA where the text is over the buf's ceiling. */
int charset_to_utf8(
    struct buf *to, struct str bytes, struct str http_type, struct err *e);

/* UTF-8 but for broken bytes, as charset_to_utf8() writes it; a piece of a
 * text ends with a whole character */
void charset_clean(struct buf *to, struct str utf8);

/* Is it UTF-8 that charset_to_utf8() would give back as it is? */
bool charset_is_clean(struct str bytes, struct str http_type);

/* The name (WHATWG, lower case) of what a BOM, the header or the document says
 * it is; absent where none does. */
struct str charset_told(struct str bytes, struct str http_type);
/* The same where none does: UTF-8 if it is, detection, windows-1252. */
struct str charset_guessed(struct str bytes);

/* U+0080 to U+009F are what windows-1252 has there (a reference like &#146;
 * in a page); others as they are */
uint32_t charset_c1(uint32_t c);

#endif
