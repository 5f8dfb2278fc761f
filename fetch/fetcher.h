/*
 * The loop of jevons-fetch: jobs wait in a queue per host, a few transfers are
 * under way, what came goes to the archive and to stdout.
 *
 * Owns: the jobs and transfers.
 * Keeps: one request in flight a host, the delay between two of them held
 *   across processes (leases in fetch.lmdb); no new transfer while the reader
 *   of stdout is behind by EMIT_BEHIND_BYTES, so memory is bounded and no
 *   time-out runs for a paused one; a response is archived and synced before
 *   what its job's `done` notes is recorded. When the deadline passes, what is
 *   not done is dropped and counted as left: nothing is recorded about it.
 * Fails: per job: its outcome. For all: EXIT_IO, EXIT_CANTCREAT.
 * Users: poll_feeds.c, take_items.c, fetch_main.c.
 */
#ifndef FETCH_FETCHER_H
#define FETCH_FETCHER_H

#include "fetch/base/config.h"
#include "fetch/emit.h"
#include "fetch/fetch_state.h"
#include "fetch/host_queues.h"
#include "fetch/job.h"

enum {
	FETCHER_ACTIVE_MAX = 16,
	FETCHER_JOBS_MAX = 1000,
	FETCHER_REDIRECTS_MAX = 5
};

struct fetcher {
	const struct config *config;
	struct feedlist *list;
	struct fetch_state *state;
	struct emit emit; /* its clock is ours too */
	int64_t deadline; /* stamp_ticks(); 0: none */
	/* what became of a feed or page, for the log; may be NULL */
	void (*tell)(
	    const char *what, struct str url, int status, const char *reason);
	CURLM *multi;
	struct host_queues queues;
	struct job *active;
	size_t n_active;
	bool over; /* the deadline has passed: nothing is asked any more */
	/* input of items; NULL: none (left) */
	int (*input)(struct fetcher *f, void *user, struct err *e);
	void *input_user;
	long long in, fetched, failed;
	long long left; /* for lack of time */
};

/* The parts are the caller's; the archive is opened by the caller too. */
void fetcher_init(struct fetcher *f);
void fetcher_release(struct fetcher *f);

/* takes the job over; its `done` is called once, or never where time is up */
int fetcher_queue(struct fetcher *f, struct job *j, struct err *e);
/* until all jobs are done, the input ended, and all is written */
int fetcher_run(struct fetcher *f, struct err *e);

#endif
