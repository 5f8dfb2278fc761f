/*
 * One URL to fetch, and what a request came to.
 *
 * Owns: the job owns its arena, in which it lives itself.
 * Users: fetch.
 */
#ifndef FETCH_JOB_H
#define FETCH_JOB_H

#include "fetch/base/arena.h"
#include "fetch/base/err.h"
#include "fetch/feedlist.h"
#include "fetch/transfer.h"

/* ok: the answer stands in head and body */
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
struct host;

typedef int job_done(
    struct fetcher *f, struct job *j, const struct answer *a, struct err *e);

struct job {
	struct job *next;
	struct arena arena;
	struct str url;               /* as asked first */
	struct str at;                /* now, behind redirects */
	struct str etag, modified;    /* validators to send */
	const struct feed_spec *spec; /* may be NULL */
	long delay; /* seconds, between requests to the host */
	int redirects;
	bool allow_file, is_file;
	job_done *done;
	void *user;        /* lives in the job's arena */
	struct host *host; /* whose queue it is in, or was taken from */
	struct transfer *transfer;
};

struct job *job_new(struct str url, job_done *done);
void job_free(struct job *j);

#endif
