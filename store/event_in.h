/*
 * Outcome and fact lines as the store takes them.
 *
 * Owns: nothing; views live in the arena.
 * Fails: EXIT_DATA with the field named.
 * Users: store/.
 */
#ifndef STORE_EVENT_IN_H
#define STORE_EVENT_IN_H

#include "store/article_in.h"

/* One attempt, or one record that a stage refused. */
struct outcome_in {
	/* the series: the feed's URL; without a feed the stage that refused */
	struct str of;
	struct str feed, reason;
	uint64_t doc; /* of the URL, else of the place */
	int64_t at;   /* STAMP_NONE unknown */
	unsigned status;
	bool good_poll; /* the feed itself answered */
};

int outcome_in_read(
    struct str line, struct arena *keep, struct outcome_in *to, struct err *e);

/* A figure of companyfacts or frames: a row of its own. */
struct fact_line {
	struct fact_in fact;
	uint64_t doc;      /* of the accession and the period */
	struct str filing; /* the accession */
	int64_t time;      /* 06:00 New York of the day it was filed */
};

int fact_line_read(
    struct str line, struct arena *keep, struct fact_line *to, struct err *e);

#endif
