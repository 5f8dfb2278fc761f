/*
 * Processes in a row, the stdout of each the stdin of the next.
 *
 * The last one is the writer that commits at the end of its input. We keep a
 * second descriptor of its pipe, so that the end of the stages before it is
 * not yet the end of its input: once they have all ended we look how, and
 * either close ours (it commits) or end it with SIGTERM (it does not). So a
 * stage that dies half way never leaves half a batch in the store. (A load so
 * large that the store commits it in several batches keeps those before.)
 *
 * Owns: the processes and descriptors while pipeline_run() runs; argv and
 *   path are the caller's.
 * Keeps: no byte of the data passes through us; every stage's stderr does,
 *   line by line. SIGTERM, SIGINT and SIGHUP are passed on to all stages, and
 *   what does not end within PIPELINE_GRACE_MS is killed.
 * Fails: EXIT_OS where a process or pipe cannot be had. What became of the
 *   stages is no error here: see stage.status and verdict.h.
 * Users: the front.
 */
#ifndef FETCH_FRONT_PIPELINE_H
#define FETCH_FRONT_PIPELINE_H

#include "fetch/base/buf.h"
#include "fetch/base/err.h"
#include "fetch/front/signals.h"

#include <sys/types.h>

enum {
	PIPELINE_STAGES_MAX = 8,
	PIPELINE_LINE_MAX_BYTES = 8192,
	PIPELINE_TICK_MS = 200,
	PIPELINE_PATIENCE_MS = 2000,
	PIPELINE_GRACE_MS = 10000
};

struct stage {
	const char *name; /* for people: "fetch", "parse-pages" */
	const char *path; /* of the program */
	char **argv;      /* NULL-ended */
	/* kept by the pipeline */
	pid_t pid;  /* 0: not running */
	int status; /* of waitpid, once it ended */
	int err_fd;
	struct buf line; /* of its stderr, not whole yet */
};

struct pipeline {
	struct stage stage[PIPELINE_STAGES_MAX];
	size_t n;
	/* the caller's: a line of a stage's stderr; some time passed. May be
	 * NULL. */
	void (*line)(void *user, const struct stage *s, struct str line);
	void (*tick)(void *user);
	/* all but the last stage ended: shall the last one commit? */
	bool (*commit)(void *user, const struct pipeline *p);
	void *user;
	/* results */
	int stopped;   /* the signal that ended us, or 0 */
	bool withheld; /* the last stage was ended without its commit */
	bool killed;   /* after the grace: what was left got SIGKILL */
	/* kept inside */
	int hold_fd;
	struct signals signals;
	int64_t term_at, kill_at; /* the last one; what is left. 0: never */
};

/* Start all stages and wait until all have ended. */
int pipeline_run(struct pipeline *p, struct err *e);

#endif
