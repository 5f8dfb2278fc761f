#include "store/story_rows.h"

#include "store/db/bytes.h"
#include "store/figures.h"

#include <string.h>

enum { JOINED_MAX = 8 };

uint64_t story_rows_band(uint64_t fingerprint, int band)
{
	return fingerprint >> (band * STORY_BAND_BITS) &
	       ((UINT64_C(1) << STORY_BAND_BITS) - 1);
}

void story_rows_band_key(unsigned char to[STORY_BAND_KEY], int band,
    uint64_t bits, int64_t time, uint64_t story)
{
	to[0] = (unsigned char)band;
	bytes_put_be(to + 1, bits, 2);
	bytes_put_be(to + 3, bytes_bias(time), 8);
	bytes_put_be(to + 11, story, 8);
}

void story_rows_canon_key(unsigned char to[STORY_CANON_KEY], uint64_t hash,
    int64_t time, uint64_t story)
{
	bytes_put_be(to, hash, 8);
	bytes_put_be(to + 8, bytes_bias(time), 8);
	bytes_put_be(to + 16, story, 8);
}

/* the bands of a value; `again`: those that are there are left */
static int put_bands(struct writer *w, uint64_t story, struct str value,
    bool again, struct err *e)
{
	const unsigned char *v = (const unsigned char *)value.p;
	int64_t time = (int64_t)bytes_get_le(v, 8);
	uint64_t fp = bytes_get_le(v + 8, 8);
	unsigned char k[STORY_BAND_KEY];
	struct str key = {(char *)k, STORY_BAND_KEY}, old;

	for (int band = 0; fp && band < STORY_BANDS; band++) {
		story_rows_band_key(
		    k, band, story_rows_band(fp, band), time, story);
		int there =
		    again ? env_get(w->env, w->txn, TABLE_BAND, key, &old, e)
			  : 0;

		if (there < 0 ||
		    (there == 0 && write_put(w, TABLE_BAND, key,
				       str_sub(value, 8, 16), e) != 0))
			return -1;
	}
	return 0;
}

int story_rows_put(
    struct writer *w, uint64_t story, struct str value, struct err *e)
{
	unsigned char key[8];

	bytes_put_be(key, story, 8);
	if (write_put(w, TABLE_STORY, (struct str){(char *)key, sizeof key},
		value, e) != 0)
		return -1;
	return put_bands(w, story, value, false, e);
}

static void tag_key(unsigned char to[STORY_TAG_KEY], uint64_t story,
    enum story_tag tag, uint64_t known)
{
	bytes_put_be(to, story, 8);
	to[8] = (unsigned char)tag;
	bytes_put_be(to + 9, known, 8);
}

int story_rows_put_text(
    struct writer *w, uint64_t story, struct str value, struct err *e)
{
	const unsigned char *v = (const unsigned char *)value.p;
	unsigned char key[STORY_TAG_KEY];

	tag_key(key, story, STORY_TEXT, bytes_get_le(v + 16, 8));
	if (write_put(w, TABLE_STORY, (struct str){(char *)key, sizeof key},
		value, e) != 0)
		return -1;
	return put_bands(w, story, value, true, e);
}

int story_rows_put_joined(struct writer *w, uint64_t story, uint64_t into,
    int64_t known, struct err *e)
{
	unsigned char key[STORY_TAG_KEY], v[8];

	tag_key(key, story, STORY_JOINED, (uint64_t)known);
	bytes_put_le(v, into, 8);
	return write_put(w, TABLE_STORY, (struct str){(char *)key, sizeof key},
	    (struct str){(char *)v, sizeof v}, e);
}

void story_rows_member_key(unsigned char to[STORY_MEMBER_KEY], uint64_t story,
    int64_t time, uint64_t doc)
{
	bytes_put_be(to, story, 8);
	to[8] = STORY_MEMBER;
	bytes_put_be(to + 9, bytes_bias(time), 8);
	bytes_put_be(to + 17, doc, 8);
}

int story_rows_put_member(struct writer *w, uint64_t story, int64_t time,
    uint64_t doc, int64_t known, struct err *e)
{
	unsigned char key[STORY_MEMBER_KEY], v[8];

	story_rows_member_key(key, story, time, doc);
	bytes_put_le(v, (uint64_t)known, 8);
	return write_put(w, TABLE_STORY, (struct str){(char *)key, sizeof key},
	    (struct str){(char *)v, sizeof v}, e);
}

int story_rows_put_canon(struct writer *w, uint64_t hash, int64_t time,
    uint64_t story, struct err *e)
{
	unsigned char key[STORY_CANON_KEY];

	story_rows_canon_key(key, hash, time, story);
	return write_put(w, TABLE_CANON,
	    (struct str){(char *)key, STORY_CANON_KEY}, (struct str){"", 0}, e);
}

int story_rows_get(
    struct writer *w, uint64_t story, struct str *value, struct err *e)
{
	unsigned char key[8];

	bytes_put_be(key, story, 8);
	int rc = env_get(w->env, w->txn, TABLE_STORY,
	    (struct str){(char *)key, sizeof key}, value, e);

	if (rc < 0)
		return -1;
	if (rc == 0 || value->n < STORY_HEAD_BYTES ||
	    (value->n - STORY_HEAD_BYTES) % FIGURE_BYTES)
		return err_set(e, EXIT_DATA,
		    "a row of table 'story' is missing or broken");
	return 0;
}

/* the last row of a tag: 1, 0 none, -1 */
static int last_of_tag(struct writer *w, uint64_t story, enum story_tag tag,
    struct str *value, struct err *e)
{
	unsigned char key[STORY_TAG_KEY];
	MDB_val k = {sizeof key, key}, v;
	MDB_cursor *cur;
	int out = 0,
	    rc = mdb_cursor_open(w->txn, w->env->dbi[TABLE_STORY], &cur);

	if (rc != 0)
		return env_error(e, rc, "cannot read table 'story' or 'band'");
	tag_key(key, story, tag, UINT64_MAX);
	rc = mdb_cursor_get(cur, &k, &v, MDB_SET_RANGE);
	rc = mdb_cursor_get(
	    cur, &k, &v, rc == MDB_NOTFOUND ? MDB_LAST : MDB_PREV);
	if (rc == 0 && k.mv_size == STORY_TAG_KEY &&
	    memcmp(k.mv_data, key, 9) == 0) {
		*value = (struct str){v.mv_data, v.mv_size};
		out = env_check(TABLE_STORY, (struct str){k.mv_data, k.mv_size},
			  value, e) == 0
			  ? 1
			  : -1;
	} else if (rc != 0 && rc != MDB_NOTFOUND) {
		out = env_error(e, rc, "cannot read table 'story' or 'band'");
	}
	mdb_cursor_close(cur);
	return out;
}

int story_rows_get_text(
    struct writer *w, uint64_t story, struct str *value, struct err *e)
{
	int rc = last_of_tag(w, story, STORY_TEXT, value, e);

	if (rc == 1 && (value->n < STORY_HEAD_BYTES ||
			   (value->n - STORY_HEAD_BYTES) % FIGURE_BYTES))
		return err_set(e, EXIT_DATA,
		    "a row of table 'story' is missing or broken");
	return rc;
}

int story_rows_now(
    struct writer *w, uint64_t story, uint64_t *now, struct err *e)
{
	struct str v;
	int rc = 1;

	/* the one that was joined may have been a headline's own */
	*now = story;
	for (int i = 0; i < JOINED_MAX && rc == 1; i++) {
		rc = last_of_tag(w, *now, STORY_JOINED, &v, e);
		if (rc == 1 && v.n != 8)
			return err_set(e, EXIT_DATA,
			    "a row of table 'story' is missing or broken");
		if (rc == 1)
			*now = bytes_get_le((const unsigned char *)v.p, 8);
	}
	return rc < 0 ? -1 : 0;
}
