#include "store/undump_small.h"

#include "parse/record/record.h"
#include "store/db/bytes.h"
#include "store/db/doc.h"
#include "store/figures.h"
#include "store/story_rows.h"

#include <stdlib.h>
#include <string.h>

#define DOC_ROW_MAX_BYTES ((size_t)512 << 20)
enum { SERIES_MAX = 1 << 20 };

static int needed(struct err *e, const char *key)
{
	return err_set(e, EXIT_DATA, "field '%s' is missing", key);
}

/* a stamp that is there; 0 with e set where not */
static int64_t known(struct fields *f)
{
	int64_t t = fields_stamp(f, "known");

	if (t == STAMP_NONE || t < 0)
		(void)needed(f->e, "known");
	return t;
}

int undump_model(struct writer *w, const json_t *o, struct err *e)
{
	struct fields f = {o, 0, e};
	struct str name = fields_text(&f, "name");
	unsigned char key[10];
	uint16_t model;

	bytes_put_be(key, (uint64_t)known(&f), 8);
	if (!name.n)
		return needed(e, "name");
	if (e->code || write_model(w, name, &model, e) != 0)
		return -1;
	bytes_put_be(key + 8, model, 2);
	return write_put(
	    w, TABLE_MODEL, (struct str){(char *)key, sizeof key}, STR(""), e);
}

int undump_feed(struct writer *w, const json_t *o, struct err *e)
{
	struct fields f = {o, 0, e};
	struct str url = fields_text(&f, "url");
	unsigned char key[4], v[16];
	uint32_t id;

	bytes_put_le(v, (uint64_t)fields_stamp(&f, "first"), 8);
	bytes_put_le(v + 8, (uint64_t)known(&f), 8);
	if (!url.n)
		return needed(e, "url");
	if (e->code || write_name(w, NAME_FEED, url, &id, e) != 0)
		return -1;
	bytes_put_be(key, id, 4);
	return write_put(w, TABLE_FEED, (struct str){(char *)key, sizeof key},
	    (struct str){(char *)v, sizeof v}, e);
}

static int digit(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = memchr(digits, c, 16);

	return at ? (int)(at - digits) : -1;
}

/* n bytes from 2n hex digits */
static bool read_hex(struct str s, unsigned char *to, size_t n)
{
	if (s.n != 2 * n)
		return false;
	for (size_t i = 0; i < n; i++) {
		int high = digit(s.p[2 * i]), low = digit(s.p[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		to[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

static int story_text(
    struct writer *w, const json_t *o, bool again, struct err *e)
{
	struct fields f = {o, 0, e};
	struct str figures = fields_text(&f, "figures");
	unsigned char v[STORY_HEAD_BYTES + FIGURES_MAX_BYTES];
	size_t n = figures.n / 2;

	bytes_put_le(v, (uint64_t)fields_stamp(&f, "time"), 8);
	bytes_put_le(v + 8, fields_hex(&f, "fingerprint"), 8);
	bytes_put_le(v + 16, (uint64_t)known(&f), 8);
	if (n > FIGURES_MAX_BYTES || n % FIGURE_BYTES ||
	    !read_hex(figures, v + STORY_HEAD_BYTES, n))
		err_set(e, EXIT_DATA, "field 'figures' has a wrong size");
	uint64_t story = fields_hex(&f, "story");

	if (e->code)
		return -1;
	struct str value = {(char *)v, STORY_HEAD_BYTES + n};

	return again ? story_rows_put_text(w, story, value, e)
		     : story_rows_put(w, story, value, e);
}

int undump_story(struct writer *w, const json_t *o, struct err *e)
{
	return story_text(w, o, false, e);
}

int undump_story_text(struct writer *w, const json_t *o, struct err *e)
{
	return story_text(w, o, true, e);
}

int undump_joined(struct writer *w, const json_t *o, struct err *e)
{
	struct fields f = {o, 0, e};
	uint64_t story = fields_hex(&f, "story");
	uint64_t into = fields_hex(&f, "into");
	int64_t when = known(&f);

	if (e->code)
		return -1;
	return story_rows_put_joined(w, story, into, when, e);
}

int undump_member(struct writer *w, const json_t *o, struct err *e)
{
	struct fields f = {o, 0, e};
	uint64_t story = fields_hex(&f, "story");
	uint64_t doc = fields_hex(&f, "doc");
	int64_t time = fields_stamp(&f, "time");
	int64_t when = known(&f);

	if (e->code)
		return -1;
	return story_rows_put_member(w, story, time, doc, when, e);
}

int undump_canon(struct writer *w, const json_t *o, struct err *e)
{
	struct fields f = {o, 0, e};
	uint64_t place = fields_hex(&f, "place");
	uint64_t story = fields_hex(&f, "story");
	int64_t time = fields_stamp(&f, "time");

	if (e->code)
		return -1;
	return story_rows_put_canon(w, place, time, story, e);
}

static int by_id(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static int read_series(
    struct writer *w, const json_t *o, uint32_t **ids, size_t *n, struct err *e)
{
	const json_t *list = json_object_get(o, "series");

	*n = json_array_size(list);
	*ids = NULL;
	if (list && (!json_is_array(list) || *n > SERIES_MAX))
		return err_set(e, EXIT_DATA, "field 'series' is no such array");
	*ids = mem_new(*n, sizeof **ids);
	for (size_t i = 0; i < *n; i++) {
		const json_t *v = json_array_get(list, i);
		struct str name = {json_string_value(v), json_string_length(v)};

		if (!name.n)
			return err_set(
			    e, EXIT_DATA, "field 'series' holds no name");
		if (write_name(w, NAME_SERIES, name, &(*ids)[i], e) != 0)
			return -1;
	}
	if (*n)
		qsort(*ids, *n, sizeof **ids, by_id);
	return 0;
}

static int read_head(
    struct writer *w, struct fields *f, struct doc_row *d, struct err *e)
{
	uint32_t lang;

	d->doc = fields_hex(f, "doc");
	d->known = known(f);
	d->origin = (enum origin)fields_word(f, "origin", LIST_ORIGIN);
	d->content = fields_word(f, "content", LIST_CONTENT);
	d->precision = fields_word(f, "precision", LIST_PRECISION);
	d->kind = fields_word(f, "kind", LIST_ARTICLE_KIND);
	d->scope = fields_word(f, "scope", LIST_SCOPE);
	d->story = fields_hex(f, "story");
	d->time = fields_stamp(f, "time");
	d->published = fields_stamp(f, "published");
	d->seen = fields_stamp(f, "seen");
	d->fingerprint = fields_hex(f, "fingerprint");
	if (!read_hex(fields_text(f, "digest"), d->digest, DOC_DIGEST_BYTES))
		err_set(e, EXIT_DATA, "field 'digest' is not of 32 hex digits");
	if (e->code ||
	    write_name(w, NAME_LANG, fields_text(f, "lang"), &lang, e) != 0 ||
	    write_name(
		w, NAME_SOURCE, fields_text(f, "source"), &d->source, e) != 0 ||
	    write_model(w, fields_text(f, "model"), &d->model, e) != 0)
		return -1;
	if (lang > UINT16_MAX)
		return err_set(e, EXIT_DATA, "too many languages");
	d->lang = (uint16_t)lang;
	return 0;
}

static int put_doc(struct writer *w, const struct doc_row *d,
    const uint32_t *ids, size_t n, struct str line, struct err *e)
{
	unsigned char key[DOC_KEY_BYTES];
	struct buf b;
	int rc;

	buf_init(&b, DOC_ROW_MAX_BYTES);
	doc_key_write(key, d->doc, d->model, d->known);
	doc_write(&b, d, ids, n, line);
	if (b.over)
		rc = err_set(e, EXIT_DATA, "an article is too big");
	else
		rc = write_whole(w, TABLE_DOC,
		    (struct str){(char *)key, sizeof key}, buf_view(&b), 0, e);
	buf_release(&b);
	return rc;
}

int undump_doc(
    struct writer *w, const json_t *o, struct str line, struct err *e)
{
	struct fields f = {o, 0, e};
	struct doc_row d = {0};
	struct str own = record_member(line, STR("line"));
	int64_t pruned = fields_stamp(&f, "pruned");
	unsigned char when[8];
	uint32_t *ids = NULL;
	size_t n = 0;

	if (pruned != STAMP_NONE) {
		bytes_put_le(when, (uint64_t)pruned, 8);
		own = (struct str){(char *)when, sizeof when};
		d.flags = DOC_PRUNED;
	} else if (!own.n || own.p[0] != '{') {
		return needed(e, "line");
	}
	int rc = read_head(w, &f, &d, e);

	if (rc == 0)
		rc = read_series(w, o, &ids, &n, e);
	if (rc == 0)
		rc = put_doc(w, &d, ids, n, own, e);
	free(ids);
	return rc;
}
