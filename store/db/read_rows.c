#include "store/db/bytes.h"
#include "store/db/check.h"
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
	bool checked; /* rows are, before they are read */
	bool passing; /* their months are compared on the way */
	struct check_pass pass;
	bool on_row; /* the cursor stands on a row that is not yet looked at */
	MDB_val first_k, first_v; /* the first version of the group */
	MDB_val k, v;
};

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
		if (it->passing &&
		    check_pass_row(&it->pass, &it->k, &it->v, e) < 0)
			return -1;
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

/* ---- months, compared with their sums ---- */

static int step(struct read_rows *it, struct err *e)
{
	int rc = walk_next(&it->walk, &it->k, &it->v);

	it->on_row = rc == 0;
	if (rc != 0 && rc != MDB_NOTFOUND)
		return env_error(e, rc, "cannot read table 'obs'");
	return 0;
}

/* those of the first month that are before the range */
static int pass_before(struct read_rows *it, int64_t from, struct err *e)
{
	while (inside(it) && part(&it->k, TIME, 8) < bytes_bias(from))
		if (check_pass_row(&it->pass, &it->k, &it->v, e) < 0 ||
		    step(it, e) != 0)
			return -1;
	return 0;
}

/* those of the last month that are behind it */
static int pass_behind(struct read_rows *it, struct err *e)
{
	it->passing = false;
	while (it->on_row) {
		int rc = check_pass_row(&it->pass, &it->k, &it->v, e);

		if (rc == 0)
			break;
		if (rc < 0 || step(it, e) != 0)
			return -1;
	}
	return check_pass_end(&it->pass, e);
}

static int seek(struct read_rows *it, int64_t time, struct err *e)
{
	struct obs_key first = {.series = (uint32_t)it->series, .time = time};
	unsigned char key[OBS_KEY_BYTES];

	obs_key_write(key, &first);
	it->k = (MDB_val){sizeof key, key};
	int rc = walk_seek(&it->walk, it->r->txn, it->r->env->dbi[TABLE_OBS],
	    &it->r->map, &it->k, &it->v);

	it->on_row = rc == 0;
	if (rc != 0 && rc != MDB_NOTFOUND)
		return env_error(e, rc, "cannot read table 'obs'");
	return 0;
}

static struct read_rows *make(
    struct reader *r, uint32_t series, int64_t to, uint16_t model)
{
	struct read_rows *it = mem_new(1, sizeof *it);

	it->r = r;
	it->series = series;
	it->end = bytes_bias(to);
	it->model = model;
	return it;
}

struct read_rows *read_rows_begin(struct reader *r, uint32_t series,
    int64_t from, int64_t to, uint16_t model, struct err *e)
{
	struct read_rows *it = make(r, series, to, model);

	if (seek(it, from, e) == 0)
		return it;
	read_rows_end(it);
	return NULL;
}

struct read_rows *read_rows_begin_passing(struct reader *r, uint32_t series,
    int64_t from, int64_t to, uint16_t model, struct err *e)
{
	struct read_rows *it = make(r, series, to, model);

	it->checked = true;
	it->passing = from < to;
	check_pass_begin(&it->pass, r, series, from, to);
	if (seek(it, check_pass_begins(from), e) == 0 &&
	    pass_before(it, from, e) == 0)
		return it;
	read_rows_end(it);
	return NULL;
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
	return it->passing ? pass_behind(it, e) : 0;
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
