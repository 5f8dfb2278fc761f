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
#include "fetch/base/stamp.h"
#include "fetch/feedlist.h"
#include "fetch/transfer.h"

/* ok: the answer stands in head and body */
struct answer {
	bool ok; /* a response of the server, whatever its status */
	bool is_file;
	bool cut;
	bool moved; /* there were redirects, all of them permanent */
	int status;
	struct str url;        /* after redirects */
	struct str head, body; /* as they came */
	struct str begin;      /* of the body, its codings taken off */
	struct str request;    /* as it was sent */
	struct str ip;         /* of the server; absent behind a proxy */
	const char *reason;    /* why not ok */
	int64_t put_off; /* not ok: the host is not to be asked before this much
			    time; 0: it was asked */
};

struct fetcher;
struct job;
struct host;

typedef int job_done(
    struct fetcher *f, struct job *j, const struct answer *a, struct err *e);

struct job {
	struct job *next;
	struct arena arena;
	struct str url;          /* as asked first */
	struct str at;           /* now, behind redirects */
	struct str name, origin; /* of at: host without port; scheme and host */
	/* validators, sent to the URL they came from and to no other */
	struct str etag, modified, validated;
	const struct feed_spec *spec; /* may be NULL */
	bool allow_file, is_file;
	bool obey;           /* robots.txt is asked first */
	bool obey_others;    /* once a redirect leaves the first host's site */
	bool judged;         /* the address was judged, for a proxy */
	bool forbidden;      /* by robots.txt */
	bool fresh;          /* not by a connection that was used before */
	int redirects, kept; /* kept: those that were permanent */
	int64_t max_bytes;   /* of the answer */
	long timeout;        /* seconds */
	int64_t delay;       /* microseconds between two requests to the host */
	bool adapt;          /* a slow server gets a longer one */
	bool rate;           /* the delay is a rate limit of many at a time */
	long parallel;
	int backoff;
	job_done *done;
	void *user;        /* lives in the job's arena */
	struct host *host; /* whose queue it is in, or was taken from */
	struct transfer *transfer;
};

struct job *job_new(struct str url, job_done *done);
void job_free(struct job *j);

#endif
