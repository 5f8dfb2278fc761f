/*
 * The fact record: one figure of one filing, where a document tells of many
 * filings (companyfacts, frames).
 *
 * Owns: nothing; views borrow from the arena or the producer's memory.
 * Keeps: the value is a decimal string. A point in time has instant, a span
 *   start and end.
 * Fails: EXIT_DATA with the field named.
 * Users: parse, store.
 */
#ifndef PARSE_RECORD_FACT_LINE_H
#define PARSE_RECORD_FACT_LINE_H

#include "fetch/base/arena.h"
#include "fetch/base/buf.h"
#include "fetch/base/err.h"

struct fact_line {
	struct str cik, accession, form, filed;
	struct str concept, value, unit, start, end, instant;
};

/* one JSON object, no newline */
void fact_line_write(struct buf *to, const struct fact_line *f);

/* Read a line back; a missing concept or value is EXIT_DATA. */
int fact_line_read(
    struct str line, struct arena *a, struct fact_line *f, struct err *e);

#endif
