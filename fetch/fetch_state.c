#include "fetch/fetch_state.h"

#include "fetch/base/jsonw.h"
#include "fetch/state_db.h"

#include <jansson.h>
#include <string.h>

enum { VALUE_MAX_BYTES = 1 << 20 };

/* the stored object, NULL where there is none or none that can be read; *bad
 * on an error */
static json_t *get(struct fetch_state *s, enum state_table t, struct str key,
    bool *bad, struct err *e)
{
	json_t *o = NULL;
	struct str v;
	MDB_txn *txn;

	const struct state_note *noted = state_db_noted(s, t, key);

	*bad = false;
	if (noted)
		return json_loadb(
		    noted->value.p, noted->value.n, JSON_ALLOW_NUL, NULL);
	*bad = state_db_begin(s, false, &txn, e) != 0;
	if (*bad)
		return NULL;
	int rc = state_db_get(s, txn, t, key, &v);

	if (rc == 0)
		o = json_loadb(v.p, v.n, JSON_ALLOW_NUL, NULL);
	mdb_txn_abort(txn);
	*bad = rc != 0 && rc != MDB_NOTFOUND;
	if (*bad)
		state_db_fail(e, rc, "cannot read");
	return o;
}

static struct str text_of(const json_t *o, const char *key, struct arena *a)
{
	const json_t *v = json_object_get(o, key);
	struct str s = {json_string_value(v), json_string_length(v)};

	return arena_str(a, s);
}

static int hex(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
				      : -1;
}

/* put_bytes() undone */
static struct str bytes_of(const json_t *o, const char *key, struct arena *a)
{
	struct str s = text_of(o, key, a);
	char *to = arena_new(a, s.n + 1);
	size_t n = 0;

	if (!s.p)
		return s;
	for (size_t i = 0; i < s.n; i++) {
		bool coded = s.p[i] == '%' && i + 2 < s.n &&
			     hex(s.p[i + 1]) >= 0 && hex(s.p[i + 2]) >= 0;

		int byte = coded ? hex(s.p[i + 1]) * 16 + hex(s.p[i + 2])
				 : (unsigned char)s.p[i];

		to[n++] = (char)(byte & 0xff);
		i += coded ? 2 : 0;
	}
	return (struct str){to, n};
}

static int64_t number_of(const json_t *o, const char *key, int64_t absent)
{
	const json_t *v = json_object_get(o, key);

	return json_is_integer(v) ? json_integer_value(v) : absent;
}

/* the part of a feed that fetch writes; `items` is counted apart */
static void read_feed(struct feed_memory *m, const json_t *o, struct arena *a)
{
	*m = (struct feed_memory){
	    .name = text_of(o, "name", a),
	    .etag = bytes_of(o, "etag", a),
	    .modified = bytes_of(o, "modified", a),
	    .validated = text_of(o, "validated", a),
	    .digest = text_of(o, "digest", a),
	    .moved = text_of(o, "moved", a),
	    .moved_seen = (long)number_of(o, "moved_seen", 0),
	    .planned = number_of(o, "planned", STAMP_NONE),
	    .reason = text_of(o, "reason", a),
	    .next_due = number_of(o, "next_due", STAMP_NONE),
	    .last_try = number_of(o, "last_try", STAMP_NONE),
	    .last_success = number_of(o, "last_success", STAMP_NONE),
	    .failures = (long)number_of(o, "failures", 0),
	    .polls = (long)number_of(o, "polls", 0),
	    .interval = (long)number_of(o, "interval", 0),
	    .gone = json_is_true(json_object_get(o, "gone")),
	};
}

/* a number of a table; 0 where there is none */
static int read_number(struct fetch_state *s, MDB_txn *txn, enum state_table t,
    struct str key, int64_t *n)
{
	struct str v;
	int rc = state_db_get(s, txn, t, key, &v);

	*n = 0;
	if (rc == 0 && v.n == sizeof *n)
		memcpy(n, v.p, sizeof *n);
	return rc == MDB_NOTFOUND ? 0 : rc;
}

/* what stands apart from the feed's own object */
static int read_numbers(
    struct fetch_state *s, MDB_txn *txn, struct str url, struct feed_memory *m)
{
	int64_t seen = 0, ttl = 0;
	int rc = read_number(s, txn, STATE_SEEN, url, &seen);

	if (rc == 0)
		rc = read_number(s, txn, STATE_TTL, url, &ttl);
	m->items = (long)seen;
	m->ttl = (long)ttl;
	return rc;
}

int fetch_state_feed(struct fetch_state *s, struct str url, struct arena *a,
    struct feed_memory *m, struct err *e)
{
	const struct state_note *noted = state_db_noted(s, STATE_FEED, url);
	struct str v;
	MDB_txn *txn;

	read_feed(m, NULL, a);
	if (state_db_begin(s, false, &txn, e) != 0)
		return -1;
	int rc = noted ? 0 : state_db_get(s, txn, STATE_FEED, url, &v);
	int found = 0;

	if (noted)
		v = noted->value;
	if (rc == 0) {
		json_t *o = json_loadb(v.p, v.n, JSON_ALLOW_NUL, NULL);

		found = o != NULL;
		read_feed(m, o, a);
		json_decref(o);
		rc = read_numbers(s, txn, url, m);
	}
	mdb_txn_abort(txn);
	if (rc != 0 && rc != MDB_NOTFOUND)
		return state_db_fail(e, rc, "cannot read");
	return found;
}

void fetch_state_note_ttl(struct fetch_state *s, struct str feed, long seconds)
{
	const int64_t v = seconds;

	state_db_note(s, &(struct state_note){.table = STATE_TTL,
			     .key = feed,
			     .value = {(const char *)&v, sizeof v}});
}

static void put_time(struct jsonw *j, const char *key, int64_t t)
{
	if (t != STAMP_NONE)
		jsonw_int(j, key, t);
}

/* Validators are opaque bytes, and JSON is text: what is not plain ASCII goes
 * in and out as %XX. */
static void put_bytes(struct jsonw *j, const char *key, struct str bytes)
{
	struct buf b;

	if (!bytes.p)
		return;
	buf_init(&b, 3 * bytes.n + 1);
	for (size_t i = 0; i < bytes.n; i++) {
		unsigned char c = (unsigned char)bytes.p[i];

		if (c < ' ' || c >= 0x7f || c == '%')
			buf_printf(&b, "%%%02X", (unsigned)c);
		else
			buf_char(&b, bytes.p[i]);
	}
	jsonw_text(j, key, buf_view(&b));
	buf_release(&b);
}

void fetch_state_note_feed(
    struct fetch_state *s, struct str url, const struct feed_memory *m)
{
	struct jsonw j;
	struct buf b;

	buf_init(&b, VALUE_MAX_BYTES);
	jsonw_begin(&j, &b);
	jsonw_object(&j, NULL);
	jsonw_text(&j, "url", url);
	jsonw_text(&j, "name", m->name);
	put_bytes(&j, "etag", m->etag);
	put_bytes(&j, "modified", m->modified);
	jsonw_text(&j, "validated", m->validated);
	jsonw_text(&j, "digest", m->digest);
	jsonw_text(&j, "moved", m->moved);
	jsonw_int(&j, "moved_seen", m->moved_seen);
	put_time(&j, "planned", m->planned);
	jsonw_text(&j, "reason", m->reason);
	put_time(&j, "next_due", m->next_due);
	put_time(&j, "last_try", m->last_try);
	put_time(&j, "last_success", m->last_success);
	jsonw_int(&j, "failures", m->failures);
	jsonw_int(&j, "polls", m->polls);
	jsonw_int(&j, "interval", m->interval);
	if (m->gone)
		jsonw_bool(&j, "gone", true);
	jsonw_object_end(&j);
	state_db_note(
	    s, &(struct state_note){
		   .table = STATE_FEED, .key = url, .value = buf_view(&b)});
	buf_release(&b);
}

int fetch_state_item(struct fetch_state *s, struct str id, struct arena *a,
    struct item_memory *m, struct err *e)
{
	bool bad;
	json_t *o = get(s, STATE_ITEM, id, &bad, e);

	*m = (struct item_memory){.next_try = STAMP_NONE};
	if (!o)
		return bad ? -1 : 0;
	m->updated = text_of(o, "updated", a);
	m->digest = text_of(o, "digest", a);
	m->feed = text_of(o, "feed", a);
	m->attempts = (long)number_of(o, "attempts", 0);
	m->rechecks = (long)number_of(o, "rechecks", 0);
	m->next_try = number_of(o, "next_try", STAMP_NONE);
	m->fetched = json_is_true(json_object_get(o, "fetched"));
	m->told = json_is_true(json_object_get(o, "told"));
	json_decref(o);
	return 1;
}

void fetch_state_note_item(
    struct fetch_state *s, struct str id, const struct item_memory *m)
{
	struct jsonw j;
	struct buf b;

	buf_init(&b, VALUE_MAX_BYTES);
	jsonw_begin(&j, &b);
	jsonw_object(&j, NULL);
	jsonw_text(&j, "updated", m->updated);
	jsonw_text(&j, "digest", m->digest);
	jsonw_text(&j, "feed", m->feed);
	jsonw_int(&j, "attempts", m->attempts);
	if (m->rechecks)
		jsonw_int(&j, "rechecks", m->rechecks);
	put_time(&j, "next_try", m->next_try);
	jsonw_bool(&j, "fetched", m->fetched);
	jsonw_bool(&j, "told", m->told);
	jsonw_object_end(&j);
	state_db_note(s, &(struct state_note){.table = STATE_ITEM,
			     .key = id,
			     .value = buf_view(&b),
			     .feed = m->feed});
	buf_release(&b);
}

static int count_item(struct fetch_state *s, MDB_txn *txn, struct str feed)
{
	int64_t seen = 0;
	int rc = read_number(s, txn, STATE_SEEN, feed, &seen);

	if (rc != 0)
		return rc;
	seen++;
	return state_db_put(s, txn, STATE_SEEN, feed,
	    (struct str){(const char *)&seen, sizeof seen});
}

static int write_note(
    struct fetch_state *s, MDB_txn *txn, const struct state_note *note)
{
	struct str old;

	if (!note->key.p)
		return 0;
	if (!note->value.p)
		return state_db_del(s, txn, note->table, note->key);
	int rc = state_db_get(s, txn, note->table, note->key, &old);
	bool is_new = rc == MDB_NOTFOUND && note->feed.n;

	if (rc == 0 || rc == MDB_NOTFOUND)
		rc = state_db_put(s, txn, note->table, note->key, note->value);
	return rc == 0 && is_new ? count_item(s, txn, note->feed) : rc;
}

size_t fetch_state_notes(const struct fetch_state *s, int64_t *since)
{
	*since = s->noted_since;
	return s->n_notes;
}

int fetch_state_flush(struct fetch_state *s, struct err *e)
{
	int rc = 0;
	MDB_txn *txn;

	if (s->n_notes == 0)
		return 0;
	if (state_db_begin(s, true, &txn, e) != 0)
		return -1;
	for (size_t i = 0; i < s->n_notes && rc == 0; i++)
		rc = write_note(s, txn, &s->notes[i]);
	state_db_clear_notes(s);
	return state_db_end(txn, rc, e);
}

static int add_row(struct fetch_state *s, MDB_txn *txn, MDB_val v,
    struct arena *a, struct feed_row *row)
{
	json_t *o = json_loadb(v.mv_data, v.mv_size, JSON_ALLOW_NUL, NULL);

	row->url = text_of(o, "url", a);
	read_feed(&row->memory, o, a);
	json_decref(o);
	return read_numbers(s, txn, row->url, &row->memory);
}

int fetch_state_feeds(struct fetch_state *s, struct arena *a,
    struct feed_row **rows, size_t *n, struct err *e)
{
	size_t cap = 0;
	MDB_cursor *c = NULL;
	MDB_val k, v = {0, NULL};
	MDB_txn *txn;

	*rows = NULL;
	*n = 0;
	if (!s->there[STATE_FEED])
		return 0;
	if (state_db_begin(s, false, &txn, e) != 0)
		return -1;
	int rc = mdb_cursor_open(txn, s->table[STATE_FEED], &c);

	if (rc == 0)
		rc = mdb_cursor_get(c, &k, &v, MDB_FIRST);
	while (rc == 0) {
		*rows = arena_more(a, *rows, *n, &cap, sizeof **rows);
		rc = add_row(s, txn, v, a, &(*rows)[*n]);
		if (rc == 0 && (*rows)[*n].url.n)
			++*n;
		if (rc == 0)
			rc = mdb_cursor_get(c, &k, &v, MDB_NEXT);
	}
	if (c)
		mdb_cursor_close(c);
	mdb_txn_abort(txn);
	return rc == MDB_NOTFOUND ? 0 : state_db_fail(e, rc, "cannot read");
}
