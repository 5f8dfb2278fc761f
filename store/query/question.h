/*
 * A question with everything found that its words name: the store open at
 * as-of, the range, the selection, the entities and signals.
 *
 * Owns: all of it, until question_close().
 * Keeps: with --as-of T the clock stands at T, so that "30d" and the open
 *   bucket are what they were then.
 * Fails: EXIT_USAGE (with the nearest names), EXIT_NOINPUT (no store, with
 *   what to type), EXIT_DATA, EXIT_CONFIG.
 * Users: the commands.
 */
#ifndef STORE_QUERY_QUESTION_H
#define STORE_QUERY_QUESTION_H

#include "store/query/ask.h"
#include "store/query/bucket.h"
#include "store/query/catalog.h"
#include "store/query/families.h"
#include "store/query/owners.h"
#include "store/query/select.h"
#include "store/query/sheet.h"

/* who the answer is about */
struct target {
	struct str label; /* as it is printed */
	bool all;         /* every entity */
	bool alone;       /* the name, not what it owns */
	bool compute;     /* signals without an entity */
	uint32_t entity;  /* number of the catalogue; all: CATALOG_NONE */
};

struct question {
	const struct ask *ask;
	struct arena arena;
	int64_t now;
	int64_t as_of; /* STAMP_NONE: what is known */
	struct zone *zone;
	int64_t since, until;
	struct bucket_rule rule;
	struct calendar calendar;
	struct env *env;
	struct reader *reader;
	int64_t committed; /* the watermark as it was at as-of */
	struct catalog catalog;
	uint32_t *owner; /* of each entity of the catalogue */
	struct owners owners;
	struct families families;
	bool has_model; /* false: nothing is adopted yet */
	uint16_t model;
	struct str model_name;
	struct selection selection;
	bool origin_auto;    /* live alone, or all where there are none */
	bool *signals;       /* by number of what; NULL: all */
	bool *whats;         /* metrics or concepts; NULL: all */
	unsigned modalities; /* mask; 0: not given */
	struct target *targets;
	size_t n_targets;
	struct sheet_options out;
	size_t limit; /* 0: none */
};

/* Words that need no store, then the store, then names in it. */
int question_open(struct question *q, const struct ask *a, struct err *e);
void question_close(struct question *q);

/* whether a series of that entity belongs to the target */
bool question_matches(
    const struct question *q, const struct target *t, uint32_t entity);

/* The parts of a comma list, in the arena. */
struct str *question_split(
    struct arena *a, const struct opt_list *l, size_t *n);

/* whether stdout is a terminal that may be coloured */
bool question_colour(void);

/* question_words.c */
int question_words(struct question *q, struct err *e); /* without a store */
int question_names(struct question *q, struct err *e); /* names in it */

#endif
