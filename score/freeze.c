#include "score/freeze.h"

#include "fetch/base/buf.h"
#include "fetch/base/durable.h"
#include "fetch/base/home.h"
#include "score/model.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TABLE_MAX_BYTES = 256 * 1024 * 1024 };

/* our own folder, which holds files only */
static void remove_folder(const char *path)
{
	DIR *d = opendir(path);
	const struct dirent *f;

	while (d && (f = readdir(d)) != NULL)
		(void)unlinkat(dirfd(d), f->d_name, 0);
	if (d)
		(void)closedir(d);
	(void)rmdir(path);
}

static int copy_file(const char *from, const char *to, struct err *e)
{
	struct buf b;

	buf_init(&b, TABLE_MAX_BYTES);
	int rc = durable_read(from, &b, e);

	if (rc == 0)
		rc = err_set(e, EXIT_NOINPUT, "no file '%s'", from);
	if (rc == 1)
		rc = durable_write(to, buf_view(&b), e);
	buf_release(&b);
	return rc;
}

static int fill(const char *to, const char *dir, const struct user_tables *user,
    struct err *e)
{
	struct arena a = {0};
	int rc = model_copy(dir, to, e);

	for (size_t i = 0; rc == 0 && i < user->n; i++)
		rc = copy_file(user->v[i],
		    arena_printf(&a, "%s/%s", to, user_tables_name(&a, i)).p,
		    e);
	arena_release(&a);
	return rc;
}

/* made: a template for mkdtemp() */
static int make(char *made, const char *to, const char *dir,
    const struct user_tables *user, struct err *e)
{
	if (!mkdtemp(made))
		return err_sys(e, EXIT_CANTCREAT, "cannot make '%s'", made);
	int rc = fill(made, dir, user, e);

	/* another process may have been first */
	if (rc == 0 && (chmod(made, 0755) != 0 || rename(made, to) != 0) &&
	    access(to, F_OK) != 0)
		rc = err_sys(e, EXIT_CANTCREAT, "cannot make '%s'", to);
	if (rc == 0)
		rc = durable_sync_folder(to, e);
	remove_folder(made);
	return rc;
}

int freeze_model(const char *models, const char *name, const char *dir,
    const struct user_tables *user, struct err *e)
{
	struct arena a = {0};
	const char *to = arena_printf(&a, "%s/%s", models, name).p;
	char *made = mem_text(arena_printf(&a, "%s/.%s.XXXXXX", models, name));
	int rc = home_make_dir(models, e);

	if (rc == 0 && access(to, F_OK) != 0)
		rc = make(made, to, dir, user, e);
	free(made);
	arena_release(&a);
	return rc;
}
