/*
 * New rows put in order of their keys so that pages end up full.
 *
 * Time goes on over all series, so a batch adds a few rows behind the last
 * ones of each series, in front of the next one's. LMDB splits a page in the
 * middle for that, and leaves behind it halves that nothing is ever added to;
 * at the end of a page it splits behind the last row. So the rows of the next
 * series are lifted off the page first, and put back behind the new ones,
 * until they are on a page of their own.
 *
 * Owns: nothing behind the call.
 * Keeps: the table holds what was there and the new rows, whatever is known
 *   of its pages; all within the writer's transaction.
 * Fails: as write.h.
 * Users: store/rows.c.
 */
#ifndef STORE_ROWS_FILL_H
#define STORE_ROWS_FILL_H

#include "store/db/write.h"

struct fill_row {
	struct str key, value; /* the value ends with its checksum */
};

/* rows in order of their keys, none there already: EXIT_DATA */
int rows_fill(struct writer *w, enum schema_table t, const struct fill_row *v,
    size_t n, struct err *e);

#endif
