#include "store/prune.h"

#include "store/db/bytes.h"
#include "store/db/doc.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS_AT_ONCE = 10000 };

/* one transaction's part: from a key on, at most so many rows */
struct part {
	int64_t before, now;
	unsigned char from[DOC_KEY_BYTES];
	unsigned char next[DOC_KEY_BYTES]; /* where the next part begins */
	long long pruned;
	bool more;
};

static bool is_old(const struct doc_row *row, int64_t before)
{
	int64_t t = row->time;

	if (t == STAMP_NONE)
		t = row->seen;
	if (t == STAMP_NONE)
		t = row->known;
	return t < before;
}

static int prune_row(struct writer *w, struct part *p, struct str key,
    const struct doc_row *row, struct err *e)
{
	struct doc_row bare = *row;
	unsigned char when[8];
	uint32_t *series = mem_new(row->n_series, sizeof *series);
	struct buf b;

	for (size_t i = 0; i < row->n_series; i++)
		series[i] = doc_series(row, i);
	bare.flags |= DOC_PRUNED;
	bytes_put_le(when, (uint64_t)p->now, 8);
	buf_init(&b, 1024 + 4 * row->n_series);
	doc_write(&b, &bare, series, row->n_series,
	    (struct str){(char *)when, sizeof when});
	int rc = write_replace(w, TABLE_DOC, key, buf_view(&b), e);

	buf_release(&b);
	free(series);
	p->pruned++;
	return rc;
}

static int prune_part(struct writer *w, void *user, struct err *e)
{
	struct part *p = user;
	unsigned char key[DOC_KEY_BYTES];
	MDB_val k = {sizeof key, key}, v;
	struct doc_row row;
	MDB_cursor *cur;
	int rc, out = 0;

	w->quiet = true; /* what is known does not change */
	p->pruned = 0;
	p->more = false;
	rc = mdb_cursor_open(w->txn, w->env->dbi[TABLE_DOC], &cur);
	if (rc != 0)
		return env_error(e, rc, "cannot read table 'doc'");
	memcpy(key, p->from, sizeof key);
	rc = mdb_cursor_get(cur, &k, &v, MDB_SET_RANGE);
	while (rc == 0 && out == 0) {
		struct str ks = {k.mv_data, k.mv_size};

		out = doc_read(ks, (struct str){v.mv_data, v.mv_size}, &row, e);
		if (out != 0)
			break;
		memcpy(key, k.mv_data, sizeof key);
		if (p->pruned == ROWS_AT_ONCE) {
			memcpy(p->next, key, sizeof key);
			p->more = true;
			break;
		}
		if (!(row.flags & DOC_PRUNED) && is_old(&row, p->before)) {
			ks = (struct str){(char *)key, sizeof key};
			out = prune_row(w, p, ks, &row, e);
			/* the write moved the page under the cursor */
			k = (MDB_val){sizeof key, key};
			rc = mdb_cursor_get(cur, &k, &v, MDB_SET_RANGE);
		}
		if (rc == 0 && out == 0)
			rc = mdb_cursor_get(cur, &k, &v, MDB_NEXT);
	}
	mdb_cursor_close(cur);
	if (out == 0 && rc != 0 && rc != MDB_NOTFOUND)
		out = env_error(e, rc, "cannot read table 'doc'");
	return out != 0 ? -1 : p->pruned ? 0 : WRITE_NOTHING;
}

int prune_store(
    struct env *env, int64_t before, int64_t now, long long *n, struct err *e)
{
	struct part p = {.before = before, .now = now};
	struct writer w;
	int rc;

	*n = 0;
	write_init(&w, env);
	do {
		rc = write_run(&w, now, prune_part, &p, e);
		if (rc >= 0)
			*n += p.pruned;
		memcpy(p.from, p.next, sizeof p.from);
	} while (rc >= 0 && p.more);
	write_release(&w);
	return rc < 0 ? -1 : 0;
}
