/*
 * Which model a run scores with.
 *
 * The current tables are those that came with the program and the user's own
 * of entities.d beside the configuration. They are frozen at each run, in
 * models/NAME. The first model is adopted by itself; from then on a run
 * scores with the adopted one, from its frozen folder, until the user has
 * scored the stored texts by the new one and adopted that.
 *
 * Keeps: a broken table of the user's does not stop runs that have an
 *   adopted model.
 * Fails: EXIT_CONFIG where there is no model to be had; EXIT_OS.
 * Users: run.c.
 */
#ifndef FETCH_FRONT_MODELS_H
#define FETCH_FRONT_MODELS_H

#include "fetch/base/arena.h"
#include "fetch/base/config.h"

struct models {
	/* places */
	const char *home, *db;
	/* results, in the arena */
	const char *folder; /* score with this */
	const char *notice; /* what the user is to do; NULL: nothing */
};

int models_choose(
    struct models *m, struct arena *a, const struct config *c, struct err *e);

#endif
