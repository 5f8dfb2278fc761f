/*
 * One JSON string to its bytes: the text of an article is nearly all of its
 * line, and a general reader takes ten times as long over it.
 *
 * Method: RFC 8259, section 7. Strict: no bytes under 0x20, no unknown escape,
 *   no surrogate without its other half, no invalid UTF-8. U+0000 may stand.
 * Owns: nothing; the result lives in the arena.
 * Fails: EXIT_DATA with the place in the string.
 * Users: parse/record.
 */
#ifndef PARSE_RECORD_JSON_TEXT_H
#define PARSE_RECORD_JSON_TEXT_H

#include "fetch/base/arena.h"
#include "fetch/base/err.h"

/* quoted: from quotation mark to quotation mark */
int json_text(
    struct str quoted, struct arena *arena, struct str *to, struct err *e);

#endif
