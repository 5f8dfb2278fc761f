#include "store/rows.h"

#include "store/db/bytes.h"
#include "store/db/check.h"
#include "store/keysort.h"
#include "store/rollup_keep.h"
#include "store/rows_fill.h"

#include <stdlib.h>
#include <string.h>

#define VALUES_MAX_BYTES ((size_t)4 << 30)
enum { IDENTITY = OBS_KEY_BYTES - 8, CRC = 4, AHEAD = 12 };

struct rows_entry {
	unsigned char key[OBS_KEY_BYTES];
	uint32_t n; /* bytes of the value */
	size_t at;  /* where in `values` */
};

void rows_init(struct rows *r)
{
	*r = (struct rows){0};
	buf_init(&r->values, VALUES_MAX_BYTES);
	buf_init(&r->sorted, 2 * VALUES_MAX_BYTES);
}

void rows_release(struct rows *r)
{
	free(r->v);
	buf_release(&r->values);
	buf_release(&r->sorted);
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

/* known goes in front: the change feed is in order of commits */
static void log_row(const struct fill_row *r, unsigned char key[OBS_KEY_BYTES],
    unsigned char crc[CRC])
{
	struct str k = {(char *)key, OBS_KEY_BYTES};

	memcpy(key, r->key.p + IDENTITY, 8);
	memcpy(key + 8, r->key.p, IDENTITY);
	bytes_put_le(crc, env_crc(TABLE_LOG, k, (struct str){"", 0}), CRC);
}

struct run { /* of rows of one series and month */
	struct check_calendar calendar;
	const struct fill_row *first; /* NULL: none */
	size_t n;
	uint32_t series, month;
	struct write_sum sum;
	struct rollup_keep rollup;
};

static int end_run(struct writer *w, struct run *run, struct err *e)
{
	const struct fill_row *first = run->first;

	run->first = NULL;
	if (!first)
		return 0;
	if (write_month(w, run->series, run->month, run->sum, e) != 0)
		return -1;
	return rollup_keep_rows(&run->rollup, w, first, run->n, run->sum, e);
}

static int count(struct writer *w, struct run *run, const struct fill_row *row,
    struct err *e)
{
	struct obs_key k;

	obs_key_read((const unsigned char *)row->key.p, &k);
	uint32_t month = check_month_next(&run->calendar, k.time);

	if (run->first && (run->series != k.series || run->month != month) &&
	    end_run(w, run, e) != 0)
		return -1;
	if (!run->first) {
		run->first = row;
		run->series = k.series;
		run->month = month;
		run->n = 0;
		run->sum = (struct write_sum){0, 0};
	}
	run->n++;
	run->sum.rows++;
	run->sum.sum += bytes_get_le(
	    (const unsigned char *)row->value.p + row->value.n - CRC, CRC);
	return 0;
}

/* the entry that a key is the head of */
static const struct rows_entry *entry_of(const unsigned char *key)
{
	return (const void *)key;
}

static int count_all(
    struct writer *w, const struct fill_row *v, size_t n, struct err *e)
{
	struct run run = {0};
	int rc = 0;

	rollup_keep_begin(&run.rollup);
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = count(w, &run, &v[i], e);
	if (rc == 0)
		rc = end_run(w, &run, e);
	if (rc == 0)
		rc = rollup_keep_end(&run.rollup, w, n, e);
	rollup_keep_release(&run.rollup);
	return rc;
}

/* all of it is known later than what the feed has, but in a dump */
static int put_log(
    const struct fill_row *v, size_t n, struct writer *w, struct err *e)
{
	unsigned char key[OBS_KEY_BYTES], crc[CRC];
	unsigned flags = w->quiet ? 0 : MDB_APPEND;
	MDB_cursor *cur;
	int rc = mdb_cursor_open(w->txn, w->env->dbi[TABLE_LOG], &cur);

	if (rc != 0)
		return env_error(e, rc, "cannot write to the store");
	for (size_t i = 0; i < n && rc == 0; i++) {
		log_row(&v[i], key, crc);
		rc = write_next(w, TABLE_LOG, cur,
		    (struct str){(char *)key, sizeof key},
		    (struct str){(char *)crc, CRC}, flags, e);
	}
	mdb_cursor_close(cur);
	return rc;
}

/* Copy the rows into r->sorted in order, each behind the last one, which
 * LMDB then reads as they come: rows that lie anywhere in memory cost a sixth
 * of the time. */
static void line_up(
    struct rows *r, const unsigned char *const *keys, struct fill_row *v)
{
	buf_clear(&r->sorted);
	char *p = buf_room(&r->sorted, r->n * OBS_KEY_BYTES + r->values.n);

	if (!p)
		BUG("a batch over its ceiling");
	for (size_t i = 0; i < r->n; i++) {
		const struct rows_entry *row = entry_of(keys[i]);
		size_t next = i + AHEAD < r->n ? i + AHEAD : i;
		size_t second = i + 2 * AHEAD < r->n ? i + 2 * AHEAD : i;
		const char *ahead = r->values.p + entry_of(keys[next])->at;

		__builtin_prefetch(keys[second]);
		__builtin_prefetch(ahead);
		__builtin_prefetch(ahead + 64);
		memcpy(p, row->key, OBS_KEY_BYTES);
		memcpy(p + OBS_KEY_BYTES, r->values.p + row->at, row->n);
		v[i].key = (struct str){p, OBS_KEY_BYTES};
		v[i].value = (struct str){p + OBS_KEY_BYTES, row->n};
		p += OBS_KEY_BYTES + row->n;
	}
}

/* as a back-fill brings them, and each behind the last one already */
static bool in_order(const struct rows *r)
{
	for (size_t i = 1; i < r->n; i++)
		if (memcmp(r->v[i - 1].key, r->v[i].key, OBS_KEY_BYTES) > 0)
			return false;
	return true;
}

static void take_as_is(const struct rows *r, struct fill_row *v)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct rows_entry *row = &r->v[i];

		v[i].key = (struct str){(const char *)row->key, OBS_KEY_BYTES};
		v[i].value = (struct str){r->values.p + row->at, row->n};
	}
}

static void sort(struct rows *r, struct fill_row *v)
{
	const unsigned char **keys = mem_new(r->n, sizeof *keys);

	for (size_t i = 0; i < r->n; i++)
		keys[i] = r->v[i].key;
	keysort(keys, r->n);
	line_up(r, keys, v);
	free(keys);
}

int rows_put(struct rows *r, struct writer *w, struct err *e)
{
	if (r->n == 0)
		return 0;
	struct fill_row *v = mem_new(r->n, sizeof *v);

	if (in_order(r))
		take_as_is(r, v);
	else
		sort(r, v);
	int rc = rows_fill(w, TABLE_OBS, v, r->n, e);

	if (rc == 0)
		rc = count_all(w, v, r->n, e);
	if (rc == 0)
		rc = put_log(v, r->n, w, e);
	free(v);
	return rc;
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
		return env_error(e, rc, "cannot read table 'obs'");
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
		found = env_error(e, rc, "cannot read table 'obs'");
	}
	mdb_cursor_close(cur);
	return found;
}
