/*
 * The writer's side of the tables: rows put and counted within one write
 * transaction, which is stamped with its `known`.
 *
 * Owns: the transaction while write_run() calls back; the cache of names.
 * Keeps: `known` is max(now, watermark + 1); row counts and CRC sums of every
 *   table change in the transaction that changes the rows. The callback may
 *   run several times, for the map may have to grow: it starts anew each time
 *   and leaves nothing behind but its result.
 * Fails: EXIT_IO (disk full), EXIT_DATA (a row is there already, a checksum),
 *   EXIT_OS.
 * Users: store/; the query tool only through index_put.h.
 */
#ifndef STORE_DB_WRITE_H
#define STORE_DB_WRITE_H

#include "store/db/env.h"
#include "store/db/leaf.h"
#include "store/db/name_cache.h"
#include "store/db/series.h"

struct write_sum {
	uint64_t rows, sum; /* differences, modulo 2^64 */
};

struct writer {
	struct env *env;
	MDB_txn *txn;
	int64_t watermark; /* before this transaction */
	int64_t known;     /* of this transaction */
	bool full;         /* the map was full: all of it is done again */
	bool quiet;        /* set by fn: nothing becomes known, the watermark
			    * stays where it is */
	struct write_sum delta[TABLES];
	MDB_cursor *months;  /* NULL: not yet opened */
	struct leaf_map map; /* as of the last begin */
	struct name_cache names;
	uint32_t next_id[256]; /* by class of names; 0: not yet looked up */
	struct buf row;
};

void write_init(struct writer *w, struct env *env);
void write_release(struct writer *w);

/* Begin, call fn, commit; when the map is full, grow it and do it again. A
 * return of WRITE_NOTHING from fn drops the transaction. */
enum { WRITE_NOTHING = 2 };
typedef int write_fn(struct writer *w, void *user, struct err *e);
int write_run(
    struct writer *w, int64_t now, write_fn *fn, void *user, struct err *e);

/* Put a new row; its checksum is added here. */
int write_put(struct writer *w, enum schema_table t, struct str key,
    struct str value, struct err *e);
/* Put a new row whose value ends with its checksum. flags: 0 or MDB_APPEND */
int write_whole(struct writer *w, enum schema_table t, struct str key,
    struct str value, unsigned flags, struct err *e);
/* The same through a cursor on the table t, which finds a row's place near
 * the last one's: for rows in order. */
int write_next(struct writer *w, enum schema_table t, MDB_cursor *cur,
    struct str key, struct str value, unsigned flags, struct err *e);
/* Take a row off its page, and put it back before the transaction ends: no
 * count changes. */
int write_lift(struct writer *w, enum schema_table t, MDB_cursor *cur,
    struct str key, struct err *e);
int write_put_back(struct writer *w, enum schema_table t, MDB_cursor *cur,
    struct str key, struct str value, struct err *e);
/* The same for a row that is there: prune alone does that. */
int write_replace(struct writer *w, enum schema_table t, struct str key,
    struct str value, struct err *e);
/* A row of a table that is made of others: it takes the place of the one that
 * was there, and is counted. */
int write_derived(struct writer *w, enum schema_table t, struct str key,
    struct str value, struct err *e);
/* Add to the sums of a (series, month). */
int write_month(struct writer *w, uint32_t series, uint32_t month,
    struct write_sum add, struct err *e);

/* The row of the change feed for a commit that adds no observation; nothing
 * where the feed has that known already. */
int write_commit_mark(struct writer *w, int64_t known, struct err *e);

/* The id of a name, which is made where there is none; 0 for an absent or
 * empty text. */
int write_name(struct writer *w, enum name_class c, struct str text,
    uint32_t *id, struct err *e);
int write_series(
    struct writer *w, const struct series_name *s, uint32_t *id, struct err *e);
/* the id of a model, which is shorter */
int write_model(struct writer *w, struct str name, uint16_t *id, struct err *e);

#endif
