#include "fetch/fetch_state.h"

#include "fetch/base/digest.h"
#include "fetch/base/jsonw.h"

#include <errno.h>
#include <jansson.h>
#include <lmdb.h>
#include <stdlib.h>
#include <string.h>

enum { TABLES = 3, READERS = 64, KEY_MAX_BYTES = 480 };
enum table { TABLE_FEED, TABLE_ITEM, TABLE_HOST };

static const size_t map_bytes = (size_t)4 << 30; /* sparse */

struct fetch_state {
	MDB_env *env;
	MDB_dbi table[TABLES];
};

static int fail(struct err *e, int rc, const char *what)
{
	int code = rc == ENOSPC || rc == EIO || rc == MDB_MAP_FULL
		       ? EXIT_IO
		       : EXIT_CANTCREAT;

	return err_set(e, code, "%s fetch.lmdb: %s", what, mdb_strerror(rc));
}

static int open_tables(struct fetch_state *s, bool read_only)
{
	static const char *const names[TABLES] = {"feed", "item", "host"};
	MDB_txn *txn;
	int rc = mdb_txn_begin(s->env, NULL, read_only ? MDB_RDONLY : 0, &txn);

	for (int i = 0; rc == 0 && i < TABLES; i++)
		rc = mdb_dbi_open(
		    txn, names[i], read_only ? 0 : MDB_CREATE, &s->table[i]);
	if (rc != 0) {
		if (txn)
			mdb_txn_abort(txn);
		return rc;
	}
	return mdb_txn_commit(txn);
}

struct fetch_state *fetch_state_open(
    const char *path, bool read_only, struct err *e)
{
	struct fetch_state *s = mem_new(1, sizeof *s);
	unsigned flags = MDB_NOSUBDIR | (read_only ? MDB_RDONLY : 0);
	int dead, rc = mdb_env_create(&s->env);

	if (rc == 0)
		rc = mdb_env_set_maxdbs(s->env, TABLES);
	if (rc == 0)
		rc = mdb_env_set_maxreaders(s->env, READERS);
	if (rc == 0)
		rc = mdb_env_set_mapsize(s->env, map_bytes);
	if (rc == 0)
		rc = mdb_env_open(s->env, path, flags, 0666);
	if (rc == 0) {
		(void)mdb_reader_check(s->env, &dead);
		rc = open_tables(s, read_only);
	}
	if (rc != 0) {
		fail(e, rc, "cannot open");
		fetch_state_close(s);
		return NULL;
	}
	return s;
}

void fetch_state_close(struct fetch_state *s)
{
	if (!s)
		return;
	if (s->env)
		mdb_env_close(s->env);
	free(s);
}

/* LMDB keys end at 511 bytes: a longer one is its digest */
static MDB_val key_of(struct str key, struct buf *scratch)
{
	buf_init(scratch, KEY_MAX_BYTES + 80);
	if (key.n > KEY_MAX_BYTES)
		digest_hex(scratch, key, DIGEST_BYTES);
	else
		buf_str(scratch, key);
	return (MDB_val){scratch->n, scratch->p};
}

static int put(struct fetch_state *s, enum table t, struct str key,
    struct buf *json, struct err *e)
{
	struct buf scratch;
	MDB_val k = key_of(key, &scratch);
	MDB_val v = {json->n, json->p};
	MDB_txn *txn;
	int rc = mdb_txn_begin(s->env, NULL, 0, &txn);

	if (rc == 0) {
		rc = mdb_put(txn, s->table[t], &k, &v, 0);
		if (rc == 0)
			rc = mdb_txn_commit(txn);
		else
			mdb_txn_abort(txn);
	}
	buf_release(&scratch);
	return rc == 0 ? 0 : fail(e, rc, "cannot write");
}

/* the stored object, NULL where there is none; *bad on an error */
static json_t *get(struct fetch_state *s, enum table t, struct str key,
    bool *bad, struct err *e)
{
	struct buf scratch;
	MDB_val k = key_of(key, &scratch), v;
	json_t *o = NULL;
	MDB_txn *txn;
	int rc = mdb_txn_begin(s->env, NULL, MDB_RDONLY, &txn);

	*bad = false;
	if (rc == 0) {
		rc = mdb_get(txn, s->table[t], &k, &v);
		if (rc == 0)
			o = json_loadb(
			    v.mv_data, v.mv_size, JSON_ALLOW_NUL, NULL);
		mdb_txn_abort(txn);
	}
	buf_release(&scratch);
	if (rc != 0 && rc != MDB_NOTFOUND) {
		*bad = true;
		fail(e, rc, "cannot read");
	}
	return o;
}

static struct str text_of(const json_t *o, const char *key, struct arena *a)
{
	const json_t *v = json_object_get(o, key);
	struct str s = {json_string_value(v), json_string_length(v)};

	return arena_str(a, s);
}

static int64_t number_of(const json_t *o, const char *key, int64_t absent)
{
	const json_t *v = json_object_get(o, key);

	return json_is_integer(v) ? json_integer_value(v) : absent;
}

int fetch_state_feed(struct fetch_state *s, struct str url, struct arena *a,
    struct feed_memory *m, struct err *e)
{
	bool bad;
	json_t *o = get(s, TABLE_FEED, url, &bad, e);

	*m = (struct feed_memory){
	    .next_due = STAMP_NONE,
	    .last_try = STAMP_NONE,
	    .last_success = STAMP_NONE,
	};
	if (!o)
		return bad ? -1 : 0;
	m->etag = text_of(o, "etag", a);
	m->modified = text_of(o, "modified", a);
	m->reason = text_of(o, "reason", a);
	m->next_due = number_of(o, "next_due", STAMP_NONE);
	m->last_try = number_of(o, "last_try", STAMP_NONE);
	m->last_success = number_of(o, "last_success", STAMP_NONE);
	m->failures = (long)number_of(o, "failures", 0);
	m->items = (long)number_of(o, "items", 0);
	m->polls = (long)number_of(o, "polls", 0);
	m->interval = (long)number_of(o, "interval", 0);
	m->gone = json_is_true(json_object_get(o, "gone"));
	json_decref(o);
	return 1;
}

static void put_time(struct jsonw *j, const char *key, int64_t t)
{
	if (t != STAMP_NONE)
		jsonw_int(j, key, t);
}

int fetch_state_put_feed(struct fetch_state *s, struct str url,
    const struct feed_memory *m, struct err *e)
{
	struct jsonw j;
	struct buf b;

	buf_init(&b, 1 << 20);
	jsonw_begin(&j, &b);
	jsonw_object(&j, NULL);
	jsonw_text(&j, "url", url);
	jsonw_text(&j, "etag", m->etag);
	jsonw_text(&j, "modified", m->modified);
	jsonw_text(&j, "reason", m->reason);
	put_time(&j, "next_due", m->next_due);
	put_time(&j, "last_try", m->last_try);
	put_time(&j, "last_success", m->last_success);
	jsonw_int(&j, "failures", m->failures);
	jsonw_int(&j, "items", m->items);
	jsonw_int(&j, "polls", m->polls);
	jsonw_int(&j, "interval", m->interval);
	if (m->gone)
		jsonw_bool(&j, "gone", true);
	jsonw_object_end(&j);
	int rc = put(s, TABLE_FEED, url, &b, e);

	buf_release(&b);
	return rc;
}

int fetch_state_item(struct fetch_state *s, struct str id, struct arena *a,
    struct item_memory *m, struct err *e)
{
	bool bad;
	json_t *o = get(s, TABLE_ITEM, id, &bad, e);

	*m = (struct item_memory){.next_try = STAMP_NONE};
	if (!o)
		return bad ? -1 : 0;
	m->updated = text_of(o, "updated", a);
	m->digest = text_of(o, "digest", a);
	m->attempts = (long)number_of(o, "attempts", 0);
	m->next_try = number_of(o, "next_try", STAMP_NONE);
	m->fetched = json_is_true(json_object_get(o, "fetched"));
	json_decref(o);
	return 1;
}

int fetch_state_put_item(struct fetch_state *s, struct str id,
    const struct item_memory *m, struct err *e)
{
	struct jsonw j;
	struct buf b;

	buf_init(&b, 1 << 20);
	jsonw_begin(&j, &b);
	jsonw_object(&j, NULL);
	jsonw_text(&j, "updated", m->updated);
	jsonw_text(&j, "digest", m->digest);
	jsonw_int(&j, "attempts", m->attempts);
	put_time(&j, "next_try", m->next_try);
	jsonw_bool(&j, "fetched", m->fetched);
	jsonw_object_end(&j);
	int rc = put(s, TABLE_ITEM, id, &b, e);

	buf_release(&b);
	return rc;
}

int64_t fetch_state_lease(struct fetch_state *s, struct str host, int64_t now,
    int64_t hold_us, struct err *e)
{
	struct buf scratch;
	MDB_val k = key_of(host, &scratch), v;
	int64_t free_at = STAMP_NONE, wait = 0;
	MDB_txn *txn;
	int rc = mdb_txn_begin(s->env, NULL, 0, &txn);

	if (rc == 0) {
		rc = mdb_get(txn, s->table[TABLE_HOST], &k, &v);
		if (rc == 0 && v.mv_size == sizeof free_at)
			memcpy(&free_at, v.mv_data, sizeof free_at);
		if (rc == MDB_NOTFOUND)
			rc = 0;
		/* a time far ahead is a clock that was set back since */
		if (free_at != STAMP_NONE && free_at > now &&
		    free_at - now < STAMP_HOUR)
			wait = free_at - now;
		free_at = now + hold_us;
		v = (MDB_val){sizeof free_at, &free_at};
		if (rc == 0 && wait == 0)
			rc = mdb_put(txn, s->table[TABLE_HOST], &k, &v, 0);
		if (rc == 0 && wait == 0)
			rc = mdb_txn_commit(txn);
		else
			mdb_txn_abort(txn);
	}
	buf_release(&scratch);
	return rc == 0 ? wait : fail(e, rc, "cannot write");
}

int fetch_state_release(
    struct fetch_state *s, struct str host, int64_t next, struct err *e)
{
	struct buf b;

	buf_init(&b, 16);
	buf_add(&b, &next, sizeof next);
	int rc = put(s, TABLE_HOST, host, &b, e);

	buf_release(&b);
	return rc;
}
