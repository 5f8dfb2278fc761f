/*
 * Jobs that wait, in a queue per host.
 *
 * Owns: the jobs in the queues, and the hosts.
 * Keeps: one job of a host is out at a time, or as many as its first job in
 *   the queue allows (job.parallel); hosts take turns, so that one
 *   with many jobs does not hold up the others; within a host first come,
 *   first served.
 * Users: fetcher.c.
 */
#ifndef FETCH_HOST_QUEUES_H
#define FETCH_HOST_QUEUES_H

#include "fetch/base/stamp.h"
#include "fetch/job.h"

struct host {
	struct str name;
	struct job *first, **end;
	int64_t not_before;      /* stamp_ticks() */
	long out;                /* jobs */
	struct host *next_alike; /* same slot of the table */
};

struct host_queues {
	struct arena arena;
	struct host **slots;
	struct host **hosts; /* all, in order of appearance */
	size_t n_slots, n_hosts, hosts_cap, turn;
	size_t waiting; /* jobs */
};

/* `struct host_queues q = {0};` */
void host_queues_release(struct host_queues *q);
void host_queues_add(struct host_queues *q, struct str host, struct job *j);
/* The next host with a job that may go out now; NULL where there is none. */
struct host *host_queues_ready(struct host_queues *q, int64_t now);
/* take its first job out, to be given back by host_queues_back() */
struct job *host_queues_take(struct host_queues *q, struct host *h);
void host_queues_back(struct host *h, int64_t not_before);
/* all jobs of a host, no longer in the queue */
struct job *host_queues_take_all(struct host_queues *q, struct host *h);
/* the time until a host is ready that now is not for its pause alone */
int64_t host_queues_wait(
    const struct host_queues *q, int64_t now, int64_t most);

#endif
