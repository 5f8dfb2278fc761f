/*
 * A run: everything `jevons run` holds while it works.
 *
 * Owns: all of it, from run_open() to run_close().
 * Keeps: the lock is held in between.
 * Users: cmd_run.c, run.c, run_report.c.
 */
#ifndef FETCH_FRONT_RUN_H
#define FETCH_FRONT_RUN_H

#include "fetch/base/config.h"
#include "fetch/base/opts.h"
#include "fetch/feedlist.h"
#include "fetch/front/counts.h"
#include "fetch/front/journal.h"
#include "fetch/front/lists.h"
#include "fetch/front/lock.h"
#include "fetch/front/models.h"
#include "fetch/front/notices.h"
#include "fetch/front/pipeline.h"
#include "fetch/front/runlog.h"

struct run {
	/* options */
	struct opt_list given;
	const char *config_path, *max_time;
	bool due_now, quiet, strict;
	long jobs;
	struct stamp_clock clock;
	/* places, in the arena */
	struct arena arena;
	const char *home, *archive, *logs, *db, *report, *state;
	/* parts */
	struct config config;
	struct lists polled, known;
	struct feedlist list;
	struct lock lock;
	struct journal journal;
	struct runlog log;
	struct notices notices;
	struct counts counts;
	struct models models;
	struct pipeline pipeline;
	int64_t began;     /* stamp_ticks() */
	int64_t last_tick; /* of the progress line */
	long seconds;      /* of --max-time */
	bool progress;     /* on a terminal */
	bool committed;
	int culprit; /* stage, or VERDICT_NOBODY */
	int code;    /* of the stages */
};

/* Settle places and lists. EXIT_CONFIG, EXIT_NOINPUT, EXIT_CANTCREAT. */
int run_open(struct run *r, struct err *e);
/* Take the lock (EXIT_TEMPFAIL), look at the disk (EXIT_IO), replay what is
 * unfinished and fetch what is due, commit. r->code says how it went. */
int run_work(struct run *r, struct err *e);
void run_close(struct run *r);

/* Tell what began and what ended, and keep the line of the run; e: what went
 * wrong outside of the stages, or no error. Returns the exit code. */
int run_report(struct run *r, const struct err *failed);
/* The lock is held by another: tell, with -q only where it is long. */
int run_report_locked(struct run *r);
/* the progress line, at most a few times a second */
void run_progress(struct run *r, bool last);

#endif
