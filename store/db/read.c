#include "store/db/read.h"

#include "store/db/bytes.h"
#include "store/db/check.h"
#include "store/db/names.h"
#include "store/db/walk.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_MAX_BYTES = 65536 };

struct reader *read_begin(struct env *env, int64_t as_of, struct err *e)
{
	struct reader *r = mem_new(1, sizeof *r);
	struct str v;

	r->env = env;
	r->txn = env_begin(env, e);
	if (!r->txn) {
		free(r);
		return NULL;
	}
	int rc = env_get(env, r->txn, TABLE_META, STR("known"), &v, e);

	if (rc == 0 || (rc == 1 && v.n != 8))
		rc = err_set(e, EXIT_DATA, "the store has lost its watermark");
	if (rc < 0) {
		read_end(r);
		return NULL;
	}
	r->watermark = (int64_t)bytes_get_le((const unsigned char *)v.p, 8);
	env_leaf_map(env, v.p, &r->map);
	r->as_of = r->watermark;
	if (as_of != STAMP_NONE && as_of < r->as_of)
		r->as_of = as_of;
	return r;
}

void read_end(struct reader *r)
{
	if (!r)
		return;
	if (r->txn)
		mdb_txn_abort(r->txn);
	free(r);
}

int64_t read_watermark(const struct reader *r)
{
	return r->watermark;
}

int64_t read_as_of(const struct reader *r)
{
	return r->as_of;
}

int read_committed(struct reader *r, int64_t *known, struct err *e)
{
	unsigned char at[8];
	MDB_cursor *cur;
	MDB_val k = {sizeof at, at}, v;
	int out = 0;

	*known = r->watermark;
	if (r->as_of == r->watermark)
		return 0;
	int rc = mdb_cursor_open(r->txn, r->env->dbi[TABLE_LOG], &cur);

	*known = 0;
	if (rc != 0)
		return env_error(e, rc, "cannot read table 'log'");
	/* the last row with known <= as-of stands before the first one above */
	bytes_put_be(at, (uint64_t)r->as_of + 1, 8);
	rc = mdb_cursor_get(cur, &k, &v, MDB_SET_RANGE);
	rc = mdb_cursor_get(
	    cur, &k, &v, rc == MDB_NOTFOUND ? MDB_LAST : MDB_PREV);
	if (rc == 0 && k.mv_size >= sizeof at) {
		struct str key = {k.mv_data, k.mv_size};
		struct str value = {v.mv_data, v.mv_size};

		*known = (int64_t)bytes_get_be(k.mv_data, 8);
		out = env_check(TABLE_LOG, key, &value, e);
	} else if (rc != 0 && rc != MDB_NOTFOUND) {
		out = env_error(e, rc, "cannot read table 'log'");
	}
	mdb_cursor_close(cur);
	return out;
}

/* `found` as it is; but a name that is not there may have been lost */
static int sure(struct reader *r, enum schema_table t, int found, struct err *e)
{
	if (found != 0 || r->whole[t])
		return found;
	if (check_table(r, t, e) != 0)
		return -1;
	r->whole[t] = true;
	return 0;
}

int read_id(struct reader *r, enum name_class c, struct str text, uint32_t *id,
    struct err *e)
{
	int rc = names_find(r->env, r->txn, c, text, id, e);

	return sure(r, TABLE_NAME, rc, e);
}

int read_name(struct reader *r, enum name_class c, uint32_t id,
    struct str *text, struct err *e)
{
	int rc = names_text(r->env, r->txn, c, id, text, e);

	return id == 0 ? rc : sure(r, TABLE_TEXT, rc, e);
}

/* The row where the walk stands, if it is the name of that id; 1, 0, -1. */
static int name_at(const MDB_val *k, const MDB_val *v, enum name_class c,
    uint32_t id, struct str *text, struct err *e)
{
	unsigned char key[NAMES_ID_BYTES];

	names_id_key(key, c, id);
	if (k->mv_size != sizeof key ||
	    memcmp(k->mv_data, key, sizeof key) != 0)
		return 0;
	*text = (struct str){v->mv_data, v->mv_size};
	return env_check(TABLE_TEXT, (struct str){k->mv_data, k->mv_size}, text,
		   e) == 0
		   ? 1
		   : -1;
}

/* ids run from 1 without gaps, and stand behind each other */
static int each_name(struct reader *r, enum name_class c, read_name_fn *fn,
    void *to, struct walk *w, struct err *e)
{
	unsigned char key[NAMES_ID_BYTES];
	MDB_val k = {sizeof key, key}, v;
	struct str text;
	int found = 0;

	names_id_key(key, c, 1);
	int rc = walk_seek(w, r->txn, r->env->dbi[TABLE_TEXT], &r->map, &k, &v);

	for (uint32_t id = 1; rc == 0; id++) {
		found = name_at(&k, &v, c, id, &text, e);
		if (found == 1)
			found = fn(to, id, text);
		else
			return found < 0 ? -1 : sure(r, TABLE_TEXT, 0, e);
		if (found != 0)
			return found;
		rc = walk_next(w, &k, &v);
	}
	return rc == MDB_NOTFOUND ? sure(r, TABLE_TEXT, 0, e)
				  : env_read_error(e, rc, TABLE_TEXT);
}

int read_each_name(struct reader *r, enum name_class c, read_name_fn *fn,
    void *to, struct err *e)
{
	struct walk w;
	int rc = each_name(r, c, fn, to, &w, e);

	walk_end(&w);
	return rc;
}

int read_series(
    struct reader *r, const struct series_name *s, uint32_t *id, struct err *e)
{
	struct buf name;

	buf_init(&name, NAME_MAX_BYTES);
	series_write(&name, s);
	int rc = read_id(r, NAME_SERIES, buf_view(&name), id, e);

	buf_release(&name);
	return rc;
}

int read_adopted(
    struct reader *r, uint16_t *model, int64_t *since, struct err *e)
{
	return read_adopted_at(r, r->as_of, model, since, e);
}

int read_adopted_at(
    struct reader *r, int64_t t, uint16_t *model, int64_t *since, struct err *e)
{
	unsigned char at[10];
	MDB_cursor *cur;
	MDB_val k = {sizeof at, at}, v;
	int found = 0;
	int rc = mdb_cursor_open(r->txn, r->env->dbi[TABLE_MODEL], &cur);

	if (rc != 0)
		return env_error(e, rc, "cannot read table 'model'");
	/* the last row with known <= t stands before the first one above */
	bytes_put_be(at, t < 0 ? 0 : (uint64_t)t + 1, 8);
	bytes_put_be(at + 8, 0, 2);
	rc = mdb_cursor_get(cur, &k, &v, MDB_SET_RANGE);
	rc = mdb_cursor_get(
	    cur, &k, &v, rc == MDB_NOTFOUND ? MDB_LAST : MDB_PREV);
	if (rc == 0) {
		struct str key = {k.mv_data, k.mv_size};
		struct str value = {v.mv_data, v.mv_size};
		const unsigned char *p = k.mv_data;

		found = -1;
		if (env_check(TABLE_MODEL, key, &value, e) == 0) {
			*since = (int64_t)bytes_get_be(p, 8);
			*model = (uint16_t)bytes_get_be(p + 8, 2);
			found = 1;
		}
	} else if (rc != MDB_NOTFOUND) {
		found = env_error(e, rc, "cannot read table 'model'");
	}
	mdb_cursor_close(cur);
	return found;
}

int read_feed_first(
    struct reader *r, struct str feed, int64_t *first, struct err *e)
{
	unsigned char key[4];
	struct str v;
	uint32_t id;
	int rc = read_id(r, NAME_FEED, feed, &id, e);

	if (rc != 1)
		return rc;
	bytes_put_be(key, id, 4);
	rc = env_get(r->env, r->txn, TABLE_FEED,
	    (struct str){(const char *)key, 4}, &v, e);
	if (rc == 1)
		*first = (int64_t)bytes_get_le((const unsigned char *)v.p, 8);
	return rc;
}

int read_size(
    struct reader *r, enum schema_table t, struct read_size *s, struct err *e)
{
	MDB_stat st;
	int rc = mdb_stat(r->txn, r->env->dbi[t], &st);

	if (rc != 0)
		return env_error(e, rc, "cannot count rows");
	s->rows = st.ms_entries;
	s->bytes =
	    (uint64_t)st.ms_psize *
	    (st.ms_branch_pages + st.ms_leaf_pages + st.ms_overflow_pages);
	return 0;
}
