#include "store/db/index_put.h"

#include "store/db/bytes.h"
#include "store/db/check.h"
#include "store/db/obs.h"

#include <string.h>

enum { IDENTITY = OBS_KEY_BYTES - 8, CRC = 4, ROW_MAX_BYTES = 1024 };

struct putting {
	struct str name, text;
	int64_t base, known;
};

/* 1 the definition is there, with its known; 0, -1 */
static int find(struct writer *w, struct obs_key *k, struct err *e)
{
	unsigned char key[OBS_KEY_BYTES], found[OBS_KEY_BYTES];
	MDB_val at = {sizeof key, key}, v;
	MDB_cursor *cur;
	struct obs_key first = *k;
	int rc = mdb_cursor_open(w->txn, w->env->dbi[TABLE_OBS], &cur);

	if (rc != 0)
		return env_error(e, rc, "cannot read table 'obs'");
	first.known = 0;
	obs_key_write(key, &first);
	rc = mdb_cursor_get(cur, &at, &v, MDB_SET_RANGE);
	if (rc == 0 && at.mv_size == OBS_KEY_BYTES)
		memcpy(found, at.mv_data, OBS_KEY_BYTES);
	mdb_cursor_close(cur);
	if (rc != 0 && rc != MDB_NOTFOUND)
		return env_error(e, rc, "cannot read table 'obs'");
	if (rc == MDB_NOTFOUND || memcmp(found, key, IDENTITY) != 0)
		return 0;
	obs_key_read(found, k);
	return 1;
}

/* the row, its row of the change feed, and the sums of its month */
static int put_row(struct writer *w, const struct obs_row *r, struct err *e)
{
	unsigned char key[OBS_KEY_BYTES], log[OBS_KEY_BYTES];
	struct write_sum sum = {1, 0};
	struct buf value;

	buf_init(&value, ROW_MAX_BYTES);
	obs_key_write(key, &r->key);
	memcpy(log, key + IDENTITY, 8);
	memcpy(log + 8, key, IDENTITY);
	obs_write(&value, r, (struct str){"", 0});
	sum.sum =
	    bytes_get_le((const unsigned char *)value.p + value.n - CRC, CRC);
	int rc = write_whole(w, TABLE_OBS,
	    (struct str){(char *)key, sizeof key}, buf_view(&value), 0, e);

	if (rc == 0)
		rc = write_put(w, TABLE_LOG,
		    (struct str){(char *)log, sizeof log}, (struct str){"", 0},
		    e);
	if (rc == 0)
		rc = write_month(
		    w, r->key.series, check_month(r->key.time), sum, e);
	buf_release(&value);
	return rc;
}

static int put(struct writer *w, void *user, struct err *e)
{
	struct putting *p = user;
	const struct series_name name = {OBS_INDEX, p->name, p->text};
	struct obs_row r = {.kind = OBS_INDEX,
	    .key = {.time = p->base, .known = w->known},
	    .seen = STAMP_NONE};
	struct obs_key is;

	p->known = w->known;
	if (write_series(w, &name, &r.key.series, e) != 0)
		return -1;
	is = r.key;
	int rc = find(w, &is, e);

	if (rc == 1)
		p->known = is.known;
	if (rc != 0)
		return rc < 0 ? -1 : WRITE_NOTHING;
	return put_row(w, &r, e);
}

int index_put(struct env *env, struct str name, struct str text, int64_t base,
    int64_t now, int64_t *known, struct err *e)
{
	struct putting p = {.name = name, .text = text, .base = base};
	struct writer w;

	if (text.n > INDEX_TEXT_MAX_BYTES)
		return err_set(e, EXIT_USAGE,
		    "the definition is too long: name fewer sources");
	write_init(&w, env);
	int rc = write_run(&w, now, put, &p, e);

	write_release(&w);
	*known = p.known;
	return rc < 0 ? -1 : rc == 0;
}
