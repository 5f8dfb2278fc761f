/*
 * What was asked of hard series: which of them, of which companies, in which
 * lengths.
 *
 * Owns: the tables and its arrays, until hard_words_release().
 * Keeps: a company is named by entity (or by what owners_resolve() takes for
 *   it, in any language) or by CIK.
 * Fails: EXIT_USAGE with the nearest names; EXIT_CONFIG, EXIT_NOINPUT for the
 *   tables.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_HARD_WORDS_H
#define STORE_QUERY_HARD_WORDS_H

#include "store/query/hard_table.h"
#include "store/query/question.h"

struct hard_words {
	struct hard_table table;
	bool *series;   /* by number */
	uint64_t *ciks; /* asked for; none: all companies */
	size_t n_ciks, cap_ciks;
	bool quarters; /* else as reported */
};

/* whether the options go together; before anything is opened */
int hard_words_check(const struct ask *a, struct err *e);

int hard_words_read(struct hard_words *w, struct question *q, struct err *e);
void hard_words_release(struct hard_words *w);

bool hard_words_takes(const struct hard_words *w, uint64_t cik);

#endif
