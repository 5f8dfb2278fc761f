/*
 * The loop of jevons-fetch: jobs wait in a queue per host, a few transfers are
 * under way, what came goes to the archive and to stdout.
 *
 * Owns: the jobs, transfers, archive and output queue.
 * Keeps: one request in flight a host, the delay between two of them held
 *   across processes (leases in fetch.lmdb); no new transfer while the reader
 *   of stdout is behind by FETCHER_OUT_MAX_BYTES, so memory is bounded and no
 *   time-out runs for a paused one; a response is archived and synced before
 *   its job's `done` may record anything.
 * Fails: per job: its outcome. For all: EXIT_IO, EXIT_CANTCREAT.
 * Users: poll_feeds.c, take_items.c, fetch_main.c.
 */
#ifndef FETCH_FETCHER_H
#define FETCH_FETCHER_H

#include "fetch/archive.h"
#include "fetch/base/arena.h"
#include "fetch/base/config.h"
#include "fetch/feedlist.h"
#include "fetch/fetch_state.h"
#include "fetch/transfer.h"

enum {
	FETCHER_ACTIVE_MAX = 16,
	FETCHER_JOBS_MAX = 1000,
	FETCHER_OUT_MAX_BYTES = 64 * 1024 * 1024,
	FETCHER_REDIRECTS_MAX = 5
};

/* what a request came to; ok: the answer stands in head and body */
struct answer {
	bool ok; /* a response of the server, whatever its status */
	bool is_file;
	bool cut;
	int status;
	struct str url; /* after redirects */
	struct str head, body;
	const char *reason; /* why not ok */
};

struct fetcher;
struct job;

typedef int job_done(
    struct fetcher *f, struct job *j, const struct answer *a, struct err *e);

struct job {
	struct job *next;
	struct arena arena;
	struct str url; /* as asked first */
	struct str at;  /* now, behind redirects */
	struct str host;
	struct str etag, modified;    /* validators to send */
	const struct feed_spec *spec; /* may be NULL */
	int64_t not_before;           /* stamp_ticks() */
	long delay; /* seconds, between requests to the host */
	int redirects;
	bool allow_file;
	job_done *done;
	void *user; /* lives in the job's arena */
	struct transfer *transfer;
};

struct fetcher {
	const struct config *config;
	const struct feedlist *list;
	struct fetch_state *state;
	struct archive archive;
	struct stamp_clock clock;
	CURLM *multi;
	struct job *waiting, **waiting_end, *active;
	size_t n_waiting, n_active;
	struct buf out; /* for stdout */
	size_t out_at;  /* written so far */
	/* input of items; NULL: none (left) */
	int (*input)(struct fetcher *f, void *user, struct err *e);
	void *input_user;
	long long in, fetched, failed, written;
};

/* The parts are the caller's; the archive is opened by the caller too. */
void fetcher_init(struct fetcher *f);
void fetcher_release(struct fetcher *f);

struct job *fetcher_job(struct fetcher *f, struct str url, job_done *done);
int fetcher_queue(struct fetcher *f, struct job *j, struct err *e);
/* until all jobs are done, the input ended, and all is written */
int fetcher_run(struct fetcher *f, struct err *e);

/* a record to the archive (unless stream_only) and to stdout */
int fetcher_emit(
    struct fetcher *f, struct warc_record *r, bool stream_only, struct err *e);
/* a JSON line as a metadata record, stream_only */
int fetcher_emit_line(
    struct fetcher *f, struct str uri, struct str line, struct err *e);
/* {"record":"outcome",…}, to both */
int fetcher_emit_outcome(struct fetcher *f, struct str url, struct str feed,
    int status, const char *reason, struct err *e);

#endif
