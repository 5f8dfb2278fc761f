#include "store/db/walk.h"

/* rows that are fetched ahead from memory while one is reckoned */
enum { AHEAD = 3 };

/* the row where the cursor stands, on its leaf */
static void settle(struct walk *w, const MDB_val *key)
{
	w->leaf.rows = 0;
	if (!leaf_of(&w->map, key->mv_data, &w->leaf))
		return;
	w->at = leaf_find(&w->leaf, key->mv_data);
	if (w->at == w->leaf.rows)
		w->leaf.rows = 0;
	for (size_t i = 1; i < AHEAD; i++)
		leaf_fetch(&w->map, &w->leaf, w->at + i);
}

int walk_seek(struct walk *w, MDB_txn *txn, MDB_dbi dbi,
    const struct leaf_map *map, MDB_val *key, MDB_val *value)
{
	*w = (struct walk){.map = *map};
	int rc = mdb_cursor_open(txn, dbi, &w->cur);

	if (rc == 0)
		rc = mdb_cursor_get(w->cur, key, value, MDB_SET_RANGE);
	if (rc == 0)
		settle(w, key);
	return rc;
}

/* LMDB's cursor to the row that was told last. Found elsewhere, or not at all,
 * its page is damaged: to go on from there might never end. */
static int go_to(struct walk *w, MDB_val *key, MDB_val *value)
{
	int rc = mdb_cursor_get(w->cur, key, value, MDB_SET_KEY);

	if (rc == MDB_NOTFOUND ||
	    (rc == 0 && !leaf_holds(&w->map, &w->leaf, key->mv_data)))
		return MDB_CORRUPTED;
	return rc;
}

/* Behind the last row of a leaf LMDB's cursor, which stands on the first that
 * was looked at, goes there and one further. */
static int next_leaf(struct walk *w, MDB_val *key, MDB_val *value)
{
	int rc = w->leaf.rows ? go_to(w, key, value) : 0;

	if (rc == 0)
		rc = mdb_cursor_get(w->cur, key, value, MDB_NEXT);
	if (rc == 0)
		settle(w, key);
	return rc;
}

int walk_next(struct walk *w, MDB_val *key, MDB_val *value)
{
	if (w->at + 1 >= w->leaf.rows)
		return next_leaf(w, key, value);
	leaf_fetch(&w->map, &w->leaf, w->at + AHEAD);
	switch (leaf_row(&w->map, &w->leaf, ++w->at, key, value)) {
	case LEAF_ROW:
		return 0;
	case LEAF_ELSEWHERE: /* a big value has pages of its own */
		return go_to(w, key, value);
	case LEAF_BROKEN:
		break;
	}
	return MDB_CORRUPTED;
}

void walk_end(struct walk *w)
{
	if (w->cur)
		mdb_cursor_close(w->cur);
	w->cur = NULL;
}
