#include "store/db/bytes.h"
#include "store/db/names.h"
#include "store/dump.h"

#include <stdlib.h>
#include <string.h>

enum { KEY_MAX_BYTES = 64 };

/* rows of one identity (document, or series, time and document) */
struct group {
	struct dump_row *v;
	size_t n, cap;
};

static int add(struct dump *d, struct group *g, const struct dump_named *series,
    struct dump_shape shape, const MDB_val *k, const MDB_val *v, struct err *e)
{
	const unsigned char *p = k->mv_data;
	uint32_t model = (uint32_t)bytes_get_be(p + shape.model, 2);

	if (g->n == g->cap) {
		g->cap = g->cap ? 2 * g->cap : 16;
		g->v = mem_grow(g->v, g->cap, sizeof *g->v);
	}
	struct dump_row *row = &g->v[g->n++];

	*row = (struct dump_row){
	    .key = {k->mv_data, k->mv_size},
	    .value = {v->mv_data, v->mv_size},
	    .model = {NULL, 0},
	    .known = (int64_t)bytes_get_be(p + shape.model + 2, 8),
	};
	if (series)
		row->series = series->text;
	if (model == 0)
		return 0;
	int rc = read_name(d->r, NAME_MODEL, model, &row->model, e);

	return rc == 0  ? err_set(e, EXIT_DATA, "a row of table 'model' names none")
	       : rc < 0 ? -1
			: 0;
}

static int by_model(const void *a, const void *b)
{
	const struct dump_row *x = a, *y = b;
	int order = str_cmp(x->model, y->model);

	return order ? order : (x->known > y->known) - (x->known < y->known);
}

static int end_group(
    struct dump *d, struct group *g, dump_one *one, struct err *e)
{
	int rc = 0;

	if (g->n > 1)
		qsort(g->v, g->n, sizeof *g->v, by_model);
	for (size_t i = 0; i < g->n && rc == 0; i++)
		rc = one(d, &g->v[i], e);
	g->n = 0;
	return rc;
}

int dump_each(struct dump *d, enum schema_table t,
    const struct dump_named *series, struct dump_shape shape, dump_one *one,
    struct err *e)
{
	unsigned char key[KEY_MAX_BYTES] = {0};
	MDB_val k = {shape.key, key}, v;
	struct group g = {0};
	MDB_cursor *cur;
	int out = 0, rc = mdb_cursor_open(d->r->txn, d->r->env->dbi[t], &cur);

	if (rc != 0)
		return env_read_error(e, rc, t);
	if (series)
		bytes_put_be(key, series->id, 4);
	rc = mdb_cursor_get(cur, &k, &v, MDB_SET_RANGE);
	while (rc == 0 && out == 0) {
		if (k.mv_size != shape.key)
			out = err_set(e, EXIT_DATA,
			    "a key of table '%s' has a wrong size",
			    schema_table_name(t));
		else if (series && bytes_get_be(k.mv_data, 4) != series->id)
			break;
		if (out == 0 && g.n &&
		    memcmp(g.v[0].key.p, k.mv_data, shape.group) != 0)
			out = end_group(d, &g, one, e);
		if (out == 0)
			out = add(d, &g, series, shape, &k, &v, e);
		if (out == 0)
			rc = mdb_cursor_get(cur, &k, &v, MDB_NEXT);
	}
	mdb_cursor_close(cur);
	if (out == 0 && rc != 0 && rc != MDB_NOTFOUND)
		out = env_read_error(e, rc, t);
	if (out == 0)
		out = end_group(d, &g, one, e);
	free(g.v);
	return out;
}
