#include "fetch/front/retain.h"

#include "fetch/base/arena.h"
#include "fetch/base/durable.h"
#include "fetch/base/ini.h"
#include "fetch/base/stamp.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { RETAIN_WEEK_DAYS = 7 };

struct file {
	struct str name;
	int64_t began, bytes;
	bool kept; /* of a run that is not done */
};

struct folder {
	struct arena arena;
	const char *path;
	struct file *files;
	struct str *runs; /* ids of those that are not done */
	size_t n, cap, n_runs, runs_cap;
	int64_t bytes;
};

int retain_limits(
    const struct config *c, struct retain_limits *l, struct err *e)
{
	struct str age = str_of(config_get(c, CONFIG_RETAIN_ARCHIVE));
	struct str most = str_of(config_get(c, CONFIG_RETAIN_ARCHIVE_MAX));
	struct str least = str_of(config_get(c, CONFIG_FREE_MIN));
	long seconds = 0;

	*l = (struct retain_limits){0};
	if (age.n && ini_seconds(age, &seconds, e) != 0)
		return err_context(e, "retain.archive");
	l->age = seconds * STAMP_SECOND;
	if (most.n && ini_size(most, &l->most, e) != 0)
		return err_context(e, "retain.archive_max");
	if (ini_size(least, &l->free_min, e) != 0)
		return err_context(e, "free_min");
	return 0;
}

/* "20250306T000000Z…" */
int64_t retain_began(struct str name)
{
	static const char shape[] = "99999999T999999Z";
	char text[STAMP_TEXT_BYTES] = "";
	int64_t t;
	size_t k = 0;

	if (name.n < sizeof shape - 1)
		return STAMP_NONE;
	for (size_t i = 0; i < sizeof shape - 1; i++) {
		bool digit = name.p[i] >= '0' && name.p[i] <= '9';

		if (shape[i] == '9' ? !digit : name.p[i] != shape[i])
			return STAMP_NONE;
		if (i == 4 || i == 6)
			text[k++] = '-';
		if (i == 11 || i == 13)
			text[k++] = ':';
		text[k++] = name.p[i];
	}
	return stamp_parse((struct str){text, k}, &t) ? t : STAMP_NONE;
}

static void take_entry(struct folder *f, DIR *d, const char *entry)
{
	struct str name = str_of(entry);
	struct stat st;

	if (str_ends(name, STR(".run")) || str_ends(name, STR(".stuck"))) {
		size_t n = name.n - (str_ends(name, STR(".run")) ? 4 : 6);

		f->runs = arena_more(&f->arena, f->runs, f->n_runs,
		    &f->runs_cap, sizeof *f->runs);
		f->runs[f->n_runs++] =
		    arena_str(&f->arena, str_sub(name, 0, n));
	}
	if (!str_ends(name, STR(".warc.gz")) ||
	    fstatat(dirfd(d), entry, &st, 0) != 0 || !S_ISREG(st.st_mode))
		return;
	f->files =
	    arena_more(&f->arena, f->files, f->n, &f->cap, sizeof *f->files);
	struct file *file = &f->files[f->n++];

	*file = (struct file){
	    .name = arena_str(&f->arena, name),
	    .began = retain_began(name),
	    .bytes = st.st_size,
	};
	if (file->began == STAMP_NONE)
		file->began = (int64_t)st.st_mtime * STAMP_SECOND;
	f->bytes += file->bytes;
}

/* RUN-feeds… is of RUN, but not of RUN.2 */
static bool is_of(struct str name, struct str run)
{
	return str_starts(name, run) && name.n > run.n && name.p[run.n] == '-';
}

static int by_age(const void *a, const void *b)
{
	const struct file *x = a, *y = b;

	if (x->began != y->began)
		return x->began < y->began ? -1 : 1;
	return str_cmp(x->name, y->name);
}

static int read_folder(struct folder *f, struct err *e)
{
	DIR *d = opendir(f->path);
	const struct dirent *entry;

	if (!d)
		return err_sys(e, EXIT_IO, "cannot read '%s'", f->path);
	while ((entry = readdir(d)) != NULL)
		take_entry(f, d, entry->d_name);
	(void)closedir(d);
	for (size_t i = 0; i < f->n; i++)
		for (size_t k = 0; k < f->n_runs; k++)
			f->files[i].kept |= is_of(f->files[i].name, f->runs[k]);
	if (f->n > 1)
		qsort(f->files, f->n, sizeof *f->files, by_age);
	return 0;
}

static int remove_file(struct folder *f, const struct file *file,
    const char *why, int64_t now, struct err *e)
{
	struct arena *a = &f->arena;
	struct str path =
	    arena_printf(a, "%s/%.*s", f->path, STR_ARG(file->name));
	char day[STAMP_TEXT_BYTES];
	struct str note =
	    arena_printf(a, "%s\n%s\n", stamp_format_day(now, day), why);

	if (durable_write(arena_printf(a, "%s.removed", path.p).p, note, e) !=
	    0)
		return -1;
	if (durable_remove(path.p, e) != 0)
		return -1;
	return durable_remove(arena_printf(a, "%s.cdxj", path.p).p, e);
}

/* why the file goes, NULL where it stays */
static const char *reason(const struct file *file,
    const struct retain_limits *l, int64_t total, int64_t free_bytes,
    int64_t now)
{
	int64_t age = now - file->began;

	if (file->kept)
		return NULL;
	if (l->age && age > l->age)
		return "older than retain.archive";
	if (l->most && total > l->most)
		return "beyond retain.archive_max";
	if (free_bytes < l->free_min && age > RETAIN_YOUNG_DAYS * STAMP_DAY)
		return "the disk had less than free_min";
	return NULL;
}

int retain_apply(const char *folder, const struct retain_limits *l,
    int64_t free_bytes, int64_t now, struct retain_done *d, struct err *e)
{
	struct folder f = {.path = folder};
	int rc = read_folder(&f, e);

	*d = (struct retain_done){0};
	for (size_t i = 0; i < f.n && rc == 0; i++) {
		const struct file *file = &f.files[i];
		const char *why = reason(
		    file, l, f.bytes - d->bytes, free_bytes + d->bytes, now);

		if (!why)
			continue;
		rc = remove_file(&f, file, why, now, e);
		if (rc == 0) {
			d->files++;
			d->bytes += file->bytes;
		}
	}
	arena_release(&f.arena);
	return rc;
}

int64_t retain_growth(const char *folder, int64_t now)
{
	struct folder f = {.path = folder};
	struct err ignored = {0}; /* no folder yet: nothing came */
	int64_t bytes = 0;

	(void)read_folder(&f, &ignored);
	for (size_t i = 0; i < f.n; i++)
		if (f.files[i].began <= now &&
		    now - f.files[i].began < RETAIN_WEEK_DAYS * STAMP_DAY)
			bytes += f.files[i].bytes;
	arena_release(&f.arena);
	return bytes / RETAIN_WEEK_DAYS;
}
