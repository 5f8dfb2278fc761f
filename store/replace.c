#include "store/replace.h"

#include "fetch/base/buf.h"
#include "store/db/check.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PATH_MAX_BYTES = 8192 };

int replace_sync_dir(const char *path, struct err *e)
{
	const char *slash = strrchr(path, '/');
	struct buf dir;
	int rc = 0;

	buf_init(&dir, PATH_MAX_BYTES);
	if (slash)
		buf_add(&dir, path, (size_t)(slash - path) + 1);
	else
		buf_puts(&dir, ".");
	int fd = open(buf_text(&dir), O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0 || fsync(fd) != 0)
		rc = err_sys(e, EXIT_IO, "cannot sync '%s'", buf_text(&dir));
	if (fd >= 0)
		(void)close(fd);
	buf_release(&dir);
	return rc;
}

void replace_remove(const char *path)
{
	static const char *const ends[] = {"", "-lock", "-writer"};
	struct buf b;

	buf_init(&b, PATH_MAX_BYTES);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		buf_clear(&b);
		buf_puts(&b, path);
		buf_puts(&b, ends[i]);
		(void)unlink(buf_text(&b));
	}
	buf_release(&b);
}

static int verify(struct env *env, struct err *e)
{
	struct reader *r = read_begin(env, STAMP_NONE, e);
	uint64_t rows;
	int rc = r ? check_store(r, &rows, e) : -1;

	read_end(r);
	return rc;
}

static int build(
    const char *path, replace_fill *fill, void *user, struct err *e)
{
	struct env_options o = {.bulk = true};
	struct env *env = env_open(path, &o, e);
	int rc = env ? fill(env, user, e) : -1;

	if (rc == 0)
		rc = env_sync(env, e);
	if (rc == 0)
		rc = verify(env, e);
	env_close(env);
	return rc;
}

int replace_store(
    struct env *old, replace_fill *fill, void *user, struct err *e)
{
	struct buf path;

	buf_init(&path, PATH_MAX_BYTES);
	buf_printf(&path, "%s.new", old->path);
	replace_remove(buf_text(&path)); /* of one that was killed */
	int rc = build(buf_text(&path), fill, user, e);

	if (rc == 0) {
		/* its lock file counts transactions of the old one */
		env_close_map(old);
		if (rename(buf_text(&path), old->path) != 0)
			rc = err_sys(e, EXIT_CANTCREAT, "cannot rename '%s'",
			    buf_text(&path));
	}
	replace_remove(buf_text(&path));
	if (rc == 0)
		rc = replace_sync_dir(old->path, e);
	buf_release(&path);
	return rc;
}
