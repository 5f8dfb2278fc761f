/*
 * Keeping the rollup (db/rollup.h) in step with the rows: in the transaction
 * that changes them, every month that it touches is counted anew, or left out
 * where that would cost more than the batch is worth; what was left out is
 * filled in when a load ends.
 *
 * Owns: the list of months, until rollup_keep_release().
 * Keeps: a row that is there says what the rows say, at every commit.
 * Fails: as write.h.
 * Users: store/.
 */
#ifndef STORE_ROLLUP_KEEP_H
#define STORE_ROLLUP_KEEP_H

#include "store/db/rollup_read.h"
#include "store/db/write.h"
#include "store/rows_fill.h"

/* the months of the articles that a batch touched, in order */
struct rollup_keep {
	uint32_t series; /* 0: none */
	uint32_t *months;
	size_t n, cap;
};

void rollup_keep_begin(struct rollup_keep *k);
void rollup_keep_release(struct rollup_keep *k);

/* Rows of one series and month were put, and added to its sums: keep the days
 * of a feed's polls, note a month of articles. */
int rollup_keep_rows(struct rollup_keep *k, struct writer *w,
    const struct fill_row *v, size_t n, struct write_sum added, struct err *e);
/* At the end of a batch of so many rows, of all kinds. */
int rollup_keep_end(
    struct rollup_keep *k, struct writer *w, size_t rows, struct err *e);

/* Count the months that were left out, in a transaction of its own that makes
 * nothing known. */
int rollup_fill(struct env *env, struct err *e);
/* Count every month that has no row, or one that is behind: of a store that
 * was not kept. */
int rollup_fill_all(struct writer *w, struct err *e);

#endif
