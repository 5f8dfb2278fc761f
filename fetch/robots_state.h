/*
 * What fetch.lmdb remembers of the robots.txt of an origin.
 *
 * Keeps: the rules that hold for us, as a small robots.txt (robots_write).
 * Fails: EXIT_IO, EXIT_CANTCREAT.
 * Users: ask_robots.c.
 */
#ifndef FETCH_ROBOTS_STATE_H
#define FETCH_ROBOTS_STATE_H

#include "fetch/fetch_state.h"

struct robots_memory {
	struct str rules;
	int64_t at;     /* when the rules came; STAMP_NONE: never */
	int64_t failed; /* when it could not be had, since then; STAMP_NONE */
};

/* 1 found, 0 not, -1 error; views live in the arena */
int robots_state_get(struct fetch_state *s, struct str origin, struct arena *a,
    struct robots_memory *m, struct err *e);
/* written by the next fetch_state_flush() */
void robots_state_note(
    struct fetch_state *s, struct str origin, const struct robots_memory *m);

#endif
