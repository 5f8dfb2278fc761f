#include "store/rollup_keep.h"

#include "store/db/bytes.h"
#include "store/db/check.h"
#include "store/rollup_put.h"

#include <stdlib.h>

/* (series, month) that have a sum */
struct month {
	uint32_t series, month;
};

struct filling {
	struct writer *w;
	uint32_t series; /* of the rows that pass */
	bool articles, polls;
	struct buf url;  /* of polls */
	struct month *v; /* months that are missing, of that series */
	size_t n, cap, put;
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

/* whether the month has no row, or one that is behind */
static int is_missing(struct filling *f, uint32_t month, struct err *e)
{
	struct writer *w = f->w;
	struct rollup_head h;
	struct str body;
	int rc = rollup_get(w->env, w->txn, month, f->series, &h, &body, e);

	if (rc == 1)
		rc = rollup_is_current(
		    w->env, w->txn, month, f->series, f->polls, &h, e);
	return rc < 0 ? -1 : rc == 0;
}

static int put_missing(struct filling *f, struct err *e)
{
	int rc = 0;

	for (size_t i = 0; i < f->n && rc == 0; i++) {
		uint32_t month = f->v[i].month;

		f->put++;
		rc = f->articles
			 ? rollup_put_articles(f->w, month, f->series, e)
			 : rollup_put_feed(
			       f->w, month, f->series, buf_view(&f->url), e);
	}
	f->n = 0;
	return rc;
}

/* a row of the table sum */
static int take(struct filling *f, const MDB_val *key, struct err *e)
{
	const unsigned char *p = key->mv_data;
	uint32_t series = (uint32_t)bytes_get_be(p, 4);
	uint32_t month = (uint32_t)bytes_get_be(p + 4, 4);
	int rc;

	if (series != f->series) {
		if (put_missing(f, e) != 0)
			return -1;
		f->series = series;
		if (name_of(f, e) != 0)
			return -1;
	}
	if (!f->articles && !f->polls)
		return 0;
	rc = is_missing(f, month, e);
	if (rc != 1)
		return rc;
	if (f->n == f->cap) {
		f->cap = f->cap ? 2 * f->cap : 64;
		f->v = mem_grow(f->v, f->cap, sizeof *f->v);
	}
	f->v[f->n++] = (struct month){series, month};
	return 0;
}

static int fill(struct filling *f, struct err *e)
{
	MDB_cursor *cur;
	MDB_val k, v;
	int out = 0;
	int rc = mdb_cursor_open(f->w->txn, f->w->env->dbi[TABLE_SUM], &cur);

	if (rc != 0)
		return env_read_error(e, rc, TABLE_SUM);
	/* other tables are written while this one is read */
	while (out == 0 && (rc = mdb_cursor_get(cur, &k, &v, MDB_NEXT)) == 0)
		if (k.mv_size == CHECK_SUM_KEY_BYTES)
			out = take(f, &k, e);
	mdb_cursor_close(cur);
	if (out == 0 && rc != MDB_NOTFOUND)
		return env_read_error(e, rc, TABLE_SUM);
	return out == 0 ? put_missing(f, e) : out;
}

enum { URL_MAX_BYTES = 1 << 16 };

static int fill_all(struct writer *w, size_t *put, struct err *e)
{
	struct filling f = {.w = w};

	buf_init(&f.url, URL_MAX_BYTES);
	int rc = fill(&f, e);

	buf_release(&f.url);
	free(f.v);
	*put = f.put;
	return rc;
}

int rollup_fill_all(struct writer *w, struct err *e)
{
	size_t put;

	return fill_all(w, &put, e);
}

static int quietly(struct writer *w, void *user, struct err *e)
{
	size_t put;

	(void)user;
	w->quiet = true;
	if (fill_all(w, &put, e) != 0)
		return -1;
	return put ? 0 : WRITE_NOTHING;
}

int rollup_fill(struct env *env, struct err *e)
{
	struct writer w;

	write_init(&w, env);
	int rc = write_run(&w, 0, quietly, NULL, e);

	write_release(&w);
	return rc < 0 ? -1 : 0;
}
