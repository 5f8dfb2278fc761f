/*
 * From row to row of a table, in order of keys, as fast as the pages allow:
 * within a leaf a row's place is read off the page, LMDB is asked for the next
 * leaf alone. Of what leaf.h knows nothing about, LMDB is asked for each row.
 *
 * Owns: the cursor.
 * Keeps: the rows and their order are LMDB's own; only within a read
 *   transaction, which no writer disturbs.
 * Fails: with LMDB's codes; MDB_CORRUPTED for a row that reaches over the end
 *   of its page.
 * Users: store/db/.
 */
#ifndef STORE_DB_WALK_H
#define STORE_DB_WALK_H

#include "store/db/leaf.h"

#include <lmdb.h>

struct walk {
	MDB_cursor *cur;
	struct leaf_map map;
	struct leaf leaf; /* rows 0: LMDB is asked */
	size_t at;        /* the row of the leaf that was told last */
};

/* Both return an LMDB code, MDB_NOTFOUND at the end of the table. */
int walk_seek(struct walk *w, MDB_txn *txn, MDB_dbi dbi,
    const struct leaf_map *map, MDB_val *key, MDB_val *value);
int walk_next(struct walk *w, MDB_val *key, MDB_val *value);
void walk_end(struct walk *w);

#endif
