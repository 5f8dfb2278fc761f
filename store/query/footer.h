/*
 * What an answer rests on: its watermark, model, origins, and what was left
 * out; below a table, else one logfmt line on stderr.
 *
 * Users: the commands.
 */
#ifndef STORE_QUERY_FOOTER_H
#define STORE_QUERY_FOOTER_H

#include "store/query/question.h"

struct footer {
	size_t undated; /* articles that match but have no time */
	size_t vague;   /* known to the day, in shorter buckets */
	size_t others;  /* of other origins, in the range */
	bool none_live; /* so all origins were taken */
	size_t rows;    /* shown */
	bool cut;       /* a terminal gets a screenful */
};

/* Before sheet_close(). */
void footer_write(
    const struct question *q, const struct footer *f, struct sheet *s);

#endif
