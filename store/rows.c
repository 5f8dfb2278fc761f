#include "store/rows.h"

#include "store/db/bytes.h"
#include "store/db/check.h"

#include <stdlib.h>
#include <string.h>

#define VALUES_MAX_BYTES ((size_t)4 << 30)
enum { IDENTITY = OBS_KEY_BYTES - 8, CRC = 4 };

struct rows_entry {
	unsigned char key[OBS_KEY_BYTES];
	uint32_t n; /* bytes of the value */
	size_t at;  /* where in `values` */
};

void rows_init(struct rows *r)
{
	*r = (struct rows){0};
	buf_init(&r->values, VALUES_MAX_BYTES);
}

void rows_release(struct rows *r)
{
	free(r->v);
	buf_release(&r->values);
	*r = (struct rows){0};
}

void rows_clear(struct rows *r)
{
	r->n = 0;
	buf_clear(&r->values);
}

void rows_add(struct rows *r, const struct obs_row *row, struct str items)
{
	if (r->n == r->cap) {
		r->cap = r->cap ? 2 * r->cap : 1024;
		r->v = mem_grow(r->v, r->cap, sizeof *r->v);
	}
	struct rows_entry *to = &r->v[r->n++];

	obs_key_write(to->key, &row->key);
	to->at = r->values.n;
	obs_write(&r->values, row, items);
	if (r->values.over)
		BUG("a batch over its ceiling");
	to->n = (uint32_t)(r->values.n - to->at);
}

static int by_key(const void *a, const void *b)
{
	const struct rows_entry *x = a, *y = b;

	return memcmp(x->key, y->key, OBS_KEY_BYTES);
}

/* known goes in front: the change feed is in order of commits */
static void log_row(const struct rows_entry *r,
    unsigned char key[OBS_KEY_BYTES], unsigned char crc[CRC])
{
	struct str k = {(char *)key, OBS_KEY_BYTES};

	memcpy(key, r->key + IDENTITY, 8);
	memcpy(key + 8, r->key, IDENTITY);
	bytes_put_le(crc, env_crc(TABLE_LOG, k, (struct str){"", 0}), CRC);
}

struct run { /* of rows of one series and month */
	struct check_calendar calendar;
	bool some;
	uint32_t series, month;
	struct write_sum sum;
};

static int end_run(struct writer *w, struct run *run, struct err *e)
{
	if (!run->some)
		return 0;
	run->some = false;
	return write_month(w, run->series, run->month, run->sum, e);
}

static int count(struct writer *w, struct run *run,
    const struct rows_entry *row, struct str value, struct err *e)
{
	struct obs_key k;

	obs_key_read(row->key, &k);
	uint32_t month = check_month_next(&run->calendar, k.time);

	if (run->some && (run->series != k.series || run->month != month) &&
	    end_run(w, run, e) != 0)
		return -1;
	if (!run->some)
		*run =
		    (struct run){run->calendar, true, k.series, month, {0, 0}};
	run->sum.rows++;
	run->sum.sum +=
	    bytes_get_le((const unsigned char *)value.p + value.n - CRC, CRC);
	return 0;
}

/* MDB_APPEND where the first row goes behind all that are there: pages are
 * then filled to the end, in a new store above all */
static int how_to_put(
    MDB_cursor *cur, const struct rows_entry *first, unsigned *flags)
{
	MDB_val k, v;
	int rc = mdb_cursor_get(cur, &k, &v, MDB_LAST);

	*flags = rc == MDB_NOTFOUND ||
			 (rc == 0 && k.mv_size == OBS_KEY_BYTES &&
			     memcmp(k.mv_data, first->key, OBS_KEY_BYTES) < 0)
		     ? MDB_APPEND
		     : 0;
	return rc == MDB_NOTFOUND ? 0 : rc;
}

static int put_obs(
    struct rows *r, struct writer *w, MDB_cursor *cur, struct err *e)
{
	struct run run = {0};
	unsigned flags;
	int rc = how_to_put(cur, &r->v[0], &flags);

	if (rc != 0)
		return env_error(e, rc, "cannot read observations");
	for (size_t i = 0; i < r->n; i++) {
		const struct rows_entry *row = &r->v[i];
		struct str key = {(const char *)row->key, OBS_KEY_BYTES};
		struct str value = {r->values.p + row->at, row->n};

		if (write_next(w, TABLE_OBS, cur, key, value, flags, e) != 0 ||
		    count(w, &run, row, value, e) != 0)
			return -1;
	}
	return end_run(w, &run, e);
}

/* all of it is known later than what the feed has, but in a dump */
static int put_log(
    struct rows *r, struct writer *w, MDB_cursor *cur, struct err *e)
{
	unsigned char key[OBS_KEY_BYTES], crc[CRC];
	unsigned flags = w->quiet ? 0 : MDB_APPEND;

	for (size_t i = 0; i < r->n; i++) {
		log_row(&r->v[i], key, crc);
		if (write_next(w, TABLE_LOG, cur,
			(struct str){(char *)key, sizeof key},
			(struct str){(char *)crc, CRC}, flags, e) != 0)
			return -1;
	}
	return 0;
}

static int put_through(struct rows *r, struct writer *w, enum schema_table t,
    int (*put)(struct rows *, struct writer *, MDB_cursor *, struct err *),
    struct err *e)
{
	MDB_cursor *cur;
	int rc = mdb_cursor_open(w->txn, w->env->dbi[t], &cur);

	if (rc != 0)
		return env_error(e, rc, "cannot write to the store");
	rc = put(r, w, cur, e);
	mdb_cursor_close(cur);
	return rc;
}

int rows_put(struct rows *r, struct writer *w, struct err *e)
{
	if (r->n == 0)
		return 0;
	qsort(r->v, r->n, sizeof *r->v, by_key);
	if (put_through(r, w, TABLE_OBS, put_obs, e) != 0)
		return -1;
	return put_through(r, w, TABLE_LOG, put_log, e);
}

int rows_last(struct writer *w, const struct obs_key *k, struct obs_row *row,
    struct err *e)
{
	unsigned char key[OBS_KEY_BYTES];
	struct obs_key above = *k;
	MDB_val mk = {sizeof key, key}, v;
	MDB_cursor *cur;
	int found = 0;
	int rc = mdb_cursor_open(w->txn, w->env->dbi[TABLE_OBS], &cur);

	if (rc != 0)
		return env_error(e, rc, "cannot read observations");
	above.known = INT64_MAX;
	obs_key_write(key, &above);
	rc = mdb_cursor_get(cur, &mk, &v, MDB_SET_RANGE);
	if (rc == 0 || rc == MDB_NOTFOUND)
		rc = mdb_cursor_get(
		    cur, &mk, &v, rc == MDB_NOTFOUND ? MDB_LAST : MDB_PREV);
	if (rc == 0 && mk.mv_size == OBS_KEY_BYTES) {
		obs_key_write(key, k);
		if (memcmp(key, mk.mv_data, IDENTITY) == 0)
			found =
			    obs_read((struct str){mk.mv_data, mk.mv_size},
				(struct str){v.mv_data, v.mv_size}, row, e) == 0
				? 1
				: -1;
	} else if (rc != 0 && rc != MDB_NOTFOUND) {
		found = env_error(e, rc, "cannot read observations");
	}
	mdb_cursor_close(cur);
	return found;
}
