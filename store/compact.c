#include "store/compact.h"

#include "fetch/base/str.h"
#include "store/replace.h"

enum { ROWS_AT_ONCE = 500000 };
#define BYTES_AT_ONCE ((size_t)256 << 20)

/* the tables are copied row by row, checksums and all */
struct copy {
	struct env *from, *to;
	MDB_txn *reading, *writing;
	size_t rows, bytes; /* of the open transaction */
};

static int begin(struct copy *c, struct err *e)
{
	c->rows = c->bytes = 0;
	c->writing = env_begin(c->to, e);
	return c->writing ? 0 : -1;
}

static int end(struct copy *c, struct err *e)
{
	int rc = env_commit(c->to, c->writing, e);

	c->writing = NULL;
	return rc == 1 ? err_set(e, EXIT_OS, "the map is full") : rc;
}

static int put(struct copy *c, int t, MDB_val *k, MDB_val *v, struct err *e)
{
	/* meta has rows already: the schema's */
	unsigned flags = t == TABLE_META ? 0 : MDB_APPEND;
	int rc = mdb_put(c->writing, c->to->dbi[t], k, v, flags);

	if (rc != 0)
		return env_error(e, rc, "cannot write a row");
	c->bytes += k->mv_size + v->mv_size;
	if (++c->rows < ROWS_AT_ONCE && c->bytes < BYTES_AT_ONCE)
		return 0;
	return end(c, e) == 0 ? begin(c, e) : -1;
}

static int copy_table(struct copy *c, int t, struct err *e)
{
	MDB_cursor *cur;
	MDB_val k, v;
	int out = 0, rc = mdb_cursor_open(c->reading, c->from->dbi[t], &cur);

	if (rc != 0)
		return env_read_error(e, rc, (enum schema_table)t);
	while (out == 0 && (rc = mdb_cursor_get(cur, &k, &v, MDB_NEXT)) == 0)
		out = put(c, t, &k, &v, e);
	mdb_cursor_close(cur);
	if (out == 0 && rc != MDB_NOTFOUND)
		out = env_read_error(e, rc, (enum schema_table)t);
	return out;
}

static int fill(struct env *to, void *user, struct err *e)
{
	struct copy c = {.from = user, .to = to};
	int rc = mdb_txn_begin(c.from->mdb, NULL, MDB_RDONLY, &c.reading);

	if (rc != 0)
		return env_error(e, rc, "cannot begin a transaction");
	rc = begin(&c, e);
	for (int t = 0; t < TABLES && rc == 0; t++)
		rc = copy_table(&c, t, e);
	if (rc == 0)
		rc = end(&c, e);
	if (c.writing)
		mdb_txn_abort(c.writing);
	mdb_txn_abort(c.reading);
	return rc;
}

int compact_store(struct env *env, struct err *e)
{
	return replace_store(env, fill, env, e);
}
