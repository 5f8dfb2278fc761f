#include "store/dump.h"

#include "store/db/crc.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define LINE_MAX_BYTES ((size_t)1 << 30)

void dump_begin(struct dump *d, const char *record)
{
	buf_clear(&d->line);
	jsonw_begin(&d->j, &d->line);
	jsonw_object(&d->j, NULL);
	jsonw_text(&d->j, "record", str_of(record));
}

int dump_end(struct dump *d, struct err *e)
{
	jsonw_object_end(&d->j);
	buf_char(&d->line, '\n');
	if (d->line.over)
		return err_set(e, EXIT_DATA, "a record is too long");
	d->rows++;
	d->crc = crc32c(d->crc, d->line.p, d->line.n);
	return d->write(d->user, buf_view(&d->line), e);
}

void dump_hex(struct dump *d, const char *key, uint64_t v)
{
	char hex[17];

	(void)snprintf(hex, sizeof hex, "%016" PRIx64, v);
	jsonw_text(&d->j, key, str_of(hex));
}

void dump_known(struct dump *d, int64_t known)
{
	if (d->known)
		jsonw_stamp(&d->j, "known", known);
}

int dump_name(struct dump *d, const char *key, enum name_class c, uint32_t id,
    struct err *e)
{
	struct str text;

	if (id == 0)
		return 0;
	int rc = read_name(d->r, c, id, &text, e);

	if (rc == 0)
		return err_set(e, EXIT_DATA, "a name is missing");
	if (rc == 1)
		jsonw_text(&d->j, key, text);
	return rc < 0 ? -1 : 0;
}

void dump_word(struct dump *d, const char *key, enum schema_list l, unsigned v)
{
	if (v)
		jsonw_text(&d->j, key, str_of(schema_word(l, v)));
}

static int take_name(void *user, uint32_t id, struct str text)
{
	struct dump_names *to = user;

	if (to->n == to->cap) {
		to->cap = to->cap ? 2 * to->cap : 64;
		to->v = mem_grow(to->v, to->cap, sizeof *to->v);
	}
	to->v[to->n++] = (struct dump_named){text, id};
	return 0;
}

static int by_text(const void *a, const void *b)
{
	const struct dump_named *x = a, *y = b;

	return str_cmp(x->text, y->text);
}

int dump_names(
    struct dump *d, enum name_class c, struct dump_names *to, struct err *e)
{
	*to = (struct dump_names){0};
	if (read_each_name(d->r, c, take_name, to, e) != 0)
		return -1;
	if (to->n)
		qsort(to->v, to->n, sizeof *to->v, by_text);
	return 0;
}

static int dump_head(struct dump *d, struct err *e)
{
	dump_begin(d, "dump");
	jsonw_int(&d->j, "v", DUMP_VERSION);
	jsonw_int(&d->j, "schema", DUMP_SCHEMA);
	jsonw_bool(&d->j, "known", d->known);
	return dump_end(d, e);
}

static int dump_tail(struct dump *d, struct err *e)
{
	char hex[9];

	(void)snprintf(hex, sizeof hex, "%08" PRIx32, d->crc);
	dump_begin(d, "end");
	jsonw_int(&d->j, "rows", (long long)d->rows - 1);
	jsonw_text(&d->j, "crc32c", str_of(hex));
	if (d->known)
		jsonw_stamp(&d->j, "watermark", read_watermark(d->r));
	return dump_end(d, e);
}

int dump_store(
    struct reader *r, bool known, dump_write *write, void *user, struct err *e)
{
	struct dump d = {.r = r, .known = known, .write = write, .user = user};
	int rc;

	buf_init(&d.line, LINE_MAX_BYTES);
	rc = known ? 0 : dump_stories(&d, e);
	if (rc == 0)
		rc = dump_head(&d, e);
	if (rc == 0)
		rc = dump_small(&d, TABLE_MODEL, e);
	if (rc == 0)
		rc = dump_small(&d, TABLE_FEED, e);
	if (rc == 0)
		rc = dump_docs(&d, e);
	if (rc == 0 && known)
		rc = dump_small(&d, TABLE_STORY, e);
	if (rc == 0 && known)
		rc = dump_small(&d, TABLE_CANON, e);
	if (rc == 0)
		rc = dump_obs(&d, e);
	if (rc == 0)
		rc = dump_tail(&d, e);
	buf_release(&d.line);
	free(d.stories);
	return rc;
}
