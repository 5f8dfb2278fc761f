#include "store/db/env_lock.h"

#include "fetch/base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* LMDB's lock file: what 510 readers need is less */
enum { PATH_MAX_BYTES = 8192, META_BYTES = 8192, LOCK_BYTES = 40960 };

static int lock_file(int fd, int how)
{
	int rc;

	do
		rc = flock(fd, how | LOCK_NB);
	while (rc != 0 && errno == EINTR);
	return rc;
}

static int open_data(struct env *env, struct err *e)
{
	int flags = O_CLOEXEC | (env->read_only ? O_RDONLY : O_RDWR | O_CREAT);

	env->data = open(env->path, flags, 0666);
	if (env->data >= 0)
		return 0;
	if (env->read_only)
		return err_sys(e, EXIT_NOINPUT, "no store at '%s'", env->path);
	return err_sys(e, EXIT_CANTCREAT, "cannot open '%s'", env->path);
}

int env_lock_data(struct env *env, bool alone, struct err *e)
{
	struct stat is, at;

	for (;;) {
		if (open_data(env, e) != 0)
			return -1;
		if (lock_file(env->data, alone ? LOCK_EX : LOCK_SH) != 0)
			return err_set(e, EXIT_TEMPFAIL,
			    alone ? "the store '%s' is in use"
				  : "the store '%s' is being compacted",
			    env->path);
		if (fstat(env->data, &is) != 0)
			return err_sys(
			    e, EXIT_OS, "cannot look at '%s'", env->path);
		/* a compaction may have put another file there meanwhile */
		if (stat(env->path, &at) == 0 && at.st_ino == is.st_ino)
			break;
		(void)close(env->data);
		env->data = -1;
	}
	if (!S_ISREG(is.st_mode))
		return err_set(
		    e, EXIT_CANTCREAT, "'%s' is no regular file", env->path);
	if (is.st_size == 0 && env->read_only)
		return err_set(
		    e, EXIT_NOINPUT, "the store '%s' is empty", env->path);
	/* an empty file is a store whose making was interrupted */
	if (is.st_size != 0 && is.st_size < META_BYTES)
		return err_set(e, EXIT_DATA, "'%s' is cut short: %lld bytes",
		    env->path, (long long)is.st_size);
	return 0;
}

int env_lock_writer(struct env *env, struct err *e)
{
	struct buf path;
	int rc = 0;

	buf_init(&path, PATH_MAX_BYTES);
	buf_puts(&path, env->path);
	buf_puts(&path, "-writer");
	env->lock = open(buf_text(&path), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (env->lock < 0)
		rc = err_sys(
		    e, EXIT_CANTCREAT, "cannot open '%s'", buf_text(&path));
	else if (lock_file(env->lock, LOCK_EX) != 0)
		rc = err_set(e, EXIT_TEMPFAIL,
		    "another process is writing to '%s': try later", env->path);
	buf_release(&path);
	return rc;
}

static int make_room(int fd, const char *path, struct err *e)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return err_sys(e, EXIT_OS, "cannot look at '%s'", path);
	if (st.st_size >= LOCK_BYTES)
		return 0;
	errno = posix_fallocate(fd, 0, LOCK_BYTES);
	if (errno == ENOSPC || errno == EFBIG || errno == EDQUOT)
		return err_sys(e, EXIT_IO, "no room for '%s'", path);
	return 0;
}

int env_lock_room(const struct env *env, struct err *e)
{
	struct buf path;
	int rc = 0;

	buf_init(&path, PATH_MAX_BYTES);
	buf_puts(&path, env->path);
	buf_puts(&path, "-lock");
	int fd = open(buf_text(&path), O_RDWR | O_CREAT | O_CLOEXEC, 0666);

	/* a folder that we may only read has none: LMDB goes without */
	if (fd >= 0) {
		rc = make_room(fd, buf_text(&path), e);
		(void)close(fd);
	}
	buf_release(&path);
	return rc;
}
