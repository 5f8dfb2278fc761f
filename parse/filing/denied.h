/*
 * What EDGAR's hosts answer instead of a document, told by its body: the
 * status may be 200.
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_DENIED_H
#define PARSE_FILING_DENIED_H

#include "fetch/base/str.h"

/* why it is no document; NULL for what may be one */
const char *denied_reason(struct str bytes);

#endif
