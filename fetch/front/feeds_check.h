/*
 * jevons feeds check: every feed is fetched once, and what came is looked at.
 *
 * Keeps: a state of its own, which is thrown away: nothing is learnt, nothing
 *   is archived, no page is fetched.
 * Fails: EXIT_OS, EXIT_CANTCREAT, EXIT_IO.
 * Users: cmd_feeds.c.
 */
#ifndef FETCH_FRONT_FEEDS_CHECK_H
#define FETCH_FRONT_FEEDS_CHECK_H

#include "fetch/base/err.h"
#include "fetch/feedlist.h"
#include "fetch/front/lists.h"

struct feeds_check {
	struct feedlist *list;
	const struct lists *files;
	const char *config; /* of --config, or NULL */
	bool lines;         /* JSON Lines, no table */
};

/* *code: EXIT_GOOD all have items, EXIT_SOME some have not, EXIT_UNAVAILABLE
 * none has */
int feeds_check(const struct feeds_check *x, int *code, struct err *e);

#endif
