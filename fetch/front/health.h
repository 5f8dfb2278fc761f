/*
 * How Jevons is doing: feeds, last run, lock, archive, and what is wrong.
 *
 * Owns: its arena.
 * Keeps: reads only; takes no lock.
 * Fails: EXIT_IO, EXIT_CONFIG.
 * Users: cmd_status.c.
 */
#ifndef FETCH_FRONT_HEALTH_H
#define FETCH_FRONT_HEALTH_H

#include "fetch/base/config.h"
#include "fetch/feedlist.h"
#include "fetch/fetch_state.h"
#include "fetch/front/lock.h"

enum { HEALTH_FAILURES = 3, HEALTH_LOCK_HOURS = 2, HEALTH_MISSED_RUNS = 2 };

struct health_feed {
	struct str name, url; /* name: of the list; of no list: the URL */
	bool listed, polled;
	struct feed_memory memory;
};

struct health_problem {
	int code; /* EXIT_SOME a warning, EXIT_UNAVAILABLE, EXIT_DATA */
	struct str text;
};

struct health {
	struct arena arena;
	struct str home, db, archive, logs;
	struct health_feed *feeds;
	size_t n_feeds, feeds_cap;
	size_t retries; /* pages that failed and are tried again */
	int64_t last_run, last_commit; /* STAMP_NONE: never */
	int last_exit;
	struct str last_why; /* of a run that failed */
	bool locked;
	struct lock lock;
	int64_t archive_bytes, free_bytes, free_min;
	long archive_files, unfinished, stuck;
	long interval; /* seconds: the shortest of the listed feeds */
	struct health_problem *problems;
	size_t n_problems, problems_cap;
};

int health_look(struct health *h, const struct config *c,
    struct feedlist *listed, struct err *e);
/* find what is wrong, as of now; the store's own word comes apart */
void health_judge(struct health *h, int64_t now);
void health_add(struct health *h, int code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* the worst of the problems: 65, 69, 1, 0 */
int health_code(const struct health *h);
void health_release(struct health *h);

#endif
