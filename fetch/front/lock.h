/*
 * $JEVONS_HOME/lock: one run at a time (flock).
 *
 * Keeps: the file says who holds it and since when. The descriptor goes to
 *   the stages too, so that stages which outlive a killed `jevons run` still
 *   keep the next one away from their files until they are done.
 * Fails: EXIT_CANTCREAT, EXIT_OS.
 * Users: the front.
 */
#ifndef FETCH_FRONT_LOCK_H
#define FETCH_FRONT_LOCK_H

#include "fetch/base/err.h"
#include "fetch/base/stamp.h"

#include <sys/types.h>

struct lock {
	int fd;        /* -1: not held by us */
	pid_t pid;     /* of the holder; 0 unknown */
	int64_t since; /* STAMP_NONE unknown */
};

/* 1 taken; 0 another run has it: l says which. Where that run is dead and
 * only its stages are left, waits for them, up to wait_ms. */
int lock_take(struct lock *l, const char *path, long wait_ms, struct err *e);
void lock_drop(struct lock *l);
/* 1 held by someone (l says who), 0 free or never used, -1 error */
int lock_look(struct lock *l, const char *path, struct err *e);

#endif
