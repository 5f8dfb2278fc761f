#include "store/undump.h"

#include "parse/record/record.h"
#include "store/db/crc.h"
#include "store/dump.h"
#include "store/identity.h"
#include "store/rollup_keep.h"
#include "store/undump_obs.h"
#include "store/undump_small.h"

#include <stdio.h>

enum { CHUNK_LINES = 50000 };
#define CHUNK_BYTES ((size_t)64 << 20)

/* a run of lines that is committed at once */
struct chunk {
	struct arena arena;
	struct str *lines;
	size_t n, cap;
	long long first; /* number of lines[0] */
	struct rows rows;
	struct identity commits; /* known of documents and adoptions */
};

bool undump_is(struct str first_line)
{
	return str_starts(first_line, STR("{\"record\":\"dump\""));
}

/* a broken stamp is told by those who read the whole record */
static void remember(struct chunk *c, const json_t *o)
{
	struct err ignored = {0};
	struct fields f = {o, 0, &ignored};
	int64_t known = fields_stamp(&f, "known");

	if (known != STAMP_NONE)
		(void)identity_put(
		    &c->commits, (uint64_t)known, (uint64_t)known);
}

/* the records that a row each is made of */
static const struct {
	const char *name;
	int (*put)(struct writer *w, const json_t *o, struct err *e);
} small[] = {{"story", undump_story}, {"story-text", undump_story_text},
    {"story-joined", undump_joined}, {"member", undump_member},
    {"canon", undump_canon}, {"feed", undump_feed}, {"model", undump_model}};

static int take(struct writer *w, struct chunk *c, struct str line,
    const json_t *o, struct err *e)
{
	struct fields f = {o, 0, e};
	struct str record = fields_text(&f, "record");

	if (str_eq(record, STR("obs")))
		return undump_obs(w, &c->rows, o, e);
	remember(c, o);
	if (str_eq(record, STR("doc")))
		return undump_doc(w, o, line, e);
	for (size_t i = 0; i < sizeof small / sizeof *small; i++)
		if (str_eq(record, str_of(small[i].name)))
			return small[i].put(w, o, e);
	return err_set(e, EXIT_DATA, "no record of a dump");
}

static json_t *object(struct str line, struct err *e)
{
	json_error_t why;
	json_t *o = json_loadb(line.p, line.n, JSON_ALLOW_NUL, &why);

	if (json_is_object(o))
		return o;
	json_decref(o);
	err_set(e, EXIT_DATA, "no JSON object");
	return NULL;
}

static int put_chunk(struct writer *w, void *user, struct err *e)
{
	struct chunk *c = user;

	/* known of the rows is their own; the watermark comes at the end */
	w->quiet = true;
	rows_clear(&c->rows);
	for (size_t i = 0; i < c->n; i++) {
		struct err mine = {0};
		json_t *o = object(c->lines[i], &mine);
		int rc = o ? take(w, c, c->lines[i], o, &mine) : -1;

		json_decref(o);
		if (rc != 0)
			return err_set(e, mine.code, "line %lld: %s",
			    c->first + (long long)i, mine.text);
	}
	return rows_put(&c->rows, w, e);
}

static int end_chunk(struct writer *w, struct chunk *c, struct err *e)
{
	int rc = c->n ? write_run(w, 0, put_chunk, c, e) : 0;

	arena_reset(&c->arena);
	c->lines = NULL;
	c->n = c->cap = 0;
	return rc;
}

/* the last transaction: the watermark, and the commits without observations,
 * which are told by documents and adoptions alone */
static int put_commits(struct writer *w, void *user, struct err *e)
{
	const struct chunk *c = user;

	for (size_t i = 0; i < c->commits.cap; i++)
		if (c->commits.slots[i].key &&
		    write_commit_mark(
			w, (int64_t)c->commits.slots[i].value, e) != 0)
			return -1;
	return 0;
}

/* what is made of the rows, now that all of them are there */
static int put_rollup(struct writer *w, void *user, struct err *e)
{
	(void)user;
	w->quiet = true;
	return rollup_fill_all(w, e);
}

static int check_head(struct str line, struct err *e)
{
	json_t *o = object(line, e);
	struct fields f = {o, 0, e};

	if (!o)
		return -1;
	int64_t version = fields_int(&f, "v", 0, INT32_MAX, 0);
	int64_t schema = fields_int(&f, "schema", 0, INT32_MAX, 0);
	bool known = json_is_true(json_object_get(o, "known"));

	json_decref(o);
	if (version > DUMP_VERSION || schema > DUMP_SCHEMA)
		return err_set(
		    e, EXIT_CONFIG, "the dump was written by a newer version");
	if (version < 1 || schema < 1)
		err_set(e, EXIT_DATA, "the dump has no version");
	if (!known)
		err_set(e, EXIT_DATA,
		    "the dump was written with --no-known: it can only be "
		    "compared");
	return e->code ? -1 : 0;
}

/* the end mark: everything is there, as it was written */
static int check_tail(struct writer *w, struct chunk *c, struct str line,
    uint64_t rows, uint32_t crc, struct err *e)
{
	json_t *o = object(line, e);
	struct fields f = {o, 0, e};
	char hex[9];

	if (!o)
		return -1;
	(void)snprintf(hex, sizeof hex, "%08x", (unsigned)crc);
	int64_t n = fields_int(&f, "rows", 0, INT64_MAX, -1);
	bool same = str_eq(fields_text(&f, "crc32c"), str_of(hex));
	int64_t watermark = fields_stamp(&f, "watermark");

	json_decref(o);
	if (e->code)
		return -1;
	if (n < 0 || (uint64_t)n != rows || !same)
		return err_set(e, EXIT_DATA,
		    "the dump is damaged: its end mark does not fit");
	if (watermark == STAMP_NONE || watermark < 0)
		return err_set(e, EXIT_DATA, "the dump has no watermark");
	if (watermark == 0)
		return 0; /* of an empty store */
	return write_run(w, watermark, put_commits, c, e);
}

static int add_line(struct writer *w, struct chunk *c, struct str line,
    long long number, struct err *e)
{
	if (c->n == 0)
		c->first = number;
	c->lines =
	    arena_more(&c->arena, c->lines, c->n, &c->cap, sizeof *c->lines);
	c->lines[c->n++] = arena_str(&c->arena, line);
	if (c->n >= CHUNK_LINES || c->arena.used >= CHUNK_BYTES)
		return end_chunk(w, c, e);
	return 0;
}

static uint32_t crc_line(uint32_t crc, struct str line)
{
	return crc32c(crc32c(crc, line.p, line.n), "\n", 1);
}

/* crc: of the first line */
static int read_all(struct writer *w, struct chunk *c, struct lines *from,
    uint32_t crc, uint64_t *rows, struct err *e)
{
	struct str line;

	for (;;) {
		enum lines_result r = lines_next(from, &line, e);

		if (r == LINES_END)
			return err_set(e, EXIT_DATA,
			    "the dump has no end mark: it was cut short");
		if (r != LINES_LINE)
			return -1;
		if (str_starts(line, STR("{\"record\":\"end\"")))
			break;
		crc = crc_line(crc, line);
		++*rows;
		if (add_line(w, c, line, lines_number(from), e) != 0)
			return -1;
	}
	if (end_chunk(w, c, e) != 0 ||
	    write_run(w, 0, put_rollup, NULL, e) != 0)
		return -1;
	return check_tail(w, c, line, *rows, crc, e);
}

int undump(struct writer *w, struct lines *from, struct str first,
    uint64_t *rows, struct err *e)
{
	struct chunk c = {0};
	uint32_t crc = crc_line(0, first);
	int rc = check_head(first, e);

	*rows = 0;
	rows_init(&c.rows);
	if (rc == 0)
		rc = read_all(w, &c, from, crc, rows, e);
	rows_release(&c.rows);
	identity_release(&c.commits);
	arena_release(&c.arena);
	return rc;
}
