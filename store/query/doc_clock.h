/*
 * When each article was first seen and known, by whatever model: neither a
 * model that scored it later nor a version that tells of more moves it.
 *
 * Owns: its table, until doc_clock_release().
 * Fails: EXIT_DATA.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_DOC_CLOCK_H
#define STORE_QUERY_DOC_CLOCK_H

#include "store/query/catalog.h"

struct doc_clock_slot {
	uint64_t doc;
	int64_t known; /* STAMP_NONE: free */
	int64_t seen;  /* of that version */
};

struct doc_clock {
	struct doc_clock_slot *slots;
	size_t n, cap; /* cap a power of two, 0 for none */
};

/* Of the articles with from <= event time < to, and the undated ones. */
int doc_clock_read(struct doc_clock *c, const struct catalog *catalog,
    struct reader *r, int64_t from, int64_t to, struct err *e);
void doc_clock_release(struct doc_clock *c);

/* NULL where the table does not know the article */
const struct doc_clock_slot *doc_clock_of(
    const struct doc_clock *c, uint64_t doc);

#endif
