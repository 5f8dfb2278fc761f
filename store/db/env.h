/*
 * The environment signals.lmdb: opening it safely, transactions, growth.
 *
 * Owns: the LMDB environment, the lock of the one writer.
 * Keeps: one open a process; sizes are checked before the map is read; stale
 *   readers are cleared at each open; the map starts at 64 GB (sparse) or
 *   what is given, and doubles when full. Closed before a fork, or not used
 *   behind it.
 * Fails: EXIT_NOINPUT (no store at path, read-only), EXIT_TEMPFAIL (another
 *   writer, or compaction), EXIT_DATA (cut short, no LMDB file), EXIT_CONFIG
 *   (older or newer schema, with the command to type; a network file system),
 *   EXIT_CANTCREAT, EXIT_IO.
 * Users: store/.
 */
#ifndef STORE_DB_ENV_H
#define STORE_DB_ENV_H

#include "fetch/base/err.h"
#include "fetch/base/str.h"
#include "store/db/leaf.h"
#include "store/db/schema.h"

#include <lmdb.h>

struct env {
	MDB_env *mdb;
	char *path;
	bool read_only;
	int lock; /* the writer's flock; -1 none */
	int data; /* the data file, flocked shared; -1 none */
	uint32_t schema;
	MDB_dbi dbi[TABLES];
};

struct env_options {
	bool read_only;
	bool alone;       /* nobody else may have it open (compact) */
	bool migrate;     /* an older schema is no failure: see
			   * store/migrate.h, which alone goes on then */
	bool bulk;        /* commits are not synced: env_sync() at the end */
	size_t map_bytes; /* 0: 64 GB; for tests */
};

struct env *env_open(
    const char *path, const struct env_options *o, struct err *e);
void env_close(struct env *env); /* NULL is fine */
/* Close the map, and keep the locks until env_close(). */
void env_close_map(struct env *env);
int env_sync(struct env *env, struct err *e);

MDB_txn *env_begin(struct env *env, struct err *e);
/* 0; 1 the map was full and has been doubled, begin anew; -1 error. In every
 * case the transaction is over. */
int env_commit(struct env *env, MDB_txn *txn, struct err *e);
int env_grow(struct env *env, struct err *e);

/* This version's schema. 0; 1 the map is full; -1. */
int env_put_schema(struct env *env, MDB_txn *txn, struct err *e);

/* Where the map lies, from a row of it that no open transaction changed. */
void env_leaf_map(const struct env *env, const void *row, struct leaf_map *to);

/* Set e from an LMDB code; returns -1. */
int env_error(struct err *e, int rc, const char *doing);

/* The same, "cannot read table 'T'". */
int env_read_error(struct err *e, int rc, enum schema_table t);

/* 1 found (value without its CRC, which was checked), 0 not, -1 error */
int env_get(struct env *env, MDB_txn *txn, enum schema_table t, struct str key,
    struct str *value, struct err *e);
/* The CRC of a row: table, key, value. */
uint32_t env_crc(enum schema_table t, struct str key, struct str value);
/* e: this row fails its checksum; returns -1 */
int env_bad_row(enum schema_table t, struct str key, struct err *e);
/* Cut the CRC off a value after checking it; EXIT_DATA. */
int env_check(
    enum schema_table t, struct str key, struct str *value, struct err *e);

#endif
