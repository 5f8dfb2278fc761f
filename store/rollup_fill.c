#include "store/rollup_keep.h"

#include "store/db/bytes.h"
#include "store/db/check.h"
#include "store/rollup_put.h"

#include <stdlib.h>

enum { URL_MAX_BYTES = 1 << 16 };

/* months of a series that are to be counted */
struct filling {
	struct writer *w;
	uint32_t series;
	bool articles, polls;
	struct buf url; /* of polls */
	uint32_t *months;
	size_t n, cap;
};

static int name_of(struct filling *f, struct err *e)
{
	struct series_name name;
	struct str text;
	int rc =
	    names_text(f->w->env, f->w->txn, NAME_SERIES, f->series, &text, e);

	f->articles = f->polls = false;
	buf_clear(&f->url);
	/* of a kind that this version does not know: no business of ours */
	if (rc != 1 || !series_parse(text, &name))
		return rc < 0 ? -1 : 0;
	f->articles = name.kind == OBS_ARTICLE;
	f->polls = name.kind == OBS_OUTCOME;
	if (f->polls) /* the text moves when rows are put */
		buf_str(&f->url, name.entity);
	return 0;
}

static int put_months(struct filling *f, struct err *e)
{
	int rc = 0;

	for (size_t i = 0; i < f->n && rc == 0; i++)
		rc = f->articles
			 ? rollup_put_articles(f->w, f->months[i], f->series, e)
			 : rollup_put_feed(f->w, f->months[i], f->series,
			       buf_view(&f->url), e);
	f->n = 0;
	return rc;
}

/* a month that passes: those of a series stand together */
static int pass(
    struct filling *f, uint32_t series, uint32_t month, struct err *e)
{
	if (series != f->series) {
		if (put_months(f, e) != 0)
			return -1;
		f->series = series;
		if (name_of(f, e) != 0)
			return -1;
	}
	if (!f->articles && !f->polls)
		return 0;
	if (f->n == f->cap) {
		f->cap = f->cap ? 2 * f->cap : 64;
		f->months = mem_grow(f->months, f->cap, sizeof *f->months);
	}
	f->months[f->n++] = month;
	return 0;
}

static void begin(struct filling *f, struct writer *w)
{
	*f = (struct filling){.w = w};
	buf_init(&f->url, URL_MAX_BYTES);
}

static void end(struct filling *f)
{
	buf_release(&f->url);
	free(f->months);
}

/* ---- all that there are ---- */

/* by the table sum, which nothing here writes to */
static int pass_all(struct filling *f, MDB_cursor *cur, struct err *e)
{
	MDB_val k, v;
	int out = 0, rc = 0;

	while (out == 0 && (rc = mdb_cursor_get(cur, &k, &v, MDB_NEXT)) == 0) {
		const unsigned char *p = k.mv_data;

		if (k.mv_size == CHECK_SUM_KEY_BYTES)
			out = pass(f, (uint32_t)bytes_get_be(p, 4),
			    (uint32_t)bytes_get_be(p + 4, 4), e);
	}
	if (out == 0 && rc != MDB_NOTFOUND)
		return env_read_error(e, rc, TABLE_SUM);
	return out;
}

int rollup_fill_all(struct writer *w, struct err *e)
{
	struct filling f;
	MDB_cursor *cur;
	int rc = mdb_cursor_open(w->txn, w->env->dbi[TABLE_SUM], &cur);

	if (rc != 0)
		return env_read_error(e, rc, TABLE_SUM);
	begin(&f, w);
	rc = pass_all(&f, cur, e);
	if (rc == 0)
		rc = put_months(&f, e);
	end(&f);
	mdb_cursor_close(cur);
	return rc;
}

/* ---- those that were left out ---- */

struct left {
	struct left_month {
		uint32_t series, month;
	} * v;
	size_t n, cap;
};

/* their rows have no value but the checksum */
static int find_left(struct writer *w, struct left *to, struct err *e)
{
	MDB_cursor *cur;
	MDB_val k, v;
	int rc = mdb_cursor_open(w->txn, w->env->dbi[TABLE_ROLLUP], &cur);

	if (rc != 0)
		return env_read_error(e, rc, TABLE_ROLLUP);
	while ((rc = mdb_cursor_get(cur, &k, &v, MDB_NEXT)) == 0) {
		const unsigned char *p = k.mv_data;

		if (k.mv_size != ROLLUP_KEY_BYTES ||
		    v.mv_size >= ROLLUP_HEAD_BYTES)
			continue;
		if (to->n == to->cap) {
			to->cap = to->cap ? 2 * to->cap : 16;
			to->v = mem_grow(to->v, to->cap, sizeof *to->v);
		}
		to->v[to->n++] =
		    (struct left_month){(uint32_t)bytes_get_be(p + 4, 4),
			(uint32_t)bytes_get_be(p, 4)};
	}
	mdb_cursor_close(cur);
	return rc == MDB_NOTFOUND ? 0 : env_read_error(e, rc, TABLE_ROLLUP);
}

static int by_series(const void *a, const void *b)
{
	const struct left_month *x = a, *y = b;

	return x->series < y->series ? -1 : x->series > y->series;
}

static int fill_left(struct writer *w, const struct left *left, struct err *e)
{
	struct filling f;
	int rc = 0;

	begin(&f, w);
	for (size_t i = 0; i < left->n && rc == 0; i++)
		rc = pass(&f, left->v[i].series, left->v[i].month, e);
	if (rc == 0)
		rc = put_months(&f, e);
	end(&f);
	return rc;
}

static int quietly(struct writer *w, void *user, struct err *e)
{
	struct left left = {NULL, 0, 0};
	int rc = find_left(w, &left, e);

	(void)user;
	w->quiet = true;
	if (left.n)
		qsort(left.v, left.n, sizeof *left.v, by_series);
	if (rc == 0)
		rc = fill_left(w, &left, e);
	bool some = left.n > 0;

	free(left.v);
	return rc != 0 ? -1 : some ? 0 : WRITE_NOTHING;
}

int rollup_fill(struct env *env, struct err *e)
{
	struct writer w;

	write_init(&w, env);
	int rc = write_run(&w, 0, quietly, NULL, e);

	write_release(&w);
	return rc < 0 ? -1 : 0;
}
