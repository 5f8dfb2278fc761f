#include "fetch/state_db.h"

#include "fetch/base/digest.h"
#include "fetch/fetch_state.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { READERS = 64, KEY_MAX_BYTES = 480 };

static const size_t map_bytes = (size_t)4 << 30; /* sparse */

int state_db_fail(struct err *e, int rc, const char *what)
{
	int code = rc == ENOSPC || rc == EIO || rc == EFBIG || rc == EDQUOT ||
			   rc == MDB_MAP_FULL
		       ? EXIT_IO
		       : EXIT_CANTCREAT;

	return err_set(e, code, "%s fetch.lmdb: %s", what, mdb_strerror(rc));
}

static int open_tables(struct fetch_state *s, bool read_only)
{
	static const char *const names[STATE_TABLES] = {
	    "feed", "item", "host", "seen", "robots", "ttl", "retry"};
	MDB_txn *txn;
	int rc = mdb_txn_begin(s->env, NULL, read_only ? MDB_RDONLY : 0, &txn);

	if (rc != 0)
		return rc;
	for (int i = 0; rc == 0 && i < STATE_TABLES; i++) {
		rc = mdb_dbi_open(
		    txn, names[i], read_only ? 0 : MDB_CREATE, &s->table[i]);
		s->there[i] = rc == 0;
		if (read_only && rc == MDB_NOTFOUND)
			rc = 0;
	}
	if (rc != 0) {
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
		rc = mdb_env_set_maxdbs(s->env, STATE_TABLES);
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
		state_db_fail(e, rc, "cannot open");
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
	arena_release(&s->arena);
	free(s);
}

int state_db_begin(
    struct fetch_state *s, bool write, MDB_txn **txn, struct err *e)
{
	int rc = mdb_txn_begin(s->env, NULL, write ? 0 : MDB_RDONLY, txn);

	return rc == 0 ? 0 : state_db_fail(e, rc, "cannot use");
}

int state_db_begin_light(struct fetch_state *s, MDB_txn **txn, struct err *e)
{
	int rc = mdb_txn_begin(s->env, NULL, MDB_NOMETASYNC, txn);

	return rc == 0 ? 0 : state_db_fail(e, rc, "cannot use");
}

int state_db_end(MDB_txn *txn, int rc, struct err *e)
{
	if (rc == 0)
		rc = mdb_txn_commit(txn);
	else
		mdb_txn_abort(txn);
	return rc == 0 ? 0 : state_db_fail(e, rc, "cannot write");
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

int state_db_get(struct fetch_state *s, MDB_txn *txn, enum state_table t,
    struct str key, struct str *value)
{
	struct buf scratch;
	MDB_val k = key_of(key, &scratch), v = {0, NULL};
	int rc = s->there[t] && key.n ? mdb_get(txn, s->table[t], &k, &v)
				      : MDB_NOTFOUND;

	*value = (struct str){v.mv_data, v.mv_size};
	buf_release(&scratch);
	return rc;
}

int state_db_put(struct fetch_state *s, MDB_txn *txn, enum state_table t,
    struct str key, struct str value)
{
	struct buf scratch, copy;
	MDB_val k = key_of(key, &scratch);

	/* mdb_put takes no const data; it only reads it */
	buf_init(&copy, value.n + 1);
	buf_str(&copy, value);
	MDB_val v = {copy.n, copy.p};
	int rc = mdb_put(txn, s->table[t], &k, &v, 0);

	buf_release(&copy);
	buf_release(&scratch);
	return rc;
}

static size_t *slot_of(struct fetch_state *s, struct str key)
{
	return &s->slots[str_hash(key) & (STATE_NOTE_SLOTS - 1)];
}

void state_db_note(struct fetch_state *s, const struct state_note *note)
{
	struct arena *a = &s->arena;
	size_t *slot = slot_of(s, note->key);

	if (s->n_notes == 0)
		s->noted_since = stamp_ticks();
	s->notes = arena_more(
	    a, s->notes, s->n_notes, &s->notes_cap, sizeof *s->notes);
	s->notes[s->n_notes++] = (struct state_note){
	    .table = note->table,
	    .key = arena_str(a, note->key),
	    .value = arena_str(a, note->value),
	    .feed = arena_str(a, note->feed),
	    .before = *slot,
	};
	*slot = s->n_notes;
}

const struct state_note *state_db_noted(
    struct fetch_state *s, enum state_table t, struct str key)
{
	size_t i = s->n_notes ? *slot_of(s, key) : 0;

	for (; i > 0; i = s->notes[i - 1].before) {
		const struct state_note *n = &s->notes[i - 1];

		if (n->table == t && str_eq(n->key, key))
			return n;
	}
	return NULL;
}

void state_db_drop_note(
    struct fetch_state *s, enum state_table t, struct str key)
{
	size_t i = s->n_notes ? *slot_of(s, key) : 0;

	for (; i > 0; i = s->notes[i - 1].before) {
		struct state_note *n = &s->notes[i - 1];

		if (n->table == t && str_eq(n->key, key))
			n->key = (struct str){NULL, 0};
	}
}

void state_db_clear_notes(struct fetch_state *s)
{
	s->notes = NULL;
	s->n_notes = s->notes_cap = 0;
	memset(s->slots, 0, sizeof s->slots);
	arena_reset(&s->arena);
}

int state_db_del(
    struct fetch_state *s, MDB_txn *txn, enum state_table t, struct str key)
{
	struct buf scratch;
	MDB_val k = key_of(key, &scratch);
	int rc = mdb_del(txn, s->table[t], &k, NULL);

	buf_release(&scratch);
	return rc == MDB_NOTFOUND ? 0 : rc;
}
