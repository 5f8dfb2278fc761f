#include "store/db/check.h"

#include "store/db/bytes.h"
#include "store/db/names.h"
#include "store/db/rollup_check.h"
#include "store/db/walk.h"

#include <string.h>

enum { MONTH_BIAS = 0x40000000 };
#define FAR (INT64_C(1) << 62)

struct tally {
	uint64_t rows, sum;
};

uint32_t check_month(int64_t time)
{
	struct civil c;

	if (time == STAMP_NONE)
		return 0;
	/* a flipped key may name any time */
	stamp_to_civil(time < -FAR ? -FAR : time, &c);
	return (uint32_t)(MONTH_BIAS + c.year * 12 + c.month - 1);
}

int64_t check_month_begin(uint32_t month)
{
	int64_t n = (int64_t)month - MONTH_BIAS;
	int64_t in_year = (n % 12 + 12) % 12;

	if (month == 0)
		return STAMP_NONE;
	return stamp_of_civil(&(struct civil){.year = (int)((n - in_year) / 12),
	    .month = (int)in_year + 1,
	    .day = 1});
}

/* The first moment of the month that t lies in. */
static int64_t month_begin(int64_t t)
{
	struct civil c;

	if (t == STAMP_NONE)
		return t;
	stamp_to_civil(t, &c);
	c = (struct civil){.year = c.year, .month = c.month, .day = 1};
	return stamp_of_civil(&c);
}

uint32_t check_month_next(struct check_calendar *c, int64_t time)
{
	struct civil next;

	if (time >= c->from && time < c->to)
		return c->month;
	c->month = check_month(time);
	c->from = c->to = 0;
	/* a flipped key may name any time, STAMP_NONE is one of them: what has
	 * no neighbours is not kept */
	if (time < -FAR || time > FAR)
		return c->month;
	c->from = month_begin(time);
	stamp_to_civil(time, &next);
	next = (struct civil){.year = next.year + (next.month == 12),
	    .month = next.month % 12 + 1,
	    .day = 1};
	c->to = stamp_of_civil(&next);
	return c->month;
}

/* the checksum that ends a value */
static uint64_t crc_of(const MDB_val *v)
{
	const unsigned char *p = v->mv_data;

	return v->mv_size < 4 ? 0 : bytes_get_le(p + v->mv_size - 4, 4);
}

static int sum_differs(struct err *e, uint32_t series, uint32_t month)
{
	int months = (int)month - MONTH_BIAS;

	if (month == 0)
		return err_set(e, EXIT_DATA,
		    "undated rows are missing or changed in series %u", series);
	return err_set(e, EXIT_DATA,
	    "rows are missing or changed in series %u, month %d-%02d", series,
	    months / 12, months % 12 + 1);
}

/* Compare a finished (series, month) with what the sum table says. */
static int compare_month(struct reader *r, uint32_t series, uint32_t month,
    const struct tally *is, struct err *e)
{
	unsigned char key[CHECK_SUM_KEY_BYTES];
	struct tally want = {0, 0};
	struct str v;

	bytes_put_be(key, series, 4);
	bytes_put_be(key + 4, month, 4);
	int rc = env_get(r->env, r->txn, TABLE_SUM,
	    (struct str){(const char *)key, sizeof key}, &v, e);

	if (rc < 0)
		return -1;
	if (rc == 1 && v.n == 16) {
		want.rows = bytes_get_le((const unsigned char *)v.p, 8);
		want.sum = bytes_get_le((const unsigned char *)v.p + 8, 8);
	}
	if (want.rows != is->rows || want.sum != is->sum)
		return sum_differs(e, series, month);
	return 0;
}

static int compare_table(struct reader *r, enum schema_table t,
    const struct tally *is, struct err *e)
{
	struct tally want = {0, 0};
	struct buf key;
	struct str v;

	buf_init(&key, 64);
	buf_printf(&key, "sum.%s", schema_table_name(t));
	int rc = env_get(r->env, r->txn, TABLE_META, buf_view(&key), &v, e);

	buf_release(&key);
	if (rc < 0)
		return -1;
	if (rc == 1 && v.n == 16) {
		want.rows = bytes_get_le((const unsigned char *)v.p, 8);
		want.sum = bytes_get_le((const unsigned char *)v.p + 8, 8);
	}
	if (want.rows != is->rows || want.sum != is->sum)
		return err_set(e, EXIT_DATA,
		    "table '%s' has %llu rows where %llu were written, or "
		    "rows changed",
		    schema_table_name(t), (unsigned long long)is->rows,
		    (unsigned long long)want.rows);
	return 0;
}

/* Sum up the months of rows of obs as they pass in key order. */
struct months {
	struct check_calendar calendar;
	bool some;
	uint32_t series, month;
	struct tally t;
};

static int pass_month(struct reader *r, struct months *m,
    const struct obs_key *k, uint64_t crc, struct err *e)
{
	uint32_t month = check_month_next(&m->calendar, k->time);

	if (m->some && (m->series != k->series || m->month != month)) {
		if (compare_month(r, m->series, m->month, &m->t, e) != 0)
			return -1;
		m->t = (struct tally){0, 0};
	}
	m->some = true;
	m->series = k->series;
	m->month = month;
	m->t.rows++;
	m->t.sum += crc;
	return 0;
}

static int check_row(struct reader *r, enum schema_table t, const MDB_val *k,
    const MDB_val *v, struct months *m, struct err *e)
{
	struct str key = {k->mv_data, k->mv_size};
	struct str value = {v->mv_data, v->mv_size};
	struct doc_row doc;
	struct obs_row row;

	if (t == TABLE_OBS) {
		if (obs_read(key, value, &row, e) != 0)
			return -1;
		return pass_month(r, m, &row.key, crc_of(v), e);
	}
	if (t == TABLE_DOC)
		return doc_read(key, value, &doc, e);
	return env_check(t, key, &value, e);
}

static int sum_table(
    struct reader *r, enum schema_table t, uint64_t *rows, struct err *e)
{
	struct months m = {0};
	struct tally sum = {0, 0};
	MDB_cursor *cur;
	MDB_val k, v;
	int out = 0, rc = mdb_cursor_open(r->txn, r->env->dbi[t], &cur);

	if (rc != 0)
		return env_read_error(e, rc, t);
	while (out == 0 && (rc = mdb_cursor_get(cur, &k, &v, MDB_NEXT)) == 0) {
		out = check_row(r, t, &k, &v, &m, e);
		sum.rows++;
		sum.sum += crc_of(&v);
	}
	if (out == 0 && rc != MDB_NOTFOUND)
		out = env_read_error(e, rc, t);
	mdb_cursor_close(cur);
	if (out == 0 && m.some)
		out = compare_month(r, m.series, m.month, &m.t, e);
	if (out == 0 && t != TABLE_META && t != TABLE_SUM)
		out = compare_table(r, t, &sum, e);
	*rows += sum.rows;
	return out;
}

int check_store(struct reader *r, uint64_t *rows, struct err *e)
{
	*rows = 0;
	for (int t = 0; t < TABLES; t++)
		if (sum_table(r, (enum schema_table)t, rows, e) != 0)
			return -1;
	return rollup_check(r, e);
}

int check_table(struct reader *r, enum schema_table t, struct err *e)
{
	uint64_t rows = 0;

	return sum_table(r, t, &rows, e);
}

/* The months of a series with rows, [first, last]: each compared with its
 * sum. */
static int check_each(struct reader *r, struct walk *w,
    const struct obs_key *begin, uint32_t last, uint64_t *months, struct err *e)
{
	unsigned char key[OBS_KEY_BYTES];
	MDB_val mk = {sizeof key, key}, v;
	struct months m = {0};
	struct obs_key k;
	int out = 0;

	*months = 0;
	obs_key_write(key, begin);
	int rc = walk_seek(w, r->txn, r->env->dbi[TABLE_OBS], &r->map, &mk, &v);

	while (rc == 0 && out == 0 && mk.mv_size == OBS_KEY_BYTES) {
		struct str is = {mk.mv_data, mk.mv_size};
		struct str value = {v.mv_data, v.mv_size};

		obs_key_read(mk.mv_data, &k);
		uint32_t month = check_month_next(&m.calendar, k.time);

		if (k.series != begin->series || month > last)
			break;
		*months += !m.some || m.month != month;
		/* a flip in a key may hide its row from a reader, who passes
		 * by other models and what is known later */
		out = env_check(TABLE_OBS, is, &value, e);
		if (out == 0)
			out = pass_month(r, &m, &k, crc_of(&v), e);
		rc = walk_next(w, &mk, &v);
	}
	if (out == 0 && rc != 0 && rc != MDB_NOTFOUND)
		out = env_read_error(e, rc, TABLE_OBS);
	if (out == 0 && m.some)
		out = compare_month(r, m.series, m.month, &m.t, e);
	return out;
}

static int check_rows(struct reader *r, uint32_t series, int64_t from,
    uint32_t last, uint64_t *months, struct err *e)
{
	struct obs_key begin = {.series = series, .time = month_begin(from)};
	struct walk w;
	int rc = check_each(r, &w, &begin, last, months, e);

	walk_end(&w);
	return rc;
}

/* How many months of a series, [first, last], have a sum. */
static int count_sums(struct reader *r, uint32_t series, uint32_t first,
    uint32_t last, uint64_t *months, struct err *e)
{
	unsigned char key[CHECK_SUM_KEY_BYTES];
	MDB_val k = {sizeof key, key}, v;
	MDB_cursor *cur;
	int rc = mdb_cursor_open(r->txn, r->env->dbi[TABLE_SUM], &cur);

	*months = 0;
	if (rc != 0)
		return env_read_error(e, rc, TABLE_SUM);
	bytes_put_be(key, series, 4);
	bytes_put_be(key + 4, first, 4);
	rc = mdb_cursor_get(cur, &k, &v, MDB_SET_RANGE);
	while (rc == 0 && k.mv_size == CHECK_SUM_KEY_BYTES) {
		const unsigned char *p = k.mv_data;

		if (bytes_get_be(p, 4) != series ||
		    bytes_get_be(p + 4, 4) > last)
			break;
		++*months;
		rc = mdb_cursor_get(cur, &k, &v, MDB_NEXT);
	}
	mdb_cursor_close(cur);
	if (rc != 0 && rc != MDB_NOTFOUND)
		return env_read_error(e, rc, TABLE_SUM);
	return 0;
}

int read_check_months(
    struct reader *r, uint32_t series, int64_t from, int64_t to, struct err *e)
{
	uint64_t with_rows, with_sums;

	if (from >= to)
		return 0;
	uint32_t first = check_month(from), last = check_month(to - 1);

	if (check_rows(r, series, from, last, &with_rows, e) != 0 ||
	    count_sums(r, series, first, last, &with_sums, e) != 0)
		return -1;
	/* a month that lost all its rows is found by its sum */
	if (with_rows != with_sums)
		return err_set(e, EXIT_DATA,
		    "rows are missing in series %u: %llu months where %llu "
		    "were written",
		    series, (unsigned long long)with_rows,
		    (unsigned long long)with_sums);
	return 0;
}
