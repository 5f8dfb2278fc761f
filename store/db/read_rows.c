#include "store/db/bytes.h"
#include "store/db/names.h"
#include "store/db/read.h"
#include "store/db/walk.h"

#include <stdlib.h>
#include <string.h>

/* the key without `known`; its parts: series and time, document, model */
enum { IDENTITY = OBS_KEY_BYTES - 8, TIME = 4, MODEL = 20 };

struct read_rows {
	struct reader *r;
	struct walk walk;
	uint64_t series, end; /* end: biased time of the first key behind */
	uint16_t model;
	bool checked;
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

	it->r = r;
	it->series = series;
	it->end = bytes_bias(to);
	it->model = model;
	obs_key_write(key, &first);
	it->k = (MDB_val){sizeof key, key};
	int rc = walk_seek(
	    &it->walk, r->txn, r->env->dbi[TABLE_OBS], &r->map, &it->k, &it->v);

	if (rc != 0 && rc != MDB_NOTFOUND) {
		env_error(e, rc, "cannot read table 'obs'");
		read_rows_end(it);
		return NULL;
	}
	it->on_row = rc == 0;
	return it;
}

static uint64_t part(const MDB_val *key, size_t at, size_t n)
{
	return bytes_get_be((const unsigned char *)key->mv_data + at, n);
}

/* Whether the cursor stands inside the range. Keys are looked at where they
 * lie, in words: this is what a scan of millions of rows spends its time
 * with. */
static bool inside(const struct read_rows *it)
{
	return it->on_row && it->k.mv_size == OBS_KEY_BYTES &&
	       part(&it->k, 0, 4) == it->series &&
	       part(&it->k, TIME, 8) < it->end;
}

/* 22 bytes in three words, of which the last two overlap; as they lie, for
 * only whether they are the same is asked */
struct identity {
	uint64_t a, b, c;
};

static struct identity identity_of(const MDB_val *key)
{
	const char *p = key->mv_data;
	struct identity i;

	memcpy(&i.a, p, 8);
	memcpy(&i.b, p + 8, 8);
	memcpy(&i.c, p + IDENTITY - 8, 8);
	return i;
}

static bool is_of(const MDB_val *key, const struct identity *i)
{
	if (key->mv_size != OBS_KEY_BYTES)
		return false;
	struct identity is = identity_of(key);

	return ((is.a ^ i->a) | (is.b ^ i->b) | (is.c ^ i->c)) == 0;
}

/* The last version that was known at as-of, of the group where the cursor
 * stands: 1 there is one (in key, value), 0 none, -1 error. Moves behind the
 * group. */
static int last_version(
    struct read_rows *it, MDB_val *key, MDB_val *value, struct err *e)
{
	struct identity group = identity_of(&it->k);
	int found = 0;

	it->first_k = it->k;
	it->first_v = it->v;
	do {
		if ((int64_t)part(&it->k, IDENTITY, 8) <= it->r->as_of) {
			*key = it->k;
			*value = it->v;
			found = 1;
		}
		int rc = walk_next(&it->walk, &it->k, &it->v);

		it->on_row = rc == 0;
		if (rc != 0 && rc != MDB_NOTFOUND)
			return env_error(e, rc, "cannot read table 'obs'");
	} while (it->on_row && is_of(&it->k, &group));
	return found;
}

static int read_row(const struct read_rows *it, const MDB_val *k,
    const MDB_val *v, struct obs_row *row, struct err *e)
{
	struct str key = {k->mv_data, k->mv_size};
	struct str value = {v->mv_data, v->mv_size};

	return it->checked ? obs_read_checked(key, value, row, e)
			   : obs_read(key, value, row, e);
}

/* The clocks of the first version: later ones do not move the row, which was
 * read from the value at `last`. */
static int set_first(
    struct read_rows *it, const void *last, struct obs_row *row, struct err *e)
{
	struct obs_row first;

	row->first_known = row->key.known;
	row->first_seen = row->seen;
	if (it->first_v.mv_data == last)
		return 0;
	if (read_row(it, &it->first_k, &it->first_v, &first, e) != 0)
		return -1;
	row->first_known = first.key.known;
	row->first_seen = first.seen;
	return 0;
}

int read_rows_next(struct read_rows *it, struct obs_row *row, struct err *e)
{
	MDB_val key = {0}, value = {0};

	while (inside(it)) {
		uint64_t model = part(&it->k, MODEL, 2);
		int rc = last_version(it, &key, &value, e);

		if (rc < 0)
			return -1;
		if (rc == 0 ||
		    (it->model != READ_ANY_MODEL && model != it->model))
			continue;
		if (read_row(it, &key, &value, row, e) != 0)
			return -1;
		if (!(row->flags & OBS_RETRACTED))
			return set_first(it, value.mv_data, row, e) == 0 ? 1
									 : -1;
	}
	return 0;
}

void read_rows_checked(struct read_rows *it)
{
	it->checked = true;
}

void read_rows_end(struct read_rows *it)
{
	if (!it)
		return;
	walk_end(&it->walk);
	free(it);
}
