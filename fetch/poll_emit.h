/*
 * What a poll gives out: its source line, its answer where it is a good one,
 * and its outcome.
 *
 * Fails: EXIT_IO, EXIT_CANTCREAT.
 * Users: poll_feeds.c.
 */
#ifndef FETCH_POLL_EMIT_H
#define FETCH_POLL_EMIT_H

#include "fetch/fetcher.h"

struct poll_emission {
	const char *reason; /* of the outcome */
	struct str digest;  /* of the answer before, where nothing changed */
	bool good, changed;
	bool index; /* of sitemaps */
};

int poll_emit(struct fetcher *f, const struct job *j, const struct answer *a,
    const struct poll_emission *x, struct err *e);

#endif
