/*
 * The six stages of a run with their arguments:
 * fetch, parse, fetch-items, parse-pages, score, store.
 *
 * Owns: nothing; paths and arguments live in the caller's arena.
 * Fails: EXIT_OS.
 * Users: the front.
 */
#ifndef FETCH_FRONT_STAGES_H
#define FETCH_FRONT_STAGES_H

#include "fetch/front/journal.h"
#include "fetch/front/lists.h"
#include "fetch/front/pipeline.h"

enum {
	STAGE_FETCH,
	STAGE_PARSE,
	STAGE_FETCH_ITEMS,
	STAGE_PARSE_PAGES,
	STAGE_SCORE,
	STAGE_STORE,
	STAGES
};

struct stages_plan {
	const struct journal *journal;
	const struct lists *polled; /* lists whose feeds are asked */
	const struct lists *known;  /* and those that replayed items need */
	const char *archive, *db, *report, *config; /* config may be NULL */
	const char *model; /* folder to score with */
	const struct stamp_clock *clock;
	long jobs;    /* 0: the stages' own default */
	long seconds; /* until fetching stops */
	bool due_now;
};

int stages_build(struct pipeline *p, struct arena *a,
    const struct stages_plan *plan, struct err *e);

#endif
