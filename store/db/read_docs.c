#include "store/db/bytes.h"
#include "store/db/names.h"
#include "store/db/read.h"

#include <stdlib.h>
#include <string.h>

struct read_docs {
	struct reader *r;
	MDB_cursor *cur;
	uint16_t model;
	bool on_row;
	MDB_val k, v;
};

static int check(int rc, struct err *e)
{
	if (rc == 0 || rc == MDB_NOTFOUND)
		return 0;
	return env_error(e, rc, "cannot read table 'doc'");
}

int read_doc(struct reader *r, uint64_t doc, uint16_t model,
    struct doc_row *row, struct err *e)
{
	unsigned char key[DOC_KEY_BYTES];
	MDB_cursor *cur;
	MDB_val k = {sizeof key, key}, v;
	int rc = mdb_cursor_open(r->txn, r->env->dbi[TABLE_DOC], &cur);

	if (rc != 0)
		return env_error(e, rc, "cannot read table 'doc'");
	doc_key_write(key, doc, model, r->as_of + 1);
	rc = mdb_cursor_get(cur, &k, &v, MDB_SET_RANGE);
	if (check(rc, e) == 0)
		rc = mdb_cursor_get(
		    cur, &k, &v, rc == MDB_NOTFOUND ? MDB_LAST : MDB_PREV);
	int found = check(rc, e);

	doc_key_write(key, doc, model, 0);
	if (rc == 0 && k.mv_size == DOC_KEY_BYTES &&
	    memcmp(k.mv_data, key, DOC_KEY_BYTES - 8) == 0)
		found = doc_read((struct str){k.mv_data, k.mv_size},
			    (struct str){v.mv_data, v.mv_size}, row, e) == 0
			    ? 1
			    : -1;
	mdb_cursor_close(cur);
	return found;
}

struct read_docs *read_docs_begin(
    struct reader *r, uint16_t model, struct err *e)
{
	struct read_docs *it = mem_new(1, sizeof *it);
	int rc = mdb_cursor_open(r->txn, r->env->dbi[TABLE_DOC], &it->cur);

	it->r = r;
	it->model = model;
	if (rc == 0) {
		rc = mdb_cursor_get(it->cur, &it->k, &it->v, MDB_FIRST);
		it->on_row = rc == 0;
	}
	if (check(rc, e) != 0) {
		read_docs_end(it);
		return NULL;
	}
	return it;
}

int read_docs_seek(struct read_docs *it, uint64_t doc, struct err *e)
{
	unsigned char key[DOC_KEY_BYTES];

	doc_key_write(key, doc, 0, 0);
	it->k = (MDB_val){sizeof key, key};
	int rc = mdb_cursor_get(it->cur, &it->k, &it->v, MDB_SET_RANGE);

	it->on_row = rc == 0;
	return check(rc, e);
}

int read_docs_next(struct read_docs *it, struct doc_row *row, struct err *e)
{
	enum { IDENTITY = DOC_KEY_BYTES - 8 };
	unsigned char group[IDENTITY];
	MDB_val key = {0}, value = {0};

	while (it->on_row && it->k.mv_size == DOC_KEY_BYTES) {
		bool found = false;

		memcpy(group, it->k.mv_data, IDENTITY);
		do {
			const unsigned char *p = it->k.mv_data;

			if ((int64_t)bytes_get_be(p + IDENTITY, 8) <=
			    it->r->as_of) {
				key = it->k;
				value = it->v;
				found = true;
			}
			int rc =
			    mdb_cursor_get(it->cur, &it->k, &it->v, MDB_NEXT);

			it->on_row = rc == 0;
			if (check(rc, e) != 0)
				return -1;
		} while (it->on_row && it->k.mv_size == DOC_KEY_BYTES &&
			 memcmp(group, it->k.mv_data, IDENTITY) == 0);
		if (!found || (it->model != READ_ANY_MODEL &&
				  bytes_get_be(group + 8, 2) != it->model))
			continue;
		return doc_read((struct str){key.mv_data, key.mv_size},
			   (struct str){value.mv_data, value.mv_size}, row,
			   e) == 0
			   ? 1
			   : -1;
	}
	return 0;
}

void read_docs_end(struct read_docs *it)
{
	if (!it)
		return;
	if (it->cur)
		mdb_cursor_close(it->cur);
	free(it);
}
