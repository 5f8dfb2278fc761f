/*
 * Running one of our programs to its end, as a child: it is the one that lies
 * beside the running one.
 * Keeps: the environment, and stderr unless it is quiet.
 * Fails: EXIT_OS; EXIT_UNAVAILABLE where there is no such program; EXIT_DATA
 *   where it says more than its buffer takes.
 * Users: ask_store.c, models.c.
 */
#ifndef FETCH_FRONT_BESIDE_H
#define FETCH_FRONT_BESIDE_H

#include "fetch/base/buf.h"
#include "fetch/base/err.h"

enum { BESIDE_WORDS_MAX = 2048 };

struct beside {
	const char *const *words; /* NULL-ended; the first is the program */
	bool quiet;               /* stderr, and stdout unless taken */
	struct buf *said;         /* takes its stdout; NULL: it is ours */
	int code;                 /* result: its exit code */
};

int beside_run(struct beside *b, struct err *e);

#endif
