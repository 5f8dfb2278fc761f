#include "fetch/retry_state.h"

#include "fetch/state_db.h"

#include <jansson.h>

void retry_state_note(struct fetch_state *s, struct str id, struct str line)
{
	if (line.n > RETRY_LINE_MAX_BYTES)
		return;
	state_db_note(s, &(struct state_note){
			     .table = STATE_RETRY, .key = id, .value = line});
}

/* an item that nobody remembers is due too: it is looked at, and dropped */
static bool is_due(
    struct fetch_state *s, MDB_txn *txn, struct str id, int64_t now)
{
	struct str v;

	if (state_db_get(s, txn, STATE_ITEM, id, &v) != 0)
		return true;
	json_t *o = json_loadb(v.p, v.n, JSON_ALLOW_NUL, NULL);
	const json_t *next = json_object_get(o, "next_try");
	bool due = !json_is_integer(next) || json_integer_value(next) <= now;

	json_decref(o);
	return due;
}

int retry_state_due(struct fetch_state *s, int64_t now, struct arena *a,
    struct str **lines, size_t *n, struct err *e)
{
	size_t cap = 0;
	MDB_cursor *c = NULL;
	MDB_val k, v = {0, NULL};
	MDB_txn *txn;

	*lines = NULL;
	*n = 0;
	if (!s->there[STATE_RETRY])
		return 0;
	if (state_db_begin(s, false, &txn, e) != 0)
		return -1;
	int rc = mdb_cursor_open(txn, s->table[STATE_RETRY], &c);

	if (rc == 0)
		rc = mdb_cursor_get(c, &k, &v, MDB_FIRST);
	while (rc == 0 && *n < RETRY_RUN_MAX) {
		struct str id = {k.mv_data, k.mv_size};
		struct str line = {v.mv_data, v.mv_size};

		if (is_due(s, txn, id, now)) {
			*lines =
			    arena_more(a, *lines, *n, &cap, sizeof **lines);
			(*lines)[(*n)++] = arena_str(a, line);
		}
		rc = mdb_cursor_get(c, &k, &v, MDB_NEXT);
	}
	if (c)
		mdb_cursor_close(c);
	mdb_txn_abort(txn);
	return rc == 0 || rc == MDB_NOTFOUND
		   ? 0
		   : state_db_fail(e, rc, "cannot read");
}

int retry_state_count(struct fetch_state *s, size_t *n, struct err *e)
{
	MDB_stat of;
	MDB_txn *txn;

	*n = 0;
	if (!s->there[STATE_RETRY])
		return 0;
	if (state_db_begin(s, false, &txn, e) != 0)
		return -1;
	int rc = mdb_stat(txn, s->table[STATE_RETRY], &of);

	mdb_txn_abort(txn);
	if (rc != 0)
		return state_db_fail(e, rc, "cannot read");
	*n = of.ms_entries;
	return 0;
}
