#include "store/db/env.h"

#include "fetch/base/buf.h"
#include "store/db/bytes.h"
#include "store/db/crc.h"
#include "store/db/env_lock.h"
#include "store/db/env_place.h"
#include "store/db/env_size.h"
#include "store/db/fault.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAP_FIRST_BYTES ((size_t)64 << 30)
#define MAP_LEAST_BYTES ((size_t)1 << 20)
enum { READERS_MAX = 510, TABLES_MAX = 32, CRC = 4, KEY_SHOWN_BYTES = 40 };

int env_error(struct err *e, int rc, const char *doing)
{
	int code = EXIT_OS;

	switch (rc) {
	case MDB_CORRUPTED:
	case MDB_PAGE_NOTFOUND:
	case MDB_INVALID:
	case MDB_VERSION_MISMATCH:
	case MDB_PANIC:
	case MDB_INCOMPATIBLE:
	case MDB_CURSOR_FULL:
	case MDB_PAGE_FULL:
	case MDB_BAD_TXN:
	case MDB_BAD_DBI:
	case MDB_BAD_VALSIZE:
		code = EXIT_DATA;
		break;
	case ENOSPC:
	case EIO:
	case EDQUOT:
	case EFBIG:
		code = EXIT_IO;
		break;
	case EACCES:
	case EPERM:
	case EROFS:
	case ENOENT:
	case ENOTDIR:
	case EISDIR:
		code = EXIT_CANTCREAT;
		break;
	case EAGAIN:
	case EBUSY:
	case MDB_READERS_FULL:
		code = EXIT_TEMPFAIL;
		break;
	default:
		break;
	}
	return err_set(e, code, "%s: %s", doing, mdb_strerror(rc));
}

int env_read_error(struct err *e, int rc, enum schema_table t)
{
	char doing[64];

	(void)snprintf(doing, sizeof doing, "cannot read table '%s'",
	    schema_table_name(t));
	return env_error(e, rc, doing);
}

uint32_t env_crc(enum schema_table t, struct str key, struct str value)
{
	return crc32c_row((unsigned char)t, key.p, key.n, value.p, value.n);
}

int env_bad_row(enum schema_table t, struct str key, struct err *e)
{
	char hex[2 * KEY_SHOWN_BYTES + 1] = "";
	size_t n = key.n < KEY_SHOWN_BYTES ? key.n : KEY_SHOWN_BYTES;

	for (size_t i = 0; i < n; i++)
		(void)snprintf(
		    hex + 2 * i, 3, "%02x", (unsigned)(unsigned char)key.p[i]);
	return err_set(e, EXIT_DATA,
	    "a row of table '%s' fails its checksum: key %s",
	    schema_table_name(t), hex);
}

int env_check(
    enum schema_table t, struct str key, struct str *value, struct err *e)
{
	struct str body = {value->p, value->n < CRC ? 0 : value->n - CRC};

	if (value->n < CRC ||
	    bytes_get_le((const unsigned char *)value->p + body.n, CRC) !=
		env_crc(t, key, body))
		return env_bad_row(t, key, e);
	*value = body;
	return 0;
}

int env_get(struct env *env, MDB_txn *txn, enum schema_table t, struct str key,
    struct str *value, struct err *e)
{
	MDB_val k, v;
	union { /* lmdb takes keys as void *, and does not write to them */
		const void *is;
		void *takes;
	} p = {.is = key.p};

	k = (MDB_val){key.n, p.takes};
	int rc = mdb_get(txn, env->dbi[t], &k, &v);

	if (rc == MDB_NOTFOUND)
		return 0;
	if (rc != 0)
		return env_read_error(e, rc, t);
	*value = (struct str){v.mv_data, v.mv_size};
	return env_check(t, key, value, e) == 0 ? 1 : -1;
}

MDB_txn *env_begin(struct env *env, struct err *e)
{
	MDB_txn *txn = NULL;
	unsigned flags = env->read_only ? MDB_RDONLY : 0;
	int rc = mdb_txn_begin(env->mdb, NULL, flags, &txn);

	if (rc == MDB_MAP_RESIZED) {
		/* another process made it grow */
		rc = mdb_env_set_mapsize(env->mdb, 0);
		if (rc == 0)
			rc = mdb_txn_begin(env->mdb, NULL, flags, &txn);
	}
	if (rc != 0) {
		env_error(e, rc, "cannot begin a transaction");
		return NULL;
	}
	return txn;
}

int env_grow(struct env *env, struct err *e)
{
	MDB_envinfo info;
	int rc = mdb_env_info(env->mdb, &info);

	if (rc == 0)
		rc = mdb_env_set_mapsize(env->mdb, 2 * info.me_mapsize);
	return rc == 0 ? 0 : env_error(e, rc, "cannot make the map grow");
}

int env_commit(struct env *env, MDB_txn *txn, struct err *e)
{
	int rc = mdb_txn_commit(txn);

	if (rc == MDB_MAP_FULL)
		return env_grow(env, e) == 0 ? 1 : -1;
	if (rc != 0)
		return env_error(e, rc, "cannot commit");
	return env->read_only ? 0 : env_size_fill(env, e);
}

static void on_assert(MDB_env *mdb, const char *text)
{
	(void)mdb;
	(void)text;
	fault_end();
}

static int open_mdb(struct env *env, size_t map, bool bulk, struct err *e)
{
	unsigned flags = MDB_NOSUBDIR | MDB_NOTLS;
	int rc, dead;

	if (env->read_only)
		flags |= MDB_RDONLY;
	if (bulk)
		flags |= MDB_NOSYNC;
	for (;;) {
		rc = mdb_env_create(&env->mdb);
		if (rc != 0)
			return env_error(e, rc, "cannot begin");
		(void)mdb_env_set_maxdbs(env->mdb, TABLES_MAX);
		(void)mdb_env_set_maxreaders(env->mdb, READERS_MAX);
		(void)mdb_env_set_mapsize(env->mdb, map);
		rc = mdb_env_open(env->mdb, env->path, flags, 0666);
		if (rc == EACCES && env->read_only && !(flags & MDB_NOLOCK))
			flags |= MDB_NOLOCK; /* a folder we may only read */
		else if (rc == ENOMEM && map > MAP_LEAST_BYTES)
			map /= 2; /* a limit on address space */
		else
			break;
		mdb_env_close(env->mdb);
		env->mdb = NULL;
	}
	if (rc != 0) {
		env_error(e, rc, "cannot open the store");
		return err_context(e, "'%s'", env->path);
	}
	(void)mdb_env_set_assert(env->mdb, on_assert);
	if (!(flags & MDB_NOLOCK))
		(void)mdb_reader_check(env->mdb, &dead);
	return env_size_check(env, e);
}

void env_leaf_map(const struct env *env, const void *row, struct leaf_map *to)
{
	MDB_envinfo info;
	MDB_stat st;

	*to = (struct leaf_map){NULL, 0, 0};
	if (mdb_env_info(env->mdb, &info) == 0 &&
	    mdb_env_stat(env->mdb, &st) == 0)
		leaf_map_init(to, row, st.ms_psize, info.me_mapsize);
}

static void watch(const struct env *env, const char *row)
{
	struct leaf_map map;

	env_leaf_map(env, row, &map);
	fault_watch(env->path, &map);
}

static int read_schema(
    struct env *env, MDB_txn *txn, uint32_t *schema, struct err *e)
{
	struct str v;
	int rc = env_get(env, txn, TABLE_META, STR("schema"), &v, e);

	if (rc < 0)
		return -1;
	if (rc == 1)
		watch(env, v.p);
	if (rc == 0 || v.n != 4)
		return err_set(
		    e, EXIT_DATA, "'%s' has lost its schema", env->path);
	uint64_t is = bytes_get_le((const unsigned char *)v.p, 4);

	if (is > SCHEMA_VERSION)
		return err_set(e, EXIT_CONFIG,
		    "'%s' was written by a newer version (schema %llu, "
		    "this one knows %d)",
		    env->path, (unsigned long long)is, SCHEMA_VERSION);
	*schema = (uint32_t)is;
	return 0;
}

/* 1 where the map is full */
static int put_number(struct env *env, MDB_txn *txn, const char *name,
    uint64_t number, size_t n, struct err *e)
{
	unsigned char v[8 + CRC];
	char key[16] = "";
	struct str k = str_of(name);

	memcpy(key, name, k.n);
	bytes_put_le(v, number, n);
	bytes_put_le(
	    v + n, env_crc(TABLE_META, k, (struct str){(char *)v, n}), CRC);
	int rc = mdb_put(txn, env->dbi[TABLE_META], &(MDB_val){k.n, key},
	    &(MDB_val){n + CRC, v}, 0);

	if (rc == MDB_MAP_FULL)
		return 1;
	return rc == 0 ? 0 : env_error(e, rc, "cannot write the schema");
}

int env_put_schema(struct env *env, MDB_txn *txn, struct err *e)
{
	return put_number(env, txn, "schema", SCHEMA_VERSION, 4, e);
}

/* a store without a watermark is damaged, so a new one has it */
static int put_schema(struct env *env, MDB_txn *txn, struct err *e)
{
	int rc = env_put_schema(env, txn, e);

	return rc == 0 ? put_number(env, txn, "known", 0, 8, e) : rc;
}

/* Whether this file never had a commit: then it is ours to make. */
static bool is_new(const struct env *env)
{
	MDB_envinfo info;

	return mdb_env_info(env->mdb, &info) == 0 && info.me_last_txnid == 0;
}

/* All tables are made in the first commit: one that is missing later is a
 * damage, and must not be made anew. */
static int open_dbi(
    struct env *env, MDB_txn *txn, int t, bool make, struct err *e)
{
	const char *name = schema_table_name((enum schema_table)t);
	int rc = mdb_dbi_open(txn, name, make ? MDB_CREATE : 0, &env->dbi[t]);

	if (rc == MDB_NOTFOUND)
		return err_set(e, EXIT_DATA,
		    "'%s' has no table '%s': it is damaged, or no store",
		    env->path, name);
	if (rc == MDB_MAP_FULL)
		return 1;
	return rc == 0 ? 0 : env_read_error(e, rc, (enum schema_table)t);
}

static int open_dbis(
    struct env *env, MDB_txn *txn, int from, bool make, struct err *e)
{
	int rc = 0;

	for (int t = from; t < TABLES && rc == 0; t++)
		rc = open_dbi(env, txn, t, make, e);
	return rc;
}

/* Of another schema there may be other tables: that of the schema comes
 * first. */
static int open_made(struct env *env, MDB_txn *txn, bool migrate, struct err *e)
{
	uint32_t schema = 0;
	int rc = open_dbi(env, txn, TABLE_META, false, e);

	if (rc == 0)
		rc = read_schema(env, txn, &schema, e);
	if (rc != 0)
		return rc;
	if (schema < SCHEMA_VERSION && !migrate)
		return err_set(e, EXIT_CONFIG,
		    "'%s' has schema %u; type: jevons store migrate", env->path,
		    (unsigned)schema);
	env->schema = schema;
	for (int t = TABLE_META + 1; t < TABLE_ROLLUP && rc == 0; t++)
		rc = open_dbi(env, txn, t, false, e);
	/* schema 2 brought it; what an interrupted migration made is gone */
	if (rc == 0)
		rc = open_dbi(env, txn, TABLE_ROLLUP, schema < 2, e);
	return rc;
}

/* 0; 1 the map was full and has grown, do it again; -1 */
static int try_tables(struct env *env, bool migrate, struct err *e)
{
	bool make = is_new(env);

	if (make && env->read_only)
		return err_set(
		    e, EXIT_NOINPUT, "the store '%s' is empty", env->path);
	MDB_txn *txn = env_begin(env, e);
	int rc = -1;

	if (txn && make) {
		rc = open_dbis(env, txn, TABLE_META, true, e);
		env->schema = SCHEMA_VERSION;
	} else if (txn) {
		rc = open_made(env, txn, migrate, e);
	}
	if (rc == 0 && make)
		rc = put_schema(env, txn, e);
	if (rc == 0)
		return env_commit(env, txn, e);
	mdb_txn_abort(txn);
	return rc == 1 && env_grow(env, e) == 0 ? 1 : -1;
}

static int open_tables(struct env *env, bool migrate, struct err *e)
{
	int rc;

	do
		rc = try_tables(env, migrate, e);
	while (rc == 1);
	return rc;
}

struct env *env_open(
    const char *path, const struct env_options *o, struct err *e)
{
	struct env *env = mem_new(1, sizeof *env);
	size_t map = o->map_bytes ? o->map_bytes : MAP_FIRST_BYTES;

	env->path = mem_text(str_of(path));
	env->read_only = o->read_only;
	env->lock = env->data = -1;
	fault_watch(path, NULL);
	if (env_place_check(path, e) != 0 ||
	    env_lock_data(env, o->alone, e) != 0 ||
	    (!o->read_only && env_lock_writer(env, e) != 0) ||
	    env_lock_room(env, e) != 0 || open_mdb(env, map, o->bulk, e) != 0 ||
	    open_tables(env, o->migrate, e) != 0) {
		env_close(env);
		return NULL;
	}
	return env;
}

void env_close_map(struct env *env)
{
	if (env->mdb)
		mdb_env_close(env->mdb);
	env->mdb = NULL;
}

int env_sync(struct env *env, struct err *e)
{
	int rc = mdb_env_sync(env->mdb, 1);

	return rc == 0 ? 0 : env_error(e, rc, "cannot sync the store");
}

void env_close(struct env *env)
{
	if (!env)
		return;
	fault_watch(NULL, NULL);
	env_close_map(env);
	if (env->lock >= 0)
		(void)close(env->lock);
	if (env->data >= 0)
		(void)close(env->data);
	free(env->path);
	free(env);
}
