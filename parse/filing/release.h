/*
 * The headline of a press release or commentary (EX-99.x).
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_RELEASE_H
#define PARSE_FILING_RELEASE_H

#include "parse/filing/flow.h"

/* a line of the flow; absent where none of the first lines is a headline.
 * company: its name alone is none */
struct str release_title(const struct flow *f, struct str company);

#endif
