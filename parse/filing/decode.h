/*
 * The bytes of one document of a filing to UTF-8.
 *
 * Keeps: EDGAR takes ASCII and UTF-8; what is neither is windows-1252, each
 *   document for itself. NUL and other control bytes become spaces, so that
 *   offsets hold and parsers do not stop at them.
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_DECODE_H
#define PARSE_FILING_DECODE_H

#include "fetch/base/arena.h"

#include <stdint.h>

/* a view of the bytes where they are clean UTF-8, else a copy */
struct str decode_utf8(struct arena *a, struct str bytes);

/* the character that windows-1252 has at 0x80 to 0x9F; others unchanged */
uint32_t decode_c1(uint32_t c);

#endif
