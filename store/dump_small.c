#include "store/db/bytes.h"
#include "store/db/names.h"
#include "store/dump.h"
#include "store/story_rows.h"

#include <stdlib.h>

typedef int small_one(
    struct dump *d, struct str key, struct str value, struct err *e);

static int each_row(
    struct dump *d, enum schema_table t, small_one *one, struct err *e)
{
	MDB_cursor *cur;
	MDB_val k, v;
	int out = 0, rc = mdb_cursor_open(d->r->txn, d->r->env->dbi[t], &cur);

	if (rc != 0)
		return env_read_error(e, rc, t);
	while (out == 0 && (rc = mdb_cursor_get(cur, &k, &v, MDB_NEXT)) == 0) {
		struct str key = {k.mv_data, k.mv_size};
		struct str value = {v.mv_data, v.mv_size};

		out = env_check(t, key, &value, e);
		if (out == 0)
			out = one(d, key, value, e);
	}
	mdb_cursor_close(cur);
	if (out == 0 && rc != MDB_NOTFOUND)
		out = env_read_error(e, rc, t);
	return out;
}

static uint64_t be(struct str s, size_t at, size_t n)
{
	return bytes_get_be((const unsigned char *)s.p + at, n);
}

static uint64_t le(struct str s, size_t at, size_t n)
{
	return bytes_get_le((const unsigned char *)s.p + at, n);
}

static int broken(enum schema_table t, struct err *e)
{
	return err_set(e, EXIT_DATA, "a row of table '%s' has a wrong size",
	    schema_table_name(t));
}

static int write_adoption(
    struct dump *d, struct str key, struct str value, struct err *e)
{
	(void)value;
	if (key.n != 10)
		return broken(TABLE_MODEL, e);
	dump_begin(d, "model");
	if (dump_name(d, "name", NAME_MODEL, (uint32_t)be(key, 8, 2), e) != 0)
		return -1;
	dump_known(d, (int64_t)be(key, 0, 8));
	return dump_end(d, e);
}

static int write_feeds(struct dump *d, struct err *e)
{
	struct dump_names feeds;
	unsigned char key[4];
	struct str v;
	int rc = dump_names(d, NAME_FEED, &feeds, e);

	for (size_t i = 0; i < feeds.n && rc == 0; i++) {
		bytes_put_be(key, feeds.v[i].id, 4);
		rc = env_get(d->r->env, d->r->txn, TABLE_FEED,
		    (struct str){(char *)key, 4}, &v, e);
		if (rc != 1)
			continue; /* 0: named only */
		if (v.n != 16) {
			rc = broken(TABLE_FEED, e);
			continue;
		}
		dump_begin(d, "feed");
		jsonw_text(&d->j, "url", feeds.v[i].text);
		jsonw_stamp(&d->j, "first", (int64_t)le(v, 0, 8));
		dump_known(d, (int64_t)le(v, 8, 8));
		rc = dump_end(d, e);
	}
	free(feeds.v);
	return rc;
}

/* how a story is told: by its first member, or by that one's page */
static int write_text(struct dump *d, const char *record, struct str key,
    struct str value, struct err *e)
{
	if (value.n < STORY_HEAD_BYTES)
		return broken(TABLE_STORY, e);
	dump_begin(d, record);
	dump_hex(d, "story", be(key, 0, 8));
	jsonw_stamp(&d->j, "time", (int64_t)le(value, 0, 8));
	dump_hex(d, "fingerprint", le(value, 8, 8));
	dump_known(d, (int64_t)le(value, 16, 8));
	if (value.n > STORY_HEAD_BYTES) {
		struct buf hex;

		buf_init(&hex, 2 * value.n);
		for (size_t i = STORY_HEAD_BYTES; i < value.n; i++)
			buf_printf(
			    &hex, "%02x", (unsigned)(unsigned char)value.p[i]);
		jsonw_text(&d->j, "figures", buf_view(&hex));
		buf_release(&hex);
	}
	return dump_end(d, e);
}

static int write_joined(
    struct dump *d, struct str key, struct str value, struct err *e)
{
	if (value.n != 8)
		return broken(TABLE_STORY, e);
	dump_begin(d, "story-joined");
	dump_hex(d, "story", be(key, 0, 8));
	dump_hex(d, "into", le(value, 0, 8));
	dump_known(d, (int64_t)be(key, 9, 8));
	return dump_end(d, e);
}

static int write_member(
    struct dump *d, struct str key, struct str value, struct err *e)
{
	if (value.n != 8)
		return broken(TABLE_STORY, e);
	dump_begin(d, "member");
	dump_hex(d, "story", be(key, 0, 8));
	jsonw_stamp(&d->j, "time", bytes_unbias(be(key, 9, 8)));
	dump_hex(d, "doc", be(key, 17, 8));
	dump_known(d, (int64_t)le(value, 0, 8));
	return dump_end(d, e);
}

static int write_story(
    struct dump *d, struct str key, struct str value, struct err *e)
{
	unsigned char tag = key.n > 8 ? (unsigned char)key.p[8] : 0;

	if (key.n == 8)
		return write_text(d, "story", key, value, e);
	if (key.n == STORY_TAG_KEY && tag == STORY_TEXT)
		return write_text(d, "story-text", key, value, e);
	if (key.n == STORY_TAG_KEY && tag == STORY_JOINED)
		return write_joined(d, key, value, e);
	if (key.n == STORY_MEMBER_KEY && tag == STORY_MEMBER)
		return write_member(d, key, value, e);
	return broken(TABLE_STORY, e);
}

static int write_canon(
    struct dump *d, struct str key, struct str value, struct err *e)
{
	(void)value;
	if (key.n != 24)
		return broken(TABLE_CANON, e);
	dump_begin(d, "canon");
	dump_hex(d, "place", be(key, 0, 8));
	jsonw_stamp(&d->j, "time", bytes_unbias(be(key, 8, 8)));
	dump_hex(d, "story", be(key, 16, 8));
	return dump_end(d, e);
}

int dump_small(struct dump *d, enum schema_table t, struct err *e)
{
	if (t == TABLE_MODEL)
		return each_row(d, t, write_adoption, e);
	if (t == TABLE_FEED)
		return write_feeds(d, e);
	if (t == TABLE_STORY)
		return each_row(d, t, write_story, e);
	if (t == TABLE_CANON)
		return each_row(d, t, write_canon, e);
	BUG("no small table");
}
