/*
 * Scoring stored texts anew: texts | jevons-score | load.
 *
 * Keeps: three processes, so none waits for another in a circle: a child
 *   prints the texts (it opens the store itself, before the caller does), a
 *   second one is the scorer, the caller loads what comes.
 *   With `matching` the first text goes through in any case: its score names
 *   the model.
 * Fails: EXIT_OS; with the child's code where one fails.
 * Users: store/.
 */
#ifndef STORE_RESCORE_H
#define STORE_RESCORE_H

#include "fetch/base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct rescore {
	const char *db, *scorer;     /* paths */
	const char *model;           /* folder; NULL: the scorer's own tables */
	const char *const *entities; /* tables of the user's */
	size_t n_entities;
	const char *matching; /* only texts that may hold this; NULL: all */
	bool quiet;
	int64_t since, until; /* STAMP_NONE: no bound */
	pid_t texts, score;   /* the children */
	int out;              /* read the scored lines here */
};

int rescore_start(struct rescore *r, struct err *e);
/* wait for both */
int rescore_wait(struct rescore *r, struct err *e);

#endif
