/*
 * The loop of jevons-fetch: jobs wait in a queue per host, a few transfers are
 * under way, what came goes to the archive and to stdout.
 *
 * Owns: the jobs and transfers.
 * Keeps: one request in flight a host, or as many as the feed list allows; the
 *   delay between two of them, a back-off and a rate limit are held across
 *   processes (leases in fetch.lmdb); robots.txt is asked before a page and
 *   again where a redirect leads; no new transfer while the reader of stdout
 *   is behind by EMIT_BEHIND_BYTES, so memory is bounded and no time-out runs
 *   for a paused one; what fetch.lmdb records was archived and synced before
 *   in groups. When the deadline passes, what is not done is dropped and
 *   counted as left: nothing is recorded about it.
 * Fails: per job: its outcome. For all: EXIT_IO, EXIT_CANTCREAT.
 * Users: poll_feeds.c, take_items.c, start_jobs.c, take_answer.c,
 *   ask_robots.c, fetch_main.c.
 */
#ifndef FETCH_FETCHER_H
#define FETCH_FETCHER_H

#include "fetch/base/config.h"
#include "fetch/emit.h"
#include "fetch/fetch_state.h"
#include "fetch/host_queues.h"
#include "fetch/job.h"
#include "fetch/robots_sites.h"

enum {
	FETCHER_ACTIVE_MAX = 32,
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
	CURL *spare[FETCHER_ACTIVE_MAX]; /* handles to use again */
	size_t n_spare;
	struct host_queues queues;
	struct robots_sites sites;
	struct budget budget;
	struct job *active;
	size_t n_active;
	bool over; /* the deadline has passed: nothing is asked any more */
	int64_t notes_gap;  /* between two writes to fetch.lmdb */
	int64_t checked_at; /* the transfers under way */
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

/* The job's end: its owner hears the answer, then it is gone. */
int fetcher_finish(
    struct fetcher *f, struct job *j, const struct answer *a, struct err *e);
int fetcher_fail(
    struct fetcher *f, struct job *j, const char *reason, struct err *e);
/* it was not asked: its host is not to be for that long */
int fetcher_put_off(
    struct fetcher *f, struct job *j, int64_t span, struct err *e);
/* No request to the host for that long, by any process. */
void fetcher_quiet_host(struct fetcher *f, struct host *h, int64_t span);

#endif
