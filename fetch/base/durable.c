#include "fetch/base/durable.h"

#include "fetch/base/out.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_MAX_BYTES = 8192, READ_BYTES = 16 * 1024 };

int durable_sync_folder(const char *path, struct err *e)
{
	const char *slash = strrchr(path, '/');
	struct buf folder;

	buf_init(&folder, PATH_MAX_BYTES);
	if (!slash)
		buf_char(&folder, '.');
	else
		buf_add(
		    &folder, path, slash == path ? 1 : (size_t)(slash - path));
	int fd = open(buf_text(&folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc = fd >= 0 && fsync(fd) == 0
		     ? 0
		     : err_sys(e, EXIT_IO, "cannot sync folder '%s'",
			   buf_text(&folder));

	if (fd >= 0)
		(void)close(fd);
	buf_release(&folder);
	return rc;
}

/* what is no file cannot be replaced: a terminal, a pipe, a device */
static int write_into(const char *path, struct str bytes, struct err *e)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	int rc = fd >= 0 ? out_all(fd, bytes, e)
			 : err_sys(e, EXIT_CANTCREAT, "cannot open");

	if (fd >= 0 && close(fd) != 0 && rc == 0)
		rc = err_sys(e, EXIT_IO, "cannot close");
	return rc;
}

static int replace(const char *path, struct str bytes, struct err *e)
{
	struct buf tmp;

	buf_init(&tmp, PATH_MAX_BYTES);
	buf_printf(&tmp, "%s.tmp", path);
	int fd = open(
	    buf_text(&tmp), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	int rc = fd >= 0 ? 0
			 : err_sys(e, EXIT_CANTCREAT, "cannot make '%s'",
			       buf_text(&tmp));

	if (rc == 0)
		rc = out_all(fd, bytes, e);
	if (rc == 0 && fsync(fd) != 0)
		rc = err_sys(e, EXIT_IO, "cannot sync");
	if (fd >= 0 && close(fd) != 0 && rc == 0)
		rc = err_sys(e, EXIT_IO, "cannot close");
	if (rc == 0)
		rc = durable_rename(buf_text(&tmp), path, e);
	else if (fd >= 0)
		(void)unlink(buf_text(&tmp));
	buf_release(&tmp);
	return rc;
}

int durable_write(const char *path, struct str bytes, struct err *e)
{
	struct stat is, link;
	bool there = stat(path, &is) == 0;
	char *file = NULL;
	int rc;

	if (there && S_ISDIR(is.st_mode)) {
		rc = err_set(e, EXIT_CANTCREAT, "it is a folder");
	} else if (there && !S_ISREG(is.st_mode)) {
		rc = write_into(path, bytes, e);
	} else {
		/* the link stays one */
		if (lstat(path, &link) == 0 && S_ISLNK(link.st_mode))
			file = realpath(path, NULL);
		rc = replace(file ? file : path, bytes, e);
		free(file);
	}
	return rc == 0 ? 0 : err_context(e, "%s", path);
}

int durable_rename(const char *from, const char *to, struct err *e)
{
	if (rename(from, to) != 0)
		return err_sys(e, EXIT_CANTCREAT, "cannot rename '%s'", from);
	return durable_sync_folder(to, e);
}

int durable_remove(const char *path, struct err *e)
{
	if (unlink(path) != 0) {
		if (errno == ENOENT)
			return 0;
		return err_sys(e, EXIT_IO, "cannot remove '%s'", path);
	}
	return durable_sync_folder(path, e);
}

int durable_read(const char *path, struct buf *to, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	buf_clear(to);
	if (fd < 0 && errno == ENOENT)
		return 0;
	if (fd < 0)
		return err_sys(e, EXIT_NOINPUT, "cannot open '%s'", path);
	do {
		char *room = buf_room(to, READ_BYTES);

		if (!room) {
			(void)close(fd);
			return err_set(e, EXIT_DATA, "'%s' is too big", path);
		}
		n = read(fd, room, READ_BYTES);
		if (n > 0)
			to->n += (size_t)n;
	} while (n > 0 || (n < 0 && errno == EINTR));
	if (to->p)
		to->p[to->n] = '\0';
	int rc = n == 0 ? 1 : err_sys(e, EXIT_IO, "cannot read '%s'", path);

	(void)close(fd);
	return rc;
}
