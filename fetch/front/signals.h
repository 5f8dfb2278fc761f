/*
 * Signals while children of ours are at work: those that end us, and SIGCHLD,
 * come by a descriptor, so that none is lost between two looks; children get
 * the default ones, and an empty mask.
 *
 * Fails: EXIT_OS.
 * Users: pipeline.c, beside.c.
 */
#ifndef FETCH_FRONT_SIGNALS_H
#define FETCH_FRONT_SIGNALS_H

#include "fetch/base/err.h"

#include <signal.h>
#include <spawn.h>

struct signals {
	int fd; /* to poll for reading; -1: not watched */
	sigset_t old;
};

int signals_watch(struct signals *s, struct err *e);
/* undone, watched or not after an error */
void signals_release(struct signals *s);
/* The next one that is to end us, 0: none. Those of children are dropped. */
int signals_next(struct signals *s);
/* for posix_spawn(); the caller destroys it */
void signals_attr(posix_spawnattr_t *attr);

#endif
