/*
 * fetch.lmdb as an LMDB environment: its tables, and short transactions.
 *
 * Keeps: a transaction is begun and ended inside one call of fetch_state.h or
 *   host_lease.h: none is held across a network wait or a write.
 * Fails: EXIT_CANTCREAT, EXIT_IO (disk, map full).
 * Users: fetch_state.c, host_lease.c, robots_state.c, retry_state.c.
 */
#ifndef FETCH_STATE_DB_H
#define FETCH_STATE_DB_H

#include "fetch/base/arena.h"
#include "fetch/base/buf.h"
#include "fetch/base/err.h"

#include <lmdb.h>

enum { STATE_NOTE_SLOTS = 2048 };

enum state_table {
	STATE_FEED,   /* URL: feed_memory */
	STATE_ITEM,   /* id: item_memory */
	STATE_HOST,   /* host: lease */
	STATE_SEEN,   /* URL of a feed: number of its items */
	STATE_ROBOTS, /* origin: what its robots.txt tells us */
	STATE_TTL,    /* URL of a feed: seconds that it asks for */
	STATE_RETRY,  /* id: line of an item whose page failed */
	STATE_TABLES
};

/* what is to be written with the next flush */
struct state_note {
	enum state_table table;
	struct str key,
	    value;       /* key absent: dropped; value absent: remove it */
	struct str feed; /* of a new item: counts for it */
	size_t before;   /* the note before it in its slot; 0: none */
};

struct fetch_state {
	MDB_env *env;
	MDB_dbi table[STATE_TABLES];
	bool there[STATE_TABLES]; /* a reader may come before the writer */
	struct arena arena;       /* of the notes */
	struct state_note *notes;
	size_t n_notes, notes_cap;
	size_t slots[STATE_NOTE_SLOTS]; /* the newest note, from 1 on */
	int64_t noted_since;            /* stamp_ticks() of the oldest */
};

/* write without waiting for the disk's word on the very last transaction: a
 * crash of the machine may lose it, and nothing else */
int state_db_begin_light(struct fetch_state *s, MDB_txn **txn, struct err *e);
int state_db_begin(
    struct fetch_state *s, bool write, MDB_txn **txn, struct err *e);
/* rc 0 commits, else aborts and tells why; returns 0 or -1 */
int state_db_end(MDB_txn *txn, int rc, struct err *e);
/* LMDB codes; MDB_NOTFOUND where there is none. *value lives as long as the
 * transaction and the next write in it. */
int state_db_get(struct fetch_state *s, MDB_txn *txn, enum state_table t,
    struct str key, struct str *value);
int state_db_put(struct fetch_state *s, MDB_txn *txn, enum state_table t,
    struct str key, struct str value);
/* one that is not there is no error */
int state_db_del(
    struct fetch_state *s, MDB_txn *txn, enum state_table t, struct str key);
void state_db_note(struct fetch_state *s, const struct state_note *note);
/* the newest note of the key, NULL where there is none */
const struct state_note *state_db_noted(
    struct fetch_state *s, enum state_table t, struct str key);
/* what is noted of the key is not to be written: something newer is already */
void state_db_drop_note(
    struct fetch_state *s, enum state_table t, struct str key);
/* all notes are written */
void state_db_clear_notes(struct fetch_state *s);
int state_db_fail(struct err *e, int rc, const char *what);

#endif
