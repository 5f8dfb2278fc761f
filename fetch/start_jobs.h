/*
 * Which jobs go out now: hosts take turns, leases are asked for, transfers
 * begin.
 *
 * Keeps: the leases of several hosts are taken in one transaction, which is
 *   ended before anything is asked or written. A host that wants to be left
 *   alone for more than START_JOBS_PATIENCE is: its jobs are put off.
 * Users: fetcher.c.
 */
#ifndef FETCH_START_JOBS_H
#define FETCH_START_JOBS_H

#include "fetch/fetcher.h"

#define START_JOBS_PATIENCE (5 * STAMP_MINUTE)

/* 1 there may be more to start, 0 that was all, -1 error */
int start_jobs(struct fetcher *f, struct err *e);
/* the job's address was judged, for a proxy: now it goes out */
int start_jobs_again(struct fetcher *f, struct job *j, struct err *e);
/* may one more transfer begin? */
bool start_jobs_room(const struct fetcher *f);
/* does the job hold its host for itself, across processes? */
bool start_jobs_held(const struct job *j);

#endif
