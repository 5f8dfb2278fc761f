#include "store/rows_fill.h"

#include <stdlib.h>
#include <string.h>

/* rows of one page: a row has 10 bytes at least */
enum { LIFTED_MAX = 512, LIFTED_MAX_BYTES = 1 << 16 };

struct fill {
	struct writer *w;
	enum schema_table t;
	MDB_cursor *cur;
	const struct leaf_map *map;
	size_t room; /* on the page where rows go to, as reckoned */
	size_t lifted_bytes;
	size_t last; /* what the last row on that page takes up */
	bool back;   /* rows are put back, and not counted again */
	struct fill_row lifted[LIFTED_MAX];
	size_t n_lifted;
	struct buf bytes; /* of the lifted rows */
};

static struct str view(const MDB_val *v)
{
	return (struct str){v->mv_data, v->mv_size};
}

static size_t bytes_of(const struct fill *f, const struct fill_row *r)
{
	return leaf_row_bytes(f->map, r->key.n, r->value.n);
}

static int put(
    struct fill *f, const struct fill_row *r, unsigned flags, struct err *e)
{
	if (f->back)
		return write_put_back(f->w, f->t, f->cur, r->key, r->value, e);
	return write_next(f->w, f->t, f->cur, r->key, r->value, flags, e);
}

static int put_each(struct fill *f, const struct fill_row *v, size_t n,
    unsigned flags, struct err *e)
{
	for (size_t i = 0; i < n; i++)
		if (put(f, &v[i], flags, e) != 0)
			return -1;
	return 0;
}

/* how many rows from the first on fit into room */
static size_t fitting(
    const struct fill *f, const struct fill_row *v, size_t n, size_t *room)
{
	size_t i = 0, one;

	for (; i < n; i++) {
		one = bytes_of(f, &v[i]);
		if (one > *room)
			break;
		*room -= one;
	}
	return i;
}

/* Rows behind the last one of a page. Of those that fit the last goes first:
 * for a place between two rows of the page LMDB need not search the tree. */
static int put_behind(
    struct fill *f, const struct fill_row *v, size_t n, struct err *e)
{
	while (n > 0) {
		size_t fit = fitting(f, v, n, &f->room);

		if (fit > 0) {
			if (put(f, &v[fit - 1], 0, e) != 0 ||
			    put_each(f, v, fit - 1, 0, e) != 0)
				return -1;
			f->last = bytes_of(f, &v[fit - 1]);
		}
		v += fit;
		n -= fit;
		if (n == 0)
			break;
		/* this one begins a page, with the last one of the old page */
		size_t one = bytes_of(f, v), both = one + f->last;

		if (put(f, v, 0, e) != 0)
			return -1;
		f->room =
		    leaf_room(f->map) > both ? leaf_room(f->map) - both : 0;
		f->last = one;
		v++;
		n--;
	}
	return 0;
}

/* Copy the rows of a leaf from where the cursor stands. */
static int note_rest(struct fill *f, const struct leaf *leaf, MDB_val *k,
    MDB_val *v, struct err *e)
{
	int rc = 0;

	f->n_lifted = f->lifted_bytes = 0;
	buf_clear(&f->bytes);
	while (rc == 0 && f->n_lifted < LIFTED_MAX &&
	       leaf_holds(f->map, leaf, k->mv_data)) {
		struct fill_row *to = &f->lifted[f->n_lifted++];

		/* offsets for now: the buffer may move */
		to->key = (struct str){NULL, k->mv_size};
		to->value = (struct str){NULL, v->mv_size};
		f->lifted_bytes += bytes_of(f, to);
		buf_str(&f->bytes, view(k));
		buf_str(&f->bytes, view(v));
		rc = mdb_cursor_get(f->cur, k, v, MDB_NEXT);
	}
	const char *p = f->bytes.p;

	for (size_t i = 0; i < f->n_lifted; i++) {
		f->lifted[i].key.p = p;
		p += f->lifted[i].key.n;
		f->lifted[i].value.p = p;
		p += f->lifted[i].value.n;
	}
	return rc == 0 || rc == MDB_NOTFOUND ? 0 : env_read_error(e, rc, f->t);
}

static int lift(struct fill *f, struct err *e)
{
	for (size_t i = 0; i < f->n_lifted; i++)
		if (write_lift(f->w, f->t, f->cur, f->lifted[i].key, e) != 0)
			return -1;
	f->room += f->lifted_bytes;
	return 0;
}

static int put_back(struct fill *f, struct err *e)
{
	f->back = true;
	int rc = put_behind(f, f->lifted, f->n_lifted, e);

	f->back = false;
	return rc;
}

/* A run of new rows in front of the row at (k, v), where the cursor stands,
 * on the same leaf. */
static int put_between(struct fill *f, const struct leaf *leaf, MDB_val *k,
    MDB_val *v, const struct fill_row *run, size_t n, struct err *e)
{
	size_t room = leaf->room;
	size_t fit = fitting(f, run, n, &room);

	if (fit == n)
		return put_each(f, run, n, 0, e);
	if (note_rest(f, leaf, k, v, e) != 0)
		return -1;
	size_t stays = leaf_room(f->map) - leaf->room - f->lifted_bytes;

	/* LMDB joins a page with its neighbour when little is left on it */
	if (f->lifted_bytes > leaf_room(f->map) - leaf->room ||
	    stays < leaf_room(f->map) / 3)
		return put_each(f, run, n, 0, e);
	if (put_each(f, run, fit, 0, e) != 0)
		return -1;
	if (fit > 0)
		f->last = bytes_of(f, &run[fit - 1]);
	f->room = room;
	if (lift(f, e) != 0 || put_behind(f, run + fit, n - fit, e) != 0)
		return -1;
	return put_back(f, e);
}

/* A run of new rows in front of the row at (k, v), where the cursor stands.
 */
static int put_run(struct fill *f, MDB_val *k, MDB_val *v,
    const struct fill_row *run, size_t n, struct err *e)
{
	struct leaf next, own;
	MDB_val k_before, v_before;
	bool known = leaf_of(f->map, k->mv_data, &next);
	int rc = mdb_cursor_get(f->cur, &k_before, &v_before, MDB_PREV);

	if (rc != 0 && rc != MDB_NOTFOUND)
		return env_read_error(e, rc, f->t);
	if (rc != 0 || !known || !leaf_of(f->map, k_before.mv_data, &own))
		return put_each(f, run, n, 0, e);
	f->last = leaf_row_bytes(f->map, k_before.mv_size, v_before.mv_size);
	if (own.page != next.page) {
		f->room = own.room;
		return put_behind(f, run, n, e);
	}
	rc = mdb_cursor_get(f->cur, k, v, MDB_NEXT);
	if (rc != 0)
		return env_read_error(e, rc, f->t);
	return put_between(f, &own, k, v, run, n, e);
}

static size_t run_before(
    const struct fill_row *v, size_t n, const MDB_val *behind)
{
	struct str key = view(behind);
	size_t i = 0;

	while (i < n && str_cmp(v[i].key, key) < 0)
		i++;
	return i;
}

static int put_all(
    struct fill *f, const struct fill_row *v, size_t n, struct err *e)
{
	while (n > 0) {
		union { /* lmdb takes keys as void *, and does not write */
			const void *is;
			void *takes;
		} key = {.is = v->key.p};
		MDB_val k = {v->key.n, key.takes}, at;
		int rc = mdb_cursor_get(f->cur, &k, &at, MDB_SET_RANGE);

		if (rc == MDB_NOTFOUND)
			return put_each(f, v, n, MDB_APPEND, e);
		if (rc != 0)
			return env_read_error(e, rc, f->t);
		size_t run = run_before(v, n, &k);

		if (run == 0) /* it is there already, as put says */
			return put(f, v, 0, e);
		if (put_run(f, &k, &at, v, run, e) != 0)
			return -1;
		v += run;
		n -= run;
	}
	return 0;
}

int rows_fill(struct writer *w, enum schema_table t, const struct fill_row *v,
    size_t n, struct err *e)
{
	struct fill f = {.w = w, .t = t, .map = &w->map};
	int rc = mdb_cursor_open(w->txn, w->env->dbi[t], &f.cur);

	if (rc != 0)
		return env_error(e, rc, "cannot write to the store");
	buf_init(&f.bytes, LIFTED_MAX_BYTES);
	rc = put_all(&f, v, n, e);
	buf_release(&f.bytes);
	mdb_cursor_close(f.cur);
	return rc;
}
