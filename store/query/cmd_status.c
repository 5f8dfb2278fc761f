#include "store/query/cmd.h"

#include "fetch/base/home.h"
#include "store/db/check.h"
#include "store/query/footer.h"
#include "store/query/health.h"
#include "store/query/holdings.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_BYTES = 8192, FAILING = 3 };

enum { AT_PART, AT_NAME, AT_VALUE, AT_TIME, AT_NOTE, COLUMNS };

static const struct column columns[COLUMNS] = {
    [AT_PART] = {"part", 0, 0, CELL_NULL},
    [AT_NAME] = {"name", COLUMN_CUT, 0, CELL_NULL},
    [AT_VALUE] = {"value", COLUMN_RIGHT, 0, CELL_NULL},
    [AT_TIME] = {"time", 0, 0, CELL_STAMP},
    [AT_NOTE] = {"note", 0, 0, CELL_NULL},
};

struct status {
	struct question q;
	struct sheet *sheet;
	const char *part;
};

static void row(struct status *s, struct str name, struct cell value,
    int64_t time, struct cell note)
{
	const struct cell c[COLUMNS] = {cell_text(str_of(s->part)),
	    cell_text(name), value, cell_stamp(time), note};

	sheet_row(s->sheet, c);
}

static void count(struct status *s, const char *name, uint64_t n)
{
	row(s, str_of(name), cell_count((int64_t)n), STAMP_NONE, cell_null());
}

static int say_store(struct status *s, const struct holdings *h, struct err *e)
{
	struct question *q = &s->q;
	int64_t adopted = STAMP_NONE;
	uint16_t model;
	struct cell none = cell_null();

	if (read_adopted(q->reader, &model, &adopted, e) < 0)
		return -1;
	s->part = "store";
	row(s, STR("watermark"), none, q->committed ? q->committed : STAMP_NONE,
	    q->committed ? none : cell_text(STR("empty")));
	row(s, STR("model"), none, adopted,
	    q->has_model ? cell_text(q->model_name)
			 : cell_text(STR("none is adopted yet")));
	row(s, STR("schema"), cell_count(SCHEMA_VERSION), STAMP_NONE, none);
	s->part = "articles";
	count(s, "all", h->articles);
	count(s, "not yet scored", h->unscored);
	count(s, "undated", h->undated);
	row(s, STR("first"), none, h->first, none);
	row(s, STR("last"), none, h->last, none);
	return 0;
}

static int say_names(struct status *s, const char *part, enum name_class c,
    const struct holdings_tally *t, struct err *e)
{
	struct str name = {NULL, 0};

	s->part = part;
	for (size_t i = 0; i < t->n; i++) {
		if (!t->v[i])
			continue;
		int rc =
		    i ? read_name(s->q.reader, c, (uint32_t)i, &name, e) : 0;

		if (rc < 0)
			return -1;
		row(s, rc == 1 ? name : STR("unknown"),
		    cell_count((int64_t)t->v[i]), STAMP_NONE, cell_null());
	}
	return 0;
}

static int say_tables(struct status *s, struct err *e)
{
	struct read_size size;
	struct buf note;

	s->part = "rows";
	buf_init(&note, 64);
	for (int t = 0; t < TABLES; t++) {
		if (read_size(s->q.reader, (enum schema_table)t, &size, e) !=
		    0) {
			buf_release(&note);
			return -1;
		}
		buf_clear(&note);
		buf_printf(&note, "%llu bytes", (unsigned long long)size.bytes);
		row(s, str_of(schema_table_name((enum schema_table)t)),
		    cell_count((int64_t)size.rows), STAMP_NONE,
		    cell_text(buf_view(&note)));
	}
	buf_release(&note);
	return 0;
}

static int say_feeds(struct status *s, struct err *e)
{
	struct health h;
	int rc = health_read(&h, &s->q.catalog, s->q.reader, s->q.now, e);

	s->part = "feed";
	for (size_t i = 0; i < h.n && rc == 0; i++) {
		const struct health_feed *f = &h.v[i];
		struct str reason = {NULL, 0};
		struct buf note;

		if (f->reason)
			rc = read_name(s->q.reader, NAME_WORD, f->reason,
				 &reason, e) < 0
				 ? -1
				 : 0;
		buf_init(&note, PATH_BYTES);
		if (f->status)
			buf_printf(&note, "%u ", f->status);
		buf_str(&note, reason);
		if (f->refused)
			buf_printf(&note, "; %zu records failed", f->refused);
		row(s, f->feed,
		    cell_tinted(cell_count((int64_t)f->failed),
			f->failed >= FAILING ? TINT_BAD : TINT_NONE),
		    f->last_good, cell_text(buf_view(&note)));
		buf_release(&note);
	}
	health_release(&h);
	return rc;
}

/* the bytes of a file, or of the files in a folder */
static int64_t bytes_of(const char *path, size_t *files)
{
	struct stat st;
	int64_t sum = 0;

	*files = 0;
	if (stat(path, &st) != 0)
		return -1;
	if (!S_ISDIR(st.st_mode)) {
		*files = 1;
		return st.st_size;
	}
	DIR *d = opendir(path);
	struct dirent *one;

	while (d && (one = readdir(d)) != NULL)
		if (one->d_name[0] != '.' &&
		    fstatat(dirfd(d), one->d_name, &st, 0) == 0 &&
		    S_ISREG(st.st_mode)) {
			sum += st.st_size;
			++*files;
		}
	if (d)
		(void)closedir(d);
	return sum;
}

static void say_disk(struct status *s)
{
	static const char *const parts[] = {
	    "archive", "signals.lmdb", "fetch.lmdb", "log"};
	struct err none = {0};
	struct buf path, note;

	s->part = "bytes";
	buf_init(&path, PATH_BYTES);
	buf_init(&note, 64);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		bool db = i == 1 && s->q.ask->db;
		size_t files = 0;
		int64_t n = -1;

		if (db)
			n = bytes_of(s->q.ask->db, &files);
		else if (home_path(&path, parts[i], &none) == 0)
			n = bytes_of(buf_text(&path), &files);
		if (n < 0)
			continue;
		buf_clear(&note);
		if (files != 1)
			buf_printf(&note, "%zu files", files);
		row(s, str_of(parts[i]), cell_count(n), STAMP_NONE,
		    note.n ? cell_text(buf_view(&note)) : cell_null());
	}
	buf_release(&path);
	buf_release(&note);
}

static int say_check(struct status *s, struct err *e)
{
	uint64_t rows;

	if (check_store(s->q.reader, &rows, e) != 0)
		return -1;
	s->part = "check";
	row(s, STR("rows verified"), cell_count((int64_t)rows), STAMP_NONE,
	    cell_text(STR("whole")));
	return 0;
}

static int say_all(struct status *s, struct err *e)
{
	struct question *q = &s->q;
	struct holdings h;
	int rc = holdings_read(&h, q->reader, q->has_model, q->model, e);

	if (rc == 0)
		rc = say_store(s, &h, e);
	if (rc == 0)
		rc = say_names(s, "language", NAME_LANG, &h.langs, e);
	if (rc == 0)
		rc = say_names(s, "source", NAME_SOURCE, &h.sources, e);
	s->part = "origin";
	for (size_t i = 0; i < h.origins.n && rc == 0; i++)
		if (h.origins.v[i])
			count(s, schema_word(LIST_ORIGIN, (unsigned)i),
			    h.origins.v[i]);
	if (rc == 0)
		rc = say_feeds(s, e);
	if (rc == 0)
		rc = say_tables(s, e);
	if (rc == 0)
		say_disk(s);
	holdings_release(&h);
	return rc;
}

int cmd_status(const struct ask *a, struct err *e)
{
	struct status s = {0};
	int rc = question_open(&s.q, a, e);

	if (rc == 0) {
		s.sheet = sheet_open(columns, COLUMNS, &s.q.out);
		/* a damaged store is told before anything is said of it */
		if (a->verify)
			rc = say_check(&s, e);
		if (rc == 0)
			rc = say_all(&s, e);
		if (sheet_close(s.sheet, e) != 0)
			rc = -1;
	}
	question_close(&s.q);
	return rc == 0 ? EXIT_GOOD : -1;
}
