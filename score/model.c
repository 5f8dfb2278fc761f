#include "score/model.h"

#include "fetch/base/digest.h"
#include "fetch/base/durable.h"
#include "fetch/base/home.h"
#include "score/table.h"
#include "score/user_tables.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Raised when the code scores otherwise with the same tables. */
#define MODEL_CODE "1"

enum {
	PATH_MAX_BYTES = 4096,
	FILE_MAX_BYTES = 256 * 1024 * 1024,
	HASH_BYTES = 6
};

static const char *const own_tables[] = {
    "entities.tsv", "names.tsv", "sentences.tsv"};

/* name, length and bytes of a file, so that nothing can move from one file to
 * the next unseen */
static int add_file(
    struct buf *to, const char *path, const char *name, struct err *e)
{
	struct buf file;
	int fd = open(path, O_RDONLY | O_CLOEXEC), rc = 0;

	if (fd < 0)
		return err_sys(e, EXIT_NOINPUT, "cannot open '%s'", path);
	buf_init(&file, FILE_MAX_BYTES);
	for (;;) {
		char *room = buf_room(&file, 64 * 1024);
		ssize_t n = room ? read(fd, room, 64 * 1024) : 0;

		if (n < 0 && errno == EINTR)
			continue;
		if (!room || n < 0)
			rc = err_sys(e, EXIT_IO, "cannot read '%s'", path);
		if (rc != 0 || n == 0)
			break;
		file.n += (size_t)n;
	}
	(void)close(fd);
	buf_printf(to, "%s\n%zu\n", name, file.n);
	digest_hex(to, buf_view(&file), DIGEST_BYTES);
	buf_char(to, '\n');
	buf_release(&file);
	return rc;
}

static int join(
    char path[PATH_MAX_BYTES], const char *dir, const char *name, struct err *e)
{
	int n = snprintf(path, PATH_MAX_BYTES, "%s/%s", dir, name);

	if (n < 0 || n >= PATH_MAX_BYTES)
		return err_set(e, EXIT_CONFIG, "path too long: '%s'", dir);
	return 0;
}

static int add_part(
    char name[MODEL_NAME_BYTES], const char *part, const struct buf *listing)
{
	struct buf hex;
	size_t n = strlen(name);

	buf_init(&hex, DIGEST_BYTES * 2 + 1);
	digest_hex(&hex, buf_view(listing), HASH_BYTES);
	(void)snprintf(
	    name + n, MODEL_NAME_BYTES - n, "%s%s", part, buf_text(&hex));
	buf_release(&hex);
	return 0;
}

/* the files of the folder that belong to a model: our own, then the judge's */
enum { OWN_FILES = sizeof own_tables / sizeof *own_tables };

static size_t file_count(void)
{
	const char *const *judged = NULL;
	size_t n = 0;

	(void)judge_tables(&judged, &n);
	return OWN_FILES + n;
}

static const char *file_name(size_t i)
{
	const char *const *judged = NULL;
	size_t n = 0;

	(void)judge_tables(&judged, &n);
	return i < OWN_FILES ? own_tables[i] : judged[i - OWN_FILES];
}

static int name_model(struct model *m, const char *dir,
    const struct user_tables *user, struct err *e)
{
	char path[PATH_MAX_BYTES];
	struct buf listing;
	int rc = 0;

	buf_init(&listing, 1 << 20);
	buf_puts(&listing, MODEL_CODE "\n");
	for (size_t i = 0; rc == 0 && i < file_count(); i++) {
		const char *name = file_name(i);

		rc = join(path, dir, name, e);
		if (rc == 0)
			rc = add_file(&listing, path, name, e);
	}
	if (rc == 0)
		rc = add_part(m->name, "core-", &listing);
	buf_clear(&listing);
	for (size_t i = 0; rc == 0 && i < user->n; i++)
		rc = add_file(&listing, user->v[i], "entities", e);
	if (rc == 0 && user->n)
		rc = add_part(m->name, ".user-", &listing);
	buf_release(&listing);
	return rc;
}

static int read_tables(struct model *m, const char *dir,
    const struct user_tables *user, struct err *e)
{
	char path[PATH_MAX_BYTES];

	if (join(path, dir, own_tables[0], e) != 0 ||
	    entities_read(&m->entities, path, e) != 0)
		return -1;
	for (size_t i = 0; i < user->n; i++)
		if (entities_read(&m->entities, user->v[i], e) != 0)
			return -1;
	if (join(path, dir, own_tables[1], e) != 0 ||
	    names_read(&m->names, path, e) != 0)
		return -1;
	if (join(path, dir, own_tables[2], e) != 0 ||
	    sentence_rules_read(&m->sentences, path, e) != 0)
		return -1;
	if (finder_make(&m->finder, &m->entities, &m->names, e) != 0)
		return -1;
	m->judge = judge_open(dir, e);
	return m->judge ? 0 : -1;
}

int model_folder(struct buf *to, const char *given, struct err *e)
{
	if (!given)
		return home_share(to, "score", e);
	buf_puts(to, given);
	return 0;
}

int model_open(struct model *m, const char *dir, const char *const *user_tables,
    size_t n_user_tables, struct err *e)
{
	struct user_tables user;

	*m = (struct model){0};
	if (user_tables_find(&user, dir, user_tables, n_user_tables, e) != 0)
		return -1;
	int rc = read_tables(m, dir, &user, e);

	if (rc == 0)
		rc = name_model(m, dir, &user, e);
	user_tables_release(&user);
	if (rc != 0)
		model_release(m);
	return rc;
}

void model_release(struct model *m)
{
	finder_release(&m->finder);
	names_release(&m->names);
	sentence_rules_release(&m->sentences);
	entities_release(&m->entities);
	judge_close(m->judge);
	m->judge = NULL;
}

int model_copy(const char *from, const char *to, struct err *e)
{
	char path[PATH_MAX_BYTES];
	struct buf b;
	int rc = 0;

	buf_init(&b, FILE_MAX_BYTES);
	for (size_t i = 0; rc == 0 && i < file_count(); i++) {
		buf_clear(&b);
		rc = join(path, from, file_name(i), e);
		if (rc == 0 && durable_read(path, &b, e) != 1)
			rc = err_set(e, EXIT_NOINPUT, "no file '%s'", path);
		if (rc == 0)
			rc = join(path, to, file_name(i), e);
		if (rc == 0)
			rc = durable_write(path, buf_view(&b), e);
	}
	buf_release(&b);
	return rc;
}
