/*
 * What the store holds: articles by language and source, and how many are not
 * scored yet by the model in use.
 *
 * Owns: its arrays, until holdings_release().
 * Fails: EXIT_DATA.
 * Users: cmd_status.c.
 */
#ifndef STORE_QUERY_HOLDINGS_H
#define STORE_QUERY_HOLDINGS_H

#include "store/db/read.h"

struct holdings_tally {
	size_t *v; /* by id of the name */
	size_t n;
};

struct holdings {
	struct holdings_tally langs, sources, origins;
	size_t articles; /* whatever model scored them */
	size_t unscored; /* not by the model in use */
	size_t undated;
	int64_t first, last; /* event times; STAMP_NONE */
};

int holdings_read(struct holdings *h, struct reader *r, bool has_model,
    uint16_t model, struct err *e);
void holdings_release(struct holdings *h);

#endif
