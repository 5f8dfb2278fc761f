#include "store/versions.h"

#include <string.h>

static uint32_t *copy_series(const struct doc_row *row, struct arena *arena)
{
	uint32_t *to = arena_new(arena, (row->n_series + 1) * sizeof *to);

	for (size_t i = 0; i < row->n_series; i++)
		to[i] = doc_series(row, i);
	return to;
}

static void take(struct versions *v, const struct doc_row *row, uint16_t model,
    const unsigned char *digest, struct doc_row *mine)
{
	if (!v->some || row->known < v->first.known)
		v->first = *row;
	if (!v->some || row->known >= v->last.known)
		v->last = *row;
	v->some = true;
	/* without a score (model 0) there is nothing to add to any version */
	if ((row->model == model || model == 0) &&
	    memcmp(row->digest, digest, DOC_DIGEST_BYTES) == 0)
		v->repeat = true;
	if (row->model == model)
		*mine = *row; /* rows of one model are in order of known */
}

int versions_read(struct writer *w, uint64_t doc, uint16_t model,
    const unsigned char digest[DOC_DIGEST_BYTES], struct arena *arena,
    struct versions *v, struct err *e)
{
	unsigned char key[DOC_KEY_BYTES];
	struct doc_row row, mine = {0};
	MDB_val k = {sizeof key, key}, val;
	MDB_cursor *cur;
	int out = 0, rc = mdb_cursor_open(w->txn, w->env->dbi[TABLE_DOC], &cur);

	*v = (struct versions){0};
	if (rc != 0)
		return env_error(e, rc, "cannot read table 'doc'");
	doc_key_write(key, doc, 0, 0);
	rc = mdb_cursor_get(cur, &k, &val, MDB_SET_RANGE);
	while (rc == 0 && k.mv_size == DOC_KEY_BYTES) {
		doc_key_write(key, doc, 0, 0);
		if (memcmp(k.mv_data, key, 8) != 0)
			break;
		out = doc_read((struct str){k.mv_data, k.mv_size},
		    (struct str){val.mv_data, val.mv_size}, &row, e);
		if (out != 0)
			break;
		take(v, &row, model, digest, &mine);
		rc = mdb_cursor_get(cur, &k, &val, MDB_NEXT);
	}
	mdb_cursor_close(cur);
	if (out == 0 && rc != 0 && rc != MDB_NOTFOUND)
		out = env_error(e, rc, "cannot read table 'doc'");
	if (out == 0 && !v->repeat) {
		v->n_series = mine.n_series;
		v->series = copy_series(&mine, arena);
		v->n_any_series = v->last.n_series;
		v->any_series = copy_series(&v->last, arena);
	}
	return out;
}
