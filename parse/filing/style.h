/*
 * What a style attribute says of an element that matters for its text.
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_STYLE_H
#define PARSE_FILING_STYLE_H

#include "fetch/base/str.h"

enum style {
	STYLE_HIDDEN = 1,
	STYLE_INLINE = 2,
	STYLE_BOLD = 4,
	STYLE_LIGHT = 8, /* says that it is not bold */
	STYLE_BREAK_BEFORE = 16,
	STYLE_BREAK_AFTER = 32,
	STYLE_PAD = 64 /* stands off from what is before it */
};

/* the flags of a declaration list ("font-weight:700;display:none") */
unsigned style_read(struct str css);

#endif
