#include "store/backup.h"

#include "fetch/base/buf.h"
#include "store/db/check.h"
#include "store/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATH_MAX_BYTES = 8192 };

static int copy(struct env *env, const char *to, struct err *e)
{
	int fd = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

	if (fd < 0)
		return err_sys(e, EXIT_CANTCREAT, "cannot create '%s'", to);
	int rc = mdb_env_copyfd2(env->mdb, fd, MDB_CP_COMPACT);

	if (rc != 0) {
		env_error(e, rc, "cannot copy the store");
		(void)close(fd);
		return -1;
	}
	rc = fsync(fd) == 0 ? 0 : err_sys(e, EXIT_IO, "cannot sync '%s'", to);
	if (close(fd) != 0 && rc == 0)
		rc = err_sys(e, EXIT_IO, "cannot write '%s'", to);
	return rc;
}

/* in the child, which does not touch the environment it was forked with */
static _Noreturn void verify_and_exit(const char *path)
{
	struct err e = {0};
	struct env_options o = {.read_only = true};
	struct env *env = env_open(path, &o, &e);
	struct reader *r = env ? read_begin(env, STAMP_NONE, &e) : NULL;
	uint64_t rows;
	int rc = r ? check_store(r, &rows, &e) : -1;

	read_end(r);
	env_close(env);
	_exit(rc == 0 ? EXIT_GOOD : e.code);
}

static int verify(const char *path, struct err *e)
{
	int status = 0;
	pid_t child = fork(), got;

	if (child == 0)
		verify_and_exit(path);
	if (child < 0)
		return err_sys(e, EXIT_OS, "cannot start a process");
	do
		got = waitpid(child, &status, 0);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return err_sys(e, EXIT_OS, "cannot wait for a process");
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_GOOD)
		return 0;
	return err_set(
	    e, EXIT_DATA, "the copy does not verify: the store is damaged");
}

static int check_dest(struct env *env, const char *dest, struct err *e)
{
	struct stat is, own;

	if (stat(dest, &is) != 0)
		return 0;
	if (!S_ISREG(is.st_mode))
		return err_set(
		    e, EXIT_CANTCREAT, "'%s' is no regular file", dest);
	if (fstat(env->data, &own) == 0 && own.st_dev == is.st_dev &&
	    own.st_ino == is.st_ino)
		return err_set(
		    e, EXIT_CANTCREAT, "'%s' is the store itself", dest);
	return 0;
}

int backup_store(struct env *env, const char *dest, struct err *e)
{
	struct buf path;

	if (check_dest(env, dest, e) != 0)
		return -1;
	buf_init(&path, PATH_MAX_BYTES);
	buf_printf(&path, "%s.new", dest);
	replace_remove(buf_text(&path));
	int rc = copy(env, buf_text(&path), e);

	if (rc == 0)
		rc = verify(buf_text(&path), e);
	if (rc == 0 && rename(buf_text(&path), dest) != 0)
		rc = err_sys(e, EXIT_CANTCREAT, "cannot rename to '%s'", dest);
	replace_remove(buf_text(&path));
	if (rc == 0)
		rc = replace_sync_dir(dest, e);
	buf_release(&path);
	return rc;
}
