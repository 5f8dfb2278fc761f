/*
 * New rows between those of a table: whatever is known of its pages, the same
 * rows are there in the end; and time that goes on over many series leaves
 * pages that are full.
 */
#include "store/rows_fill.h"

#include "store/db/names.h"
#include "store/db/walk.h"
#include "store/rows.h"
#include "tests/unit/store_help.h"

enum { SERIES = 40, EACH = 12, BATCHES = 30 };

/* rows of one batch: of some series, later than all before, or anywhere */
struct arrivals {
	struct rows rows;
	unsigned seed;
	int batch;
	bool anywhere, blind;
	size_t put;
};

static void add_row(struct arrivals *a, struct writer *w, uint32_t series,
    int64_t time, size_t n_items)
{
	struct obs_row r = {
	    .key = {series, time, (uint64_t)rand_r(&a->seed) << 20 | a->put++,
		1, w->known},
	    .kind = OBS_SIGNAL};
	struct buf items;

	buf_init(&items, 1 << 20);
	for (size_t i = 0; i < n_items; i++)
		obs_add_signal(&items, &(struct obs_signal){1, 2, 3, 4,
					   FIELD_TEXT, MODALITY_ASSERTED, 1});
	rows_add(&a->rows, &r, buf_view(&items));
	buf_release(&items);
}

static int put_batch(struct writer *w, void *user, struct err *e)
{
	struct arrivals *a = user;

	rows_clear(&a->rows);
	if (a->blind)
		w->map.base = NULL;
	for (int i = 0; i < SERIES * EACH; i++) {
		uint32_t series = 1 + (uint32_t)rand_r(&a->seed) % SERIES;
		int64_t time = a->anywhere ? rand_r(&a->seed)
					   : (int64_t)a->batch * 100000 +
						 rand_r(&a->seed) % 1000;
		/* now and then one that fills a page, or has its own */
		int kind = rand_r(&a->seed) % 200;

		add_row(a, w, series, time,
		    kind == 0   ? 300
		    : kind == 1 ? 80
				: (size_t)kind % 3);
	}
	return rows_put(&a->rows, w, e);
}

static void put_all(struct shop *s, struct arrivals *a)
{
	struct err e = {0};

	rows_init(&a->rows);
	for (a->batch = 0; a->batch < BATCHES; a->batch++)
		cr_assert_eq(write_run(&s->w, a->batch + 1, put_batch, a, &e),
		    0, "%s", e.text);
	rows_release(&a->rows);
}

/* keys and values of all rows, in order */
static void content(struct shop *s, enum schema_table t, struct buf *to)
{
	struct err e = {0};
	MDB_txn *txn = env_begin(s->env, &e);
	MDB_cursor *cur;
	MDB_val k, v;
	int rc;

	cr_assert(txn, "%s", e.text);
	cr_assert_eq(mdb_cursor_open(txn, s->env->dbi[t], &cur), 0);
	while ((rc = mdb_cursor_get(cur, &k, &v, MDB_NEXT)) == 0) {
		buf_add(to, k.mv_data, k.mv_size);
		buf_add(to, v.mv_data, v.mv_size);
	}
	cr_assert_eq(rc, MDB_NOTFOUND);
	mdb_cursor_close(cur);
	mdb_txn_abort(txn);
	cr_assert(!to->over);
}

static double bytes_a_row(struct shop *s, enum schema_table t)
{
	struct reader *r = shop_read(s, NULL);
	struct read_size size;
	struct err e = {0};

	cr_assert_eq(read_size(r, t, &size, &e), 0, "%s", e.text);
	read_end(r);
	cr_assert_eq(size.rows, SERIES * EACH * BATCHES);
	return (double)size.bytes / (double)size.rows;
}

/* the same history with what is known of pages, and without */
static void compare(bool anywhere, unsigned seed, double *with, double *without)
{
	struct shop s, blind;
	struct buf a, b;

	shop_begin(&s);
	shop_begin(&blind);
	put_all(&s, &(struct arrivals){.seed = seed, .anywhere = anywhere});
	put_all(&blind, &(struct arrivals){
			    .seed = seed, .anywhere = anywhere, .blind = true});
	for (enum schema_table t = 0; t < TABLES; t++) {
		buf_init(&a, (size_t)64 << 20);
		buf_init(&b, (size_t)64 << 20);
		content(&s, t, &a);
		content(&blind, t, &b);
		cr_expect(str_eq(buf_view(&a), buf_view(&b)), "table %s",
		    schema_table_name(t));
		buf_release(&a);
		buf_release(&b);
	}
	shop_verify(&s);
	*with = bytes_a_row(&s, TABLE_OBS);
	*without = bytes_a_row(&blind, TABLE_OBS);
	shop_end(&s);
	shop_end(&blind);
}

Test(rows_fill, the_same_rows_are_there_whatever_is_known_of_pages)
{
	double with, without;

	for (unsigned seed = 1; seed <= 2; seed++)
		compare(seed % 2, seed, &with, &without);
}

Test(rows_fill, time_that_goes_on_leaves_full_pages)
{
	double with, without;

	compare(false, 7, &with, &without);
	cr_expect(
	    with < 0.8 * without, "%.1f bytes a row, else %.1f", with, without);
}

static int put_twice(struct writer *w, void *user, struct err *e)
{
	struct arrivals *a = user;

	rows_clear(&a->rows);
	for (int i = 0; i < 3; i++) {
		a->seed = 1;
		a->put = 0;
		add_row(a, w, 5, i < 2 ? 77 : 88, 0);
	}
	return rows_put(&a->rows, w, e);
}

Test(rows_fill, a_row_that_is_there_is_refused)
{
	struct arrivals a = {.seed = 1};
	struct err e = {0};
	struct shop s;

	shop_begin(&s);
	rows_init(&a.rows);
	cr_expect_eq(write_run(&s.w, 1, put_twice, &a, &e), -1);
	cr_expect_eq(e.code, EXIT_DATA);
	rows_release(&a.rows);
	shop_end(&s);
}

/* ---- what is known of a page ---- */

Test(leaf, tells_where_the_page_of_a_row_ends)
{
	struct arrivals a = {.seed = 3};
	struct leaf leaf = {0}, last = {0};
	struct err e = {0};
	size_t rows = 0, used = 0, leaves = 0;
	struct shop s;
	MDB_cursor *cur;
	MDB_val k, v;

	shop_begin(&s);
	put_all(&s, &a);
	MDB_txn *txn = env_begin(s.env, &e);
	struct leaf_map m;

	cr_assert_eq(mdb_cursor_open(txn, s.env->dbi[TABLE_LOG], &cur), 0);
	cr_assert_eq(mdb_cursor_get(cur, &k, &v, MDB_FIRST), 0);
	leaf_map_init(&m, k.mv_data, 4096, (size_t)64 << 30);
	cr_assert(m.base);
	do {
		cr_assert(leaf_of(&m, k.mv_data, &leaf));
		cr_assert(leaf_holds(&m, &leaf, v.mv_data));
		if (leaf.page != last.page) {
			/* the one before is told as full as it was */
			cr_assert_eq(rows, last.rows);
			cr_assert(
			    !last.page || used + last.room == leaf_room(&m));
			rows = used = 0;
			leaves++;
		}
		last = leaf;
		rows++;
		used += leaf_row_bytes(&m, k.mv_size, v.mv_size);
	} while (mdb_cursor_get(cur, &k, &v, MDB_NEXT) == 0);
	cr_expect(leaves > 5);
	/* nothing is said of what lies elsewhere */
	cr_expect(!leaf_of(&m, &s, &leaf));
	mdb_cursor_close(cur);
	mdb_txn_abort(txn);
	shop_end(&s);
}

/* ---- walking over the rows ---- */

static void expect_walk(struct shop *s, enum schema_table t, bool blind)
{
	struct reader *r = shop_read(s, NULL);
	struct leaf_map map = blind ? (struct leaf_map){NULL, 0, 0} : r->map;
	char first[1] = "";
	MDB_val k = {1, first}, v, k2, v2;
	MDB_cursor *cur;
	struct walk w;
	size_t n = 0;

	cr_assert(r->map.base);
	cr_assert_eq(mdb_cursor_open(r->txn, s->env->dbi[t], &cur), 0);
	int rc = mdb_cursor_get(cur, &k2, &v2, MDB_FIRST);
	int is = walk_seek(&w, r->txn, s->env->dbi[t], &map, &k, &v);

	for (; rc == 0; n++) {
		cr_assert_eq(is, 0);
		cr_assert(k.mv_data == k2.mv_data && k.mv_size == k2.mv_size);
		cr_assert(v.mv_data == v2.mv_data && v.mv_size == v2.mv_size);
		rc = mdb_cursor_get(cur, &k2, &v2, MDB_NEXT);
		is = walk_next(&w, &k, &v);
	}
	cr_assert_eq(is, rc);
	cr_assert_eq(n, SERIES * EACH * BATCHES);
	mdb_cursor_close(cur);
	walk_end(&w);
	read_end(r);
}

Test(walk, tells_the_rows_that_lmdb_tells)
{
	struct arrivals a = {.seed = 11};
	struct shop s;

	shop_begin(&s);
	put_all(&s, &a);
	expect_walk(&s, TABLE_OBS, false);
	expect_walk(&s, TABLE_LOG, false);
	expect_walk(&s, TABLE_OBS, true);
	shop_end(&s);
}
