/*
 * Reads one document of a filing: its clean text, the facts it tags, and what
 * its cover says.
 *
 * Owns: buffers that are used again for the next document, until
 *   reading_free(); what is handed out lives in the arena.
 * Fails: EXIT_DATA where the markup is beyond the ceilings or no text is left.
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_READING_H
#define PARSE_FILING_READING_H

#include "parse/filing/flow.h"
#include "parse/filing/ixbrl.h"

struct reading {
	struct arena *arena;
	struct flow flow; /* settled: the text and its lines */
	struct ixbrl *facts;
	bool tagged;             /* the document is inline XBRL */
	bool loose;              /* it is so, but no XML: read as HTML */
	bool cut;                /* it breaks off: its end tag is missing */
	struct removed *removed; /* furniture of its pages, in the arena */
	size_t n_removed;
};

void reading_init(struct reading *r, struct arena *a);
void reading_free(struct reading *r);

int reading_do(struct reading *r, struct str body, struct err *e);

#endif
