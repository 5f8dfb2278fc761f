#include "store/db/bytes.h"
#include "store/db/names.h"
#include "store/db/read.h"

#include <stdlib.h>
#include <string.h>

enum { IDENTITY = OBS_KEY_BYTES - 8 }; /* the key without `known` */

struct read_rows {
	struct reader *r;
	MDB_cursor *cur;
	uint32_t series;
	int64_t to;
	uint16_t model;
	bool on_row; /* the cursor stands on a row that is not yet looked at */
	MDB_val first_k, first_v; /* the first version of the group */
	MDB_val k, v;
};

struct read_rows *read_rows_begin(struct reader *r, uint32_t series,
    int64_t from, int64_t to, uint16_t model, struct err *e)
{
	struct read_rows *it = mem_new(1, sizeof *it);
	struct obs_key first = {.series = series, .time = from};
	unsigned char key[OBS_KEY_BYTES];
	int rc = mdb_cursor_open(r->txn, r->env->dbi[TABLE_OBS], &it->cur);

	it->r = r;
	it->series = series;
	it->to = to;
	it->model = model;
	if (rc == 0) {
		obs_key_write(key, &first);
		it->k = (MDB_val){sizeof key, key};
		rc = mdb_cursor_get(it->cur, &it->k, &it->v, MDB_SET_RANGE);
	}
	if (rc != 0 && rc != MDB_NOTFOUND) {
		env_error(e, rc, "cannot read observations");
		read_rows_end(it);
		return NULL;
	}
	it->on_row = rc == 0;
	return it;
}

/* Whether the cursor stands inside the range. */
static bool inside(const struct read_rows *it, struct obs_key *k)
{
	if (!it->on_row || it->k.mv_size != OBS_KEY_BYTES)
		return false;
	obs_key_read(it->k.mv_data, k);
	return k->series == it->series && k->time < it->to;
}

/* The last version that was known at as-of, of the group where the cursor
 * stands: 1 there is one (in key, value), 0 none, -1 error. Moves behind the
 * group. */
static int last_version(
    struct read_rows *it, MDB_val *key, MDB_val *value, struct err *e)
{
	unsigned char group[IDENTITY];
	struct obs_key k;
	int found = 0;

	memcpy(group, it->k.mv_data, IDENTITY);
	it->first_k = it->k;
	it->first_v = it->v;
	do {
		obs_key_read(it->k.mv_data, &k);
		if (k.known <= it->r->as_of) {
			*key = it->k;
			*value = it->v;
			found = 1;
		}
		int rc = mdb_cursor_get(it->cur, &it->k, &it->v, MDB_NEXT);

		it->on_row = rc == 0;
		if (rc != 0 && rc != MDB_NOTFOUND)
			return env_error(e, rc, "cannot read observations");
	} while (it->on_row && it->k.mv_size == OBS_KEY_BYTES &&
		 memcmp(group, it->k.mv_data, IDENTITY) == 0);
	return found;
}

/* The clocks of the first version: later ones do not move the row. */
static int set_first(struct read_rows *it, struct obs_row *row, struct err *e)
{
	struct obs_row first = *row;
	struct str key = {it->first_k.mv_data, it->first_k.mv_size};
	struct str value = {it->first_v.mv_data, it->first_v.mv_size};
	struct obs_key k;

	obs_key_read(it->first_k.mv_data, &k);
	if (k.known != row->key.known && obs_read(key, value, &first, e) != 0)
		return -1;
	row->first_known = first.key.known;
	row->first_seen = first.seen;
	return 0;
}

int read_rows_next(struct read_rows *it, struct obs_row *row, struct err *e)
{
	MDB_val key = {0}, value = {0};
	struct obs_key k;

	while (inside(it, &k)) {
		int rc = last_version(it, &key, &value, e);

		if (rc < 0)
			return -1;
		if (rc == 0 ||
		    (it->model != READ_ANY_MODEL && k.model != it->model))
			continue;
		if (obs_read((struct str){key.mv_data, key.mv_size},
			(struct str){value.mv_data, value.mv_size}, row,
			e) != 0)
			return -1;
		if (!(row->flags & OBS_RETRACTED))
			return set_first(it, row, e) == 0 ? 1 : -1;
	}
	return 0;
}

void read_rows_end(struct read_rows *it)
{
	if (!it)
		return;
	if (it->cur)
		mdb_cursor_close(it->cur);
	free(it);
}
