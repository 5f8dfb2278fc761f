/*
 * The command line of jevons-query: commands, options, which go together.
 *
 * Keeps: nothing is opened here; words are as typed.
 * Fails: EXIT_USAGE with one line, and the nearest names.
 * Users: query_main.c, question.c.
 */
#ifndef STORE_QUERY_ASK_H
#define STORE_QUERY_ASK_H

#include "fetch/base/opts.h"

enum ask_command {
	ASK_SERIES,
	ASK_MENTIONS,
	ASK_SIGNALS,
	ASK_CLAIMS,
	ASK_ARTICLES,
	ASK_FACTS,
	ASK_EXPLAIN,
	ASK_STATUS,
	ASK_FEATURES,
	ASK_INDEX,
	ASK_PLOT,
	ASK_REPORT,
	ASK_COMPARE,
	ASK_COMMANDS
};

struct ask {
	enum ask_command command;
	struct stamp_clock clock;
	const char *db, *since, *until, *every, *tz, *day_ends, *by_clock;
	const char *as_of, *model, *format, *fill, *stat;
	struct opt_list entity, signal, lang, source, origin, kind, modality;
	struct opt_list concept, metric, series;
	const char *lag, *cursor, *manifest; /* of features */
	struct opt_list facts;
	const char *rates; /* of exchange, for sums */
	bool revisions, hypothetical, duplicates, vintages, lead_lag, conflicts;
	const char *calendar, *by, *output;
	const char *spending, *price; /* of elasticity */
	const char *base;             /* of index */
	long limit;                   /* -1: not given */
	bool no_header, pooled, raw, verify, quiet, sum, from_rows;
	bool cell; /* one bucket, that begins at since: explain */
	char **operands;
	int n_operands;
};

/* Read argv. OPTS_DONE: help or version was printed. */
enum opts_result ask_read(struct ask *a, int argc, char **argv, struct err *e);

const char *ask_command_word(enum ask_command c);

#endif
