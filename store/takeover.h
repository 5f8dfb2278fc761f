/*
 * Taking scores over to a model that differs from the adopted one by an alias
 * of the user's: an article that cannot hold it is scored alike by both, so
 * the adopted model's line of it is stored anew under the other's name instead
 * of being scored again.
 *
 * Keeps: only where the core part of both names (score/model.h: all tables but
 *   the user's) is the same. That the user's tables differ in nothing else is
 *   the user's word. What is there by the model already stays; what the
 *   adopted one has not scored in its last text is left, and counted, for it
 *   needs the scorer.
 * Fails: as texts.h and load.h.
 * Users: store/.
 */
#ifndef STORE_TAKEOVER_H
#define STORE_TAKEOVER_H

#include "store/load.h"

struct takeover {
	struct load *load;
	const char *model;    /* name of the one that gets them */
	int64_t since, until; /* as of texts.h */
	bool same_core;       /* set; false: nothing was taken over */
	long long taken, left;
};

/* What is in the load's batch is committed first. */
int takeover_run(struct env *env, struct takeover *t, struct err *e);

#endif
