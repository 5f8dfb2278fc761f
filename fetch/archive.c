#include "fetch/archive.h"

#include "fetch/base/home.h"
#include "fetch/base/out.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

	*a = (struct archive){.fd = -1};
	if (home_make_dir(dir, e) != 0)
		return -1;
	buf_init(&path, 8192);
	buf_printf(&path, "%s/%s-%s.warc.gz", dir, run, part);
	a->fd = open(buf_text(&path),
	    O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0666);
	int rc = a->fd >= 0 ? 0
			    : err_sys(e, EXIT_CANTCREAT, "cannot make '%s'",
				  buf_text(&path));

	a->name = mem_text(str_of(strrchr(buf_text(&path), '/') + 1));
	buf_release(&path);
	return rc == 0 ? add_info(a, now, e) : -1;
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
	free(a->name);
	a->name = NULL;
	return rc;
}

int archive_add(struct archive *a, struct warc_record *r, struct err *e)
{
	struct buf plain, gz;

	if (a->fd < 0)
		return 0;
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
	a->dirty = false;
	return 0;
}
