/*
 * The figures of filings that hard series are made of, as known at as-of.
 *
 * Owns: its statements and names, until hard_read_release(). Their items
 *   borrow from the reader's snapshot.
 * Keeps: companies and units are numbered in the order of their names,
 *   whatever the history of the store.
 * Fails: EXIT_DATA; EXIT_USAGE for too much.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_HARD_READ_H
#define STORE_QUERY_HARD_READ_H

#include "store/query/hard_period.h"
#include "store/query/hard_words.h"
#include "store/query/listing.h"

struct hard_company_name {
	struct str label; /* entity, or the CIK where it has none */
	uint64_t cik;
	uint32_t number; /* as it was met */
};

struct hard_read {
	struct hard_list list;     /* a value a statement */
	struct listed *statements; /* by hard_figure.from */
	size_t n, cap;
	struct hard_company_name *companies; /* by hard_figure.company */
	size_t n_companies, cap_companies;
	struct str *units;
	size_t n_units, cap_units;
};

int hard_read(struct hard_read *h, struct question *q,
    const struct hard_words *w, struct err *e);
void hard_read_release(struct hard_read *h);

#endif
