#include "store/db/write.h"

#include "store/db/bytes.h"
#include "store/db/check.h"
#include "store/db/obs.h"

#include <string.h>

enum { CRC = 4 };
#define ROW_MAX_BYTES ((size_t)512 << 20)

void write_init(struct writer *w, struct env *env)
{
	*w = (struct writer){.env = env};
	buf_init(&w->row, ROW_MAX_BYTES);
}

void write_release(struct writer *w)
{
	name_cache_release(&w->names);
	buf_release(&w->row);
}

static MDB_val val(struct str s)
{
	union { /* lmdb takes void *, and does not write to it */
		const void *is;
		void *takes;
	} p = {.is = s.p};

	return (MDB_val){s.n, p.takes};
}

static int failed(struct writer *w, int rc, enum schema_table t, struct err *e)
{
	if (rc == MDB_MAP_FULL)
		w->full = true;
	if (rc == MDB_KEYEXIST)
		return err_set(e, EXIT_DATA,
		    "a new row of table '%s' is there already",
		    schema_table_name(t));
	return env_error(e, rc, "cannot write to the store");
}

static uint64_t crc_of(struct str value)
{
	return bytes_get_le(
	    (const unsigned char *)value.p + value.n - CRC, CRC);
}

static int counted(struct writer *w, enum schema_table t, struct str value,
    int rc, struct err *e)
{
	if (rc != 0)
		return failed(w, rc, t, e);
	w->delta[t].rows++;
	w->delta[t].sum += crc_of(value);
	return 0;
}

int write_whole(struct writer *w, enum schema_table t, struct str key,
    struct str value, unsigned flags, struct err *e)
{
	MDB_val k = val(key), v = val(value);
	int rc =
	    mdb_put(w->txn, w->env->dbi[t], &k, &v, flags | MDB_NOOVERWRITE);

	return counted(w, t, value, rc, e);
}

int write_next(struct writer *w, enum schema_table t, MDB_cursor *cur,
    struct str key, struct str value, unsigned flags, struct err *e)
{
	MDB_val k = val(key), v = val(value);
	int rc = mdb_cursor_put(cur, &k, &v, flags | MDB_NOOVERWRITE);

	return counted(w, t, value, rc, e);
}

int write_lift(struct writer *w, enum schema_table t, MDB_cursor *cur,
    struct str key, struct err *e)
{
	MDB_val k = val(key), v;
	int rc = mdb_cursor_get(cur, &k, &v, MDB_SET);

	if (rc == 0)
		rc = mdb_cursor_del(cur, 0);
	return rc == 0 ? 0 : failed(w, rc, t, e);
}

int write_put_back(struct writer *w, enum schema_table t, MDB_cursor *cur,
    struct str key, struct str value, struct err *e)
{
	MDB_val k = val(key), v = val(value);
	int rc = mdb_cursor_put(cur, &k, &v, MDB_NOOVERWRITE);

	return rc == 0 ? 0 : failed(w, rc, t, e);
}

static struct str with_crc(
    struct writer *w, enum schema_table t, struct str key, struct str value)
{
	unsigned char crc[CRC];

	bytes_put_le(crc, env_crc(t, key, value), CRC);
	buf_clear(&w->row);
	buf_str(&w->row, value);
	buf_add(&w->row, crc, CRC);
	if (w->row.over)
		BUG("a row over its ceiling");
	return buf_view(&w->row);
}

int write_put(struct writer *w, enum schema_table t, struct str key,
    struct str value, struct err *e)
{
	return write_whole(w, t, key, with_crc(w, t, key, value), 0, e);
}

int write_replace(struct writer *w, enum schema_table t, struct str key,
    struct str value, struct err *e)
{
	MDB_val k = val(key), v;
	int rc = mdb_get(w->txn, w->env->dbi[t], &k, &v);

	if (rc != 0 || v.mv_size < CRC)
		return env_error(
		    e, rc ? rc : MDB_CORRUPTED, "cannot replace a row");
	w->delta[t].sum -= crc_of((struct str){v.mv_data, v.mv_size});
	w->delta[t].sum += crc_of(value);
	v = val(value);
	rc = mdb_put(w->txn, w->env->dbi[t], &k, &v, 0);
	return rc == 0 ? 0 : failed(w, rc, t, e);
}

/* the checksum of a row: 1, 0 there is none, -1 */
static int old_crc(struct writer *w, enum schema_table t, MDB_val *k,
    uint64_t *crc, struct err *e)
{
	MDB_val v;
	int rc = mdb_get(w->txn, w->env->dbi[t], k, &v);

	*crc = 0;
	if (rc == MDB_NOTFOUND)
		return 0;
	if (rc != 0 || v.mv_size < CRC)
		return env_read_error(e, rc ? rc : MDB_CORRUPTED, t);
	*crc = crc_of((struct str){v.mv_data, v.mv_size});
	return 1;
}

int write_derived(struct writer *w, enum schema_table t, struct str key,
    struct str value, struct err *e)
{
	struct str whole = with_crc(w, t, key, value);
	MDB_val k = val(key), v = val(whole);
	uint64_t old;
	int was = old_crc(w, t, &k, &old, e);

	if (was < 0)
		return -1;
	int rc = mdb_put(w->txn, w->env->dbi[t], &k, &v, 0);

	if (rc != 0)
		return failed(w, rc, t, e);
	w->delta[t].rows += was == 0;
	w->delta[t].sum += crc_of(whole) - old;
	return 0;
}

/* A row of meta or sum, which are changed in place and not counted, through a
 * cursor on t: the months of a batch lie near each other. */
static int put_over(struct writer *w, enum schema_table t, MDB_cursor *cur,
    struct str key, struct str value, struct err *e)
{
	struct str whole = with_crc(w, t, key, value);
	MDB_val k = val(key), v = val(whole);
	int rc = mdb_cursor_put(cur, &k, &v, 0);

	return rc == 0 ? 0 : failed(w, rc, t, e);
}

static int add_sum(struct writer *w, enum schema_table t, MDB_cursor *cur,
    struct str key, struct write_sum add, struct err *e)
{
	unsigned char p[16];
	MDB_val k = val(key), v;
	int rc = mdb_cursor_get(cur, &k, &v, MDB_SET);

	if (rc != 0 && rc != MDB_NOTFOUND)
		return env_read_error(e, rc, t);
	if (rc == 0) {
		struct str is = {v.mv_data, v.mv_size};

		if (env_check(t, key, &is, e) != 0)
			return -1;
		if (is.n != sizeof p)
			return err_set(e, EXIT_DATA,
			    "a row of table '%s' is broken",
			    schema_table_name(t));
		add.rows += bytes_get_le((const unsigned char *)is.p, 8);
		add.sum += bytes_get_le((const unsigned char *)is.p + 8, 8);
	}
	bytes_put_le(p, add.rows, 8);
	bytes_put_le(p + 8, add.sum, 8);
	return put_over(w, t, cur, key, (struct str){(char *)p, sizeof p}, e);
}

static int cursor_on(
    struct writer *w, enum schema_table t, MDB_cursor **cur, struct err *e)
{
	int rc = mdb_cursor_open(w->txn, w->env->dbi[t], cur);

	return rc == 0 ? 0 : env_error(e, rc, "cannot write to the store");
}

int write_month(struct writer *w, uint32_t series, uint32_t month,
    struct write_sum add, struct err *e)
{
	unsigned char key[CHECK_SUM_KEY_BYTES];

	/* the end of the transaction closes it */
	if (!w->months && cursor_on(w, TABLE_SUM, &w->months, e) != 0)
		return -1;
	bytes_put_be(key, series, 4);
	bytes_put_be(key + 4, month, 4);
	return add_sum(w, TABLE_SUM, w->months,
	    (struct str){(char *)key, sizeof key}, add, e);
}

int write_commit_mark(struct writer *w, int64_t known, struct err *e)
{
	unsigned char key[OBS_KEY_BYTES] = {0};
	MDB_val k = {8, key}, v;
	MDB_cursor *cur;
	int rc = mdb_cursor_open(w->txn, w->env->dbi[TABLE_LOG], &cur);

	if (rc != 0)
		return env_error(e, rc, "cannot read table 'log'");
	bytes_put_be(key, (uint64_t)known, 8);
	rc = mdb_cursor_get(cur, &k, &v, MDB_SET_RANGE);
	bool there = rc == 0 && k.mv_size == OBS_KEY_BYTES &&
		     memcmp(k.mv_data, key, 8) == 0;

	mdb_cursor_close(cur);
	if (rc != 0 && rc != MDB_NOTFOUND)
		return env_error(e, rc, "cannot read table 'log'");
	if (there)
		return 0;
	return write_put(w, TABLE_LOG, (struct str){(char *)key, sizeof key},
	    (struct str){"", 0}, e);
}

/* the counts and sums of the tables, and the watermark */
static int put_numbers(struct writer *w, MDB_cursor *meta, struct err *e)
{
	unsigned char known[8];
	struct buf key;
	int rc = 0;

	buf_init(&key, 64);
	for (int t = 0; t < TABLES && rc == 0; t++) {
		if (w->delta[t].rows == 0 && w->delta[t].sum == 0)
			continue;
		buf_clear(&key);
		buf_printf(
		    &key, "sum.%s", schema_table_name((enum schema_table)t));
		rc = add_sum(
		    w, TABLE_META, meta, buf_view(&key), w->delta[t], e);
	}
	buf_release(&key);
	bytes_put_le(known, (uint64_t)w->known, 8);
	return rc != 0 || w->quiet ? rc
				   : put_over(w, TABLE_META, meta, STR("known"),
					 (struct str){(char *)known, 8}, e);
}

static int put_meta(struct writer *w, struct err *e)
{
	MDB_cursor *meta;

	if (!w->quiet && w->delta[TABLE_LOG].rows == 0 &&
	    write_commit_mark(w, w->known, e) != 0)
		return -1;
	if (cursor_on(w, TABLE_META, &meta, e) != 0)
		return -1;
	int rc = put_numbers(w, meta, e);

	mdb_cursor_close(meta);
	return rc;
}

static int begin(struct writer *w, int64_t now, struct err *e)
{
	struct str v;

	w->full = w->quiet = false;
	w->months = NULL;
	w->txn = env_begin(w->env, e);
	if (!w->txn)
		return -1;
	memset(w->delta, 0, sizeof w->delta);
	memset(w->next_id, 0, sizeof w->next_id);
	int rc = env_get(w->env, w->txn, TABLE_META, STR("known"), &v, e);

	if (rc == 0 || (rc == 1 && v.n != 8))
		rc = err_set(e, EXIT_DATA, "the store has lost its watermark");
	if (rc < 0)
		return -1;
	w->watermark = (int64_t)bytes_get_le((const unsigned char *)v.p, 8);
	w->known = now > w->watermark ? now : w->watermark + 1;
	env_leaf_map(w->env, v.p, &w->map);
	return 0;
}

/* as write_run(), or WRITE_AGAIN: the map was full and has grown */
enum { WRITE_AGAIN = 1 };

static int once(
    struct writer *w, int64_t now, write_fn *fn, void *user, struct err *e)
{
	struct err grown = {0};
	int rc = begin(w, now, e);

	if (rc == 0)
		rc = fn(w, user, e);
	if (rc == 0)
		rc = put_meta(w, e);
	if (rc == 0) {
		rc = env_commit(w->env, w->txn, e);
	} else {
		mdb_txn_abort(w->txn); /* NULL is fine */
		if (rc == -1 && w->full) {
			rc = env_grow(w->env, &grown) == 0 ? WRITE_AGAIN : -1;
			err_clear(e);
			if (rc != WRITE_AGAIN)
				err_set(e, grown.code, "%s", grown.text);
		}
	}
	w->txn = NULL;
	if (rc != 0) /* the names that were made are gone with it */
		name_cache_clear(&w->names);
	return rc;
}

int write_run(
    struct writer *w, int64_t now, write_fn *fn, void *user, struct err *e)
{
	int rc;

	do {
		struct err mine = {0};

		rc = once(w, now, fn, user, &mine);
		if (rc == -1)
			err_set(e, mine.code, "%s", mine.text);
	} while (rc == WRITE_AGAIN);
	return rc;
}
