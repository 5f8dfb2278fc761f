/*
 * The observations of one batch: gathered in memory, put in order of their
 * keys, each with its row of the change feed, and counted by month.
 *
 * Owns: encoded values, until rows_clear() (memory kept) or rows_release().
 * Keeps: no two rows of a batch have one key; the caller sees to it.
 * Fails: as write.h.
 * Users: store/.
 */
#ifndef STORE_ROWS_H
#define STORE_ROWS_H

#include "store/db/obs.h"
#include "store/db/write.h"

struct rows_entry;

struct rows {
	struct rows_entry *v;
	size_t n, cap;
	struct buf values;
	struct buf sorted; /* scratch of rows_put() */
};

void rows_init(struct rows *r);
void rows_release(struct rows *r);
void rows_clear(struct rows *r);
/* items as obs_add_… left them; row->key.known is set already */
void rows_add(struct rows *r, const struct obs_row *row, struct str items);
/* Sort and put all of them. */
int rows_put(struct rows *r, struct writer *w, struct err *e);

/* The last stored version of a row, whatever its `known`: 1 there (it borrows
 * from the map until the next put), 0 none, -1 error. */
int rows_last(struct writer *w, const struct obs_key *k, struct obs_row *row,
    struct err *e);

#endif
