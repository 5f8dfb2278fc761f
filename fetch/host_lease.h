/*
 * Whose turn it is at a host: one request at a time, and a pause behind each,
 * over all fetch processes that share fetch.lmdb.
 *
 * Keeps: a lease has the next allowed time, the holder's process and an
 *   expiry. One whose holder is dead counts as free; one that was set later
 *   than now (the clock was set back), or that lies further ahead than
 *   HOST_LEASE_MAX, counts for nothing.
 * Fails: EXIT_IO, EXIT_CANTCREAT.
 * Users: fetch.
 */
#ifndef FETCH_HOST_LEASE_H
#define FETCH_HOST_LEASE_H

#include "fetch/fetch_state.h"

/* a Retry-After may put a host off for a day */
#define HOST_LEASE_MAX (STAMP_DAY + STAMP_HOUR)

/* Several are asked for in one transaction, since each costs a sync. */
struct host_leases {
	struct fetch_state *state;
	void *txn;
	bool wrote;
};

/* nothing is read or written yet */
void host_leases_begin(struct host_leases *l, struct fetch_state *s);
/* Ask for the host at `now` (wall clock): 0 and taken until now + hold_us, or
 * the time to wait in microseconds; -1 error. With gap_us > 0 it is not held:
 * others may go on at now + gap_us, whatever becomes of this request (a rate
 * limit). */
int64_t host_leases_take(struct host_leases *l, struct str host, int64_t now,
    int64_t hold_us, int64_t gap_us, struct err *e);
/* what was taken holds only when this returned 0 */
int host_leases_end(struct host_leases *l, struct err *e);

/* How long to wait for a host whose lease is not asked for; 0: not at all. */
int64_t host_lease_wait(
    struct fetch_state *s, struct str host, int64_t now, struct err *e);
/* free again at `next`; written by the next fetch_state_flush() */
void host_lease_give(
    struct fetch_state *s, struct str host, int64_t now, int64_t next);

#endif
