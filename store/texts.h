/*
 * The stored article lines: the last version of each, as it came.
 *
 * Keeps: no read transaction is held for long: a reader that waits for a slow
 *   pipe would keep the writer from using pages again. All of it is of one
 *   as-of.
 * Fails: as read.h; what `write` fails with.
 * Users: store/.
 */
#ifndef STORE_TEXTS_H
#define STORE_TEXTS_H

#include "store/db/read.h"

struct texts {
	int64_t since, until; /* event time; STAMP_NONE: no bound */
	uint16_t model; /* its lines, where it scored the last text; 0: any */
	/* line without newline */
	int (*write)(void *user, struct str line, struct err *e);
	void *user;
	long long written, pruned;
	long long other; /* not by that model */
};

int texts_write(struct env *env, struct texts *t, struct err *e);

#endif
