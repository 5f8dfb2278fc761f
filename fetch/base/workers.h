/*
 * A pool of worker processes: jobs in, results out in the order of the jobs.
 *
 * Owns: the processes and pipes, until workers_close().
 * Keeps: -j N gives what -j 1 gives; at most WORKERS_BACKLOG jobs a worker are
 *   under way, so memory is bounded; no deadlock: pipes are polled, never
 *   blocked on.
 * Fails: a worker that dies loses the job it had: its result is told as lost
 *   and the worker is started again. EXIT_OS where no process can be had.
 * Users: parse, score.
 */
#ifndef FETCH_BASE_WORKERS_H
#define FETCH_BASE_WORKERS_H

#include "fetch/base/buf.h"
#include "fetch/base/err.h"

enum { WORKERS_MAX = 64, WORKERS_BACKLOG = 8 };

struct workers;

/* Runs in the worker: job to result (any bytes). */
typedef void workers_job(void *user, struct str job, struct buf *result);
/* Runs in the caller, in order of the jobs; lost: the worker died. */
typedef int workers_take(
    void *user, struct str result, bool lost, struct err *e);

struct workers *workers_open(
    size_t n, workers_job *job, workers_take *take, void *user, struct err *e);
/* hand a job out, taking results meanwhile */
int workers_add(struct workers *w, struct str job, struct err *e);
/* all results that are due, waiting for them */
int workers_drain(struct workers *w, struct err *e);
void workers_close(struct workers *w); /* NULL is fine */

#endif
