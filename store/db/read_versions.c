#include "store/db/bytes.h"
#include "store/db/names.h"
#include "store/db/read.h"
#include "store/db/walk.h"

#include <stdlib.h>
#include <string.h>

/* the key without `known`; series and time */
enum { IDENTITY = OBS_KEY_BYTES - 8, END = 12 };

struct read_versions {
	struct reader *r;
	struct walk walk;
	unsigned char end[END];
	bool begun, some;
	unsigned char group[IDENTITY]; /* of the row that was read last */
	int64_t first_known, first_seen;
	MDB_val k, v;
};

struct read_versions *read_versions_begin(
    struct reader *r, uint32_t series, int64_t from, int64_t to, struct err *e)
{
	struct read_versions *it = mem_new(1, sizeof *it);
	struct obs_key first = {.series = series, .time = from};
	struct obs_key behind = {.series = series, .time = to};
	unsigned char key[OBS_KEY_BYTES];

	it->r = r;
	obs_key_write(key, &behind);
	memcpy(it->end, key, END);
	obs_key_write(key, &first);
	it->k = (MDB_val){sizeof key, key};
	int rc = walk_seek(
	    &it->walk, r->txn, r->env->dbi[TABLE_OBS], &r->map, &it->k, &it->v);

	if (rc != 0 && rc != MDB_NOTFOUND) {
		env_error(e, rc, "cannot read table 'obs'");
		read_versions_end(it);
		return NULL;
	}
	it->some = rc == 0;
	return it;
}

/* step to the next key; false at the end of the range, or with e set */
static bool step(struct read_versions *it, struct err *e)
{
	if (it->begun && it->some) {
		int rc = walk_next(&it->walk, &it->k, &it->v);

		it->some = rc == 0;
		if (rc != 0 && rc != MDB_NOTFOUND)
			env_error(e, rc, "cannot read table 'obs'");
	}
	it->begun = true;
	return it->some && it->k.mv_size == OBS_KEY_BYTES &&
	       memcmp(it->k.mv_data, it->end, END) < 0;
}

static int64_t known_of(const MDB_val *key)
{
	return (int64_t)bytes_get_be(
	    (const unsigned char *)key->mv_data + IDENTITY, 8);
}

int read_versions_next(
    struct read_versions *it, struct obs_row *row, struct err *e)
{
	bool had = it->begun;

	while (step(it, e)) {
		bool same =
		    had && memcmp(it->group, it->k.mv_data, IDENTITY) == 0;

		had = true;
		if (!same)
			memcpy(it->group, it->k.mv_data, IDENTITY);
		if (known_of(&it->k) > it->r->as_of)
			continue;
		if (obs_read((struct str){it->k.mv_data, it->k.mv_size},
			(struct str){it->v.mv_data, it->v.mv_size}, row,
			e) != 0)
			return -1;
		/* versions stand in order of known: what is not known yet
		 * cannot be the first */
		if (!same) {
			it->first_known = row->key.known;
			it->first_seen = row->seen;
		}
		row->first_known = it->first_known;
		row->first_seen = it->first_seen;
		return 1;
	}
	return e->code ? -1 : 0;
}

void read_versions_end(struct read_versions *it)
{
	if (!it)
		return;
	walk_end(&it->walk);
	free(it);
}

int read_commit_after(
    struct reader *r, int64_t from, int64_t *known, struct err *e)
{
	unsigned char at[8];
	MDB_cursor *cur;
	MDB_val k = {sizeof at, at}, v;
	int found = 0;
	int rc = mdb_cursor_open(r->txn, r->env->dbi[TABLE_LOG], &cur);

	if (rc != 0)
		return env_error(e, rc, "cannot read table 'log'");
	bytes_put_be(at, from > 0 ? (uint64_t)from : 0, 8);
	rc = mdb_cursor_get(cur, &k, &v, MDB_SET_RANGE);
	if (rc == 0 && k.mv_size >= sizeof at) {
		struct str key = {k.mv_data, k.mv_size};
		struct str value = {v.mv_data, v.mv_size};

		*known = (int64_t)bytes_get_be(k.mv_data, 8);
		found = env_check(TABLE_LOG, key, &value, e) != 0
			    ? -1
			    : *known <= r->as_of;
	} else if (rc != 0 && rc != MDB_NOTFOUND) {
		found = env_error(e, rc, "cannot read table 'log'");
	}
	mdb_cursor_close(cur);
	return found;
}
