#include "store/db/bytes.h"
#include "store/db/names.h"
#include "store/db/write.h"

enum { NAME_MAX_BYTES = 65536 };
enum { MODELS_MAX = 0xfffe }; /* READ_ANY_MODEL is the one above */

/* ids of a class run from 1 without gaps: the last one stands before the
 * first of the next class */
static int last_id(
    struct writer *w, enum name_class c, uint32_t *id, struct err *e)
{
	unsigned char key[NAMES_ID_BYTES];
	MDB_val k = {sizeof key, key}, v;
	MDB_cursor *cur;
	int rc = mdb_cursor_open(w->txn, w->env->dbi[TABLE_TEXT], &cur);

	*id = 0;
	if (rc != 0)
		return env_error(e, rc, "cannot read table 'text'");
	names_id_key(key, (enum name_class)(c + 1), 0);
	rc = mdb_cursor_get(cur, &k, &v, MDB_SET_RANGE);
	rc = mdb_cursor_get(
	    cur, &k, &v, rc == MDB_NOTFOUND ? MDB_LAST : MDB_PREV);
	if (rc == 0 && k.mv_size == NAMES_ID_BYTES) {
		const unsigned char *p = k.mv_data;

		if (p[0] == (unsigned char)c)
			*id = (uint32_t)bytes_get_be(p + 1, 4);
	}
	mdb_cursor_close(cur);
	if (rc != 0 && rc != MDB_NOTFOUND)
		return env_error(e, rc, "cannot read table 'text'");
	return 0;
}

static int make_name(struct writer *w, enum name_class c, struct str text,
    uint32_t *id, struct err *e)
{
	unsigned char key[NAMES_KEY_BYTES], id_key[NAMES_ID_BYTES], v[4];
	uint32_t *next = &w->next_id[(unsigned char)c];

	if (text.n > NAME_MAX_BYTES)
		return err_set(e, EXIT_DATA, "a name is too long");
	if (*next == 0) {
		if (last_id(w, c, next, e) != 0)
			return -1;
		++*next;
	}
	names_key(key, c, text);
	names_id_key(id_key, c, *next);
	bytes_put_le(v, *next, 4);
	if (write_put(w, TABLE_NAME, (struct str){(char *)key, sizeof key},
		(struct str){(char *)v, sizeof v}, e) != 0 ||
	    write_put(w, TABLE_TEXT,
		(struct str){(char *)id_key, sizeof id_key}, text, e) != 0)
		return -1;
	*id = (*next)++;
	return 0;
}

int write_name(struct writer *w, enum name_class c, struct str text,
    uint32_t *id, struct err *e)
{
	*id = 0;
	if (text.n == 0)
		return 0;
	*id = name_cache_get(&w->names, c, text);
	if (*id)
		return 0;
	int rc = names_find(w->env, w->txn, c, text, id, e);

	if (rc == 0)
		rc = make_name(w, c, text, id, e) == 0 ? 1 : -1;
	if (rc < 0)
		return -1;
	name_cache_put(&w->names, c, text, *id);
	return 0;
}

int write_series(
    struct writer *w, const struct series_name *s, uint32_t *id, struct err *e)
{
	struct buf name;

	buf_init(&name, NAME_MAX_BYTES);
	series_write(&name, s);
	int rc = name.over ? err_set(e, EXIT_DATA, "a name is too long")
			   : write_name(w, NAME_SERIES, buf_view(&name), id, e);

	buf_release(&name);
	return rc;
}

int write_model(struct writer *w, struct str name, uint16_t *id, struct err *e)
{
	uint32_t wide;

	if (write_name(w, NAME_MODEL, name, &wide, e) != 0)
		return -1;
	if (wide > MODELS_MAX)
		return err_set(e, EXIT_DATA, "too many models");
	*id = (uint16_t)wide;
	return 0;
}
