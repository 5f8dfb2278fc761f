#include "fetch/archive.h"

#include "fetch/base/durable.h"
#include "fetch/base/home.h"
#include "fetch/base/out.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_MAX_BYTES = 8192 };

static const size_t record_max_bytes = (size_t)256 << 20;

static int add_info(struct archive *a, int64_t now, struct err *e)
{
	struct warc_record r = {
	    .type = "warcinfo",
	    .date = now,
	    .content_type = "application/warc-fields",
	    .body = STR("software: jevons-fetch " JEVONS_VERSION
			"\r\nformat: WARC File Format 1.1\r\n"),
	    .offset = -1,
	};

	return archive_add(a, &r, e);
}

int archive_open(struct archive *a, const char *dir, const char *run,
    const char *part, int64_t now, struct err *e)
{
	struct buf path;

	*a = (struct archive){.fd = -1, .wanted = true, .began = now};
	if (home_make_dir(dir, e) != 0)
		return -1;
	buf_init(&path, PATH_MAX_BYTES);
	buf_printf(&path, "%s/%s-%s.warc.gz", dir, run, part);
	if (path.over) {
		buf_release(&path);
		return err_set(e, EXIT_CANTCREAT, "'%s' is too long", dir);
	}
	a->path = buf_take(&path);
	a->name = strrchr(a->path, '/') + 1;
	return 0;
}

static int make(struct archive *a, struct err *e)
{
	a->fd = open(
	    a->path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0666);
	if (a->fd < 0)
		return err_sys(e, EXIT_CANTCREAT, "cannot make '%s'", a->path);
	a->fresh = true;
	return add_info(a, a->began, e);
}

int archive_close(struct archive *a, struct err *e)
{
	int rc = 0;

	if (a->fd >= 0) {
		rc = archive_sync(a, e);
		if (close(a->fd) != 0 && rc == 0)
			rc = err_sys(e, EXIT_IO, "cannot close the archive");
	}
	a->fd = -1;
	a->wanted = false;
	free(a->path);
	a->path = NULL;
	return rc;
}

int archive_add(struct archive *a, struct warc_record *r, struct err *e)
{
	struct buf plain, gz;

	if (!a->wanted)
		return 0;
	if (a->fd < 0 && make(a, e) != 0)
		return -1;
	buf_init(&plain, record_max_bytes);
	buf_init(&gz, record_max_bytes);
	r->offset = -1;
	warc_write(&plain, r);
	int rc = plain.over ? err_set(e, EXIT_DATA,
				  "a record is too big for the archive")
			    : warc_gzip(&gz, buf_view(&plain), e);

	if (rc == 0)
		rc = out_all(a->fd, buf_view(&gz), e);
	if (rc == 0) {
		r->file = str_of(a->name);
		r->offset = a->offset;
		a->offset += (int64_t)gz.n;
		a->dirty = true;
	}
	buf_release(&plain);
	buf_release(&gz);
	return rc == 0 ? 0 : err_context(e, "archive");
}

int archive_sync(struct archive *a, struct err *e)
{
	if (a->fd < 0 || !a->dirty)
		return 0;
	if (fdatasync(a->fd) != 0)
		return err_sys(e, EXIT_IO, "cannot sync the archive");
	if (a->fresh && durable_sync_folder(a->path, e) != 0)
		return -1;
	a->fresh = false;
	a->dirty = false;
	return 0;
}
