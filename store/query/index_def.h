/*
 * Index definitions: a question, a base, and what was reckoned over it once,
 * frozen with the commit that made it known.
 *
 * A definition is a row of the series "index/NAME/TEXT", TEXT a JSON object:
 *   {"question":{option:value…}, "base":{"since","until","buckets"},
 *    "model", "mean", "panel":[{"source","sigma","mean"}…],
 *    "left-out":[{"source","why"}…], "demand-sd", "cost-sd"}
 * A definition of the same name that is known later takes its place from then
 * on.
 *
 * Owns: nothing; what is read lives in the arena.
 * Fails: EXIT_DATA; EXIT_USAGE for an unknown name (with the nearest).
 * Users: the query tool.
 */
#ifndef STORE_QUERY_INDEX_DEF_H
#define STORE_QUERY_INDEX_DEF_H

#include "store/query/question.h"
#include "store/query/stat_index.h"

struct index_source {
	struct str name;
	uint32_t id; /* of the source; 0: the store does not know it */
	struct stat_index_source is;
};

struct index_out {
	struct str source, why;
};

struct index_def {
	struct str name, text, model;
	int64_t known;
	struct str question; /* JSON, as index_question() writes it */
	int64_t since, until;
	size_t buckets;
	double mean;               /* of M over the base */
	double demand_sd, cost_sd; /* NaN: they did not vary */
	struct index_source *panel;
	size_t n_panel;
	struct index_out *out;
	size_t n_out;
};

/* a letter, then letters, digits, '-' and '_' */
bool index_name_ok(struct str name);
/* the options that a definition fixes, as JSON */
void index_question(struct buf *to, const struct ask *a);
/* put them into an ask, where they are not given; the arena owns the words */
int index_fill_ask(
    const struct index_def *d, struct ask *a, struct arena *arena);

/* The definition of that name as known. */
int index_find(struct index_def *d, struct reader *r, struct str name,
    struct arena *arena, struct err *e);
/* The newest of every name, in order of name. */
int index_list(struct index_def **to, size_t *n, struct reader *r,
    struct arena *arena, struct err *e);

#endif
