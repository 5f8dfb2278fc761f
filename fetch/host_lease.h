/*
 * Whose turn it is at a host: one request at a time, and a pause behind each,
 * over all fetch processes that share fetch.lmdb.
 *
 * Keeps: a lease has the next allowed time, the holder's process and an
 *   expiry. One whose holder is dead, or that lies in a future that only a
 *   clock set back explains, counts for nothing.
 * Fails: EXIT_IO, EXIT_CANTCREAT.
 * Users: fetch.
 */
#ifndef FETCH_HOST_LEASE_H
#define FETCH_HOST_LEASE_H

#include "fetch/fetch_state.h"

/* Ask for the host at `now` (wall clock): 0 and taken until now + hold_us, or
 * the time to wait in microseconds; -1 error. */
int64_t host_lease_take(struct fetch_state *s, struct str host, int64_t now,
    int64_t hold_us, struct err *e);
/* free again at `next` */
int host_lease_give(
    struct fetch_state *s, struct str host, int64_t next, struct err *e);

#endif
