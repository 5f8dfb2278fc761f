#include "fetch/front/journal.h"

#include "fetch/base/durable.h"
#include "fetch/base/jsonw.h"
#include "fetch/warc/cdxj.h"
#include "fetch/warc/warc_mend.h"

#include <dirent.h>
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RUN_MAX_BYTES = 4 * 1024 * 1024, SAME_SECOND_MAX = 100000 };

static struct str path_of(
    struct journal *j, const struct journal_run *r, const char *end)
{
	return arena_printf(
	    &j->arena, "%.*s/%.*s%s", STR_ARG(j->folder), STR_ARG(r->id), end);
}

static struct str text_of(struct arena *a, const json_t *v)
{
	struct str s = {json_string_value(v), json_string_length(v)};

	return arena_str(a, s);
}

/* A run file that cannot be read still names its archive files by its own
 * name; only its lists are lost. */
static int read_run(struct journal *j, struct journal_run *r, struct err *e)
{
	struct buf text;

	buf_init(&text, RUN_MAX_BYTES);
	if (durable_read(path_of(j, r, ".run").p, &text, e) < 0) {
		buf_release(&text);
		return -1;
	}
	json_t *o = json_loadb(buf_text(&text), text.n, 0, NULL);
	const json_t *lists = json_object_get(o, "lists");

	r->began = STAMP_NONE;
	(void)stamp_parse(
	    text_of(&j->arena, json_object_get(o, "began")), &r->began);
	r->crashes = (long)json_integer_value(json_object_get(o, "crashes"));
	r->n_lists = json_array_size(lists);
	if (r->n_lists)
		r->lists = arena_new(&j->arena, r->n_lists * sizeof *r->lists);
	for (size_t i = 0; i < r->n_lists; i++)
		r->lists[i] = text_of(&j->arena, json_array_get(lists, i));
	json_decref(o);
	buf_release(&text);
	return 0;
}

static int write_run(
    struct journal *j, const struct journal_run *r, struct err *e)
{
	struct jsonw w;
	struct buf b;

	buf_init(&b, RUN_MAX_BYTES);
	jsonw_begin(&w, &b);
	jsonw_object(&w, NULL);
	jsonw_int(&w, "v", 1);
	jsonw_text(&w, "record", STR("run"));
	jsonw_text(&w, "id", r->id);
	jsonw_stamp(&w, "began", r->began);
	jsonw_int(&w, "crashes", r->crashes);
	jsonw_array(&w, "lists");
	for (size_t i = 0; i < r->n_lists; i++)
		jsonw_text(&w, NULL, r->lists[i]);
	jsonw_array_end(&w);
	jsonw_array(&w, "files");
	jsonw_text(&w, NULL,
	    arena_printf(&j->arena, "%.*s-feeds.warc.gz", STR_ARG(r->id)));
	jsonw_text(&w, NULL,
	    arena_printf(&j->arena, "%.*s-items.warc.gz", STR_ARG(r->id)));
	jsonw_array_end(&w);
	jsonw_object_end(&w);
	buf_char(&b, '\n');
	int rc = b.over
		     ? err_set(e, EXIT_CONFIG, "too many feed lists")
		     : durable_write(path_of(j, r, ".run").p, buf_view(&b), e);

	buf_release(&b);
	return rc;
}

/* A file that its writer left open is mended and gets its name and its index.
 * 1 it is there, 0 there is no such file. */
static int settle(
    struct journal *j, struct str path, int64_t *length, struct err *e)
{
	struct str open = arena_printf(&j->arena, "%.*s.open", STR_ARG(path));
	int64_t cut;
	int left = warc_mend(open.p, length, &cut, e);

	if (left < 0)
		return -1;
	j->mended += cut;
	if (left == 1 && *length == 0)
		return durable_remove(open.p, e) == 0 ? 1 : -1;
	if (left == 1)
		return cdxj_build_as(open.p, path.p, e) == 0 &&
			       durable_rename(open.p, path.p, e) == 0
			   ? 1
			   : -1;
	int whole = warc_mend(path.p, length, &cut, e);

	j->mended += whole == 1 ? cut : 0;
	return whole;
}

/* the files of one part of a run, in the order they were written */
static int find_files(struct journal *j, const struct journal_run *r,
    const char *part, struct str **files, size_t *n, struct err *e)
{
	size_t cap = 0;

	for (int number = 1;; number++) {
		char end[64];
		int64_t length = 0;

		if (number == 1)
			(void)snprintf(end, sizeof end, "-%s.warc.gz", part);
		else
			(void)snprintf(
			    end, sizeof end, "-%s-%d.warc.gz", part, number);
		struct str path = path_of(j, r, end);
		int rc = settle(j, path, &length, e);

		if (rc <= 0)
			return rc;
		if (length == 0)
			continue;
		*files = arena_more(&j->arena, *files, *n, &cap, sizeof path);
		(*files)[(*n)++] = path;
	}
}

static int take_entry(struct journal *j, const char *name, struct err *e)
{
	struct str base = str_of(name);

	if (!str_ends(base, STR(".run")) || base.n == 4)
		return 0;
	j->runs =
	    arena_more(&j->arena, j->runs, j->n, &j->cap, sizeof *j->runs);
	struct journal_run *r = &j->runs[j->n++];

	*r = (struct journal_run){
	    .id = arena_str(&j->arena, str_sub(base, 0, base.n - 4))};
	if (read_run(j, r, e) != 0 ||
	    find_files(j, r, "feeds", &r->feeds, &r->n_feeds, e) != 0)
		return -1;
	return find_files(j, r, "items", &r->items, &r->n_items, e);
}

static int by_id(const void *a, const void *b)
{
	const struct journal_run *x = a, *y = b;

	return str_cmp(x->id, y->id);
}

int journal_open(struct journal *j, const char *folder, struct err *e)
{
	*j = (struct journal){0};
	j->folder = arena_str(&j->arena, str_of(folder));
	DIR *d = opendir(folder);
	const struct dirent *entry;
	int rc = 0;

	if (!d)
		return err_sys(e, EXIT_IO, "cannot read '%s'", folder);
	while (rc == 0 && (entry = readdir(d)) != NULL)
		rc = take_entry(j, entry->d_name, e);
	(void)closedir(d);
	if (j->n > 1)
		qsort(j->runs, j->n, sizeof *j->runs, by_id);
	return rc;
}

void journal_release(struct journal *j)
{
	arena_release(&j->arena);
	*j = (struct journal){0};
}

static bool is_taken(struct journal *j, const struct journal_run *r)
{
	static const char *const ends[] = {".run", ".stuck", "-feeds.warc.gz",
	    "-items.warc.gz", "-feeds.warc.gz.open", "-items.warc.gz.open"};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (access(path_of(j, r, ends[i]).p, F_OK) == 0)
			return true;
	return false;
}

int journal_begin(struct journal *j, int64_t now, struct str *lists,
    size_t n_lists, struct err *e)
{
	struct journal_run *r = &j->current;
	struct civil c;

	stamp_to_civil(now, &c);
	*r = (struct journal_run){
	    .began = now, .lists = lists, .n_lists = n_lists};
	struct str second =
	    arena_printf(&j->arena, "%04d%02d%02dT%02d%02d%02dZ", c.year,
		c.month, c.day, c.hour, c.minute, c.second);

	r->id = second;
	for (int k = 2; is_taken(j, r); k++) {
		if (k > SAME_SECOND_MAX)
			return err_set(e, EXIT_CANTCREAT,
			    "no free name for a run at %s", second.p);
		r->id = arena_printf(&j->arena, "%s.%d", second.p, k);
	}
	return write_run(j, r, e);
}

int journal_done(struct journal *j, struct err *e)
{
	for (size_t i = 0; i < j->n; i++)
		if (durable_remove(path_of(j, &j->runs[i], ".run").p, e) != 0)
			return -1;
	return durable_remove(path_of(j, &j->current, ".run").p, e);
}

bool journal_is_stuck(const struct journal *j)
{
	for (size_t i = 0; i < j->n; i++)
		if (j->runs[i].crashes + 1 >= JOURNAL_CRASHES_MAX)
			return true;
	return false;
}

int journal_crashed(struct journal *j, struct err *e)
{
	for (size_t i = 0; i < j->n; i++) {
		struct journal_run *r = &j->runs[i];

		if (++r->crashes >= JOURNAL_CRASHES_MAX) {
			struct str from = path_of(j, r, ".run");

			if (durable_rename(
				from.p, path_of(j, r, ".stuck").p, e) != 0)
				return -1;
		} else if (write_run(j, r, e) != 0) {
			return -1;
		}
	}
	return 0;
}

int journal_count(
    const char *folder, long *unfinished, long *stuck, struct err *e)
{
	DIR *d = opendir(folder);
	const struct dirent *entry;

	*unfinished = *stuck = 0;
	if (!d)
		return errno == ENOENT
			   ? 0
			   : err_sys(e, EXIT_IO, "cannot read '%s'", folder);
	while ((entry = readdir(d)) != NULL) {
		if (str_ends(str_of(entry->d_name), STR(".run")))
			++*unfinished;
		if (str_ends(str_of(entry->d_name), STR(".stuck")))
			++*stuck;
	}
	(void)closedir(d);
	return 0;
}
