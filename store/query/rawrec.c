#include "store/query/rawrec.h"

#include "fetch/base/home.h"
#include "fetch/base/out.h"
#include "fetch/warc/warc_read.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { PATH_BYTES = 8192 };

int rawrec_path(const struct raw_place *raw, struct buf *path, struct err *e)
{
	const char *base;

	buf_clear(path);
	if (!raw->file.n)
		return err_set(e, EXIT_NOINPUT,
		    "the article came on a stream: where its raw bytes are is "
		    "not known");
	buf_str(path, raw->file);
	if (access(buf_text(path), F_OK) == 0)
		return 0;
	struct str name = raw->file;

	for (struct str rest = name; rest.p;)
		name = str_split(&rest, '/');
	if (home_path(path, "archive", e) != 0)
		return -1;
	buf_char(path, '/');
	buf_str(path, name);
	base = buf_text(path);
	if (access(base, F_OK) == 0)
		return 0;
	return err_set(e, EXIT_NOINPUT,
	    "the raw record is not there any more: no file '%.*s', nor '%s'",
	    STR_ARG(raw->file), base);
}

/* A file that was removed to save space leaves a note beside it, whose first
 * line is the day. */
static bool removed_on(struct buf *path, struct buf *to)
{
	char text[64];
	bool said = false;

	buf_puts(path, ".removed");
	int fd = open(buf_text(path), O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return false;
	ssize_t n = read(fd, text, sizeof text - 1);

	if (n > 0) {
		struct str rest = {text, (size_t)n};

		struct str day = str_trim(str_split(&rest, '\n'));

		buf_printf(to, "raw record removed on %.*s", STR_ARG(day));
		said = true;
	}
	(void)close(fd);
	return said;
}

void rawrec_state(const struct raw_place *raw, struct buf *to)
{
	struct err e = {0};
	struct buf path;

	buf_init(&path, PATH_BYTES);
	if (rawrec_path(raw, &path, &e) == 0)
		buf_puts(to, "there: --raw prints it");
	else if (!raw->file.n)
		buf_puts(to, "not known");
	else if (!removed_on(&path, to))
		buf_puts(to, "not there any more");
	buf_release(&path);
}

static int write_in(const struct warc_in *in, int fd, struct err *e)
{
	if (out_all(fd, in->head, e) != 0)
		return -1;
	if (!str_ends(in->head, STR("\r\n\r\n")) &&
	    out_all(fd, STR("\r\n"), e) != 0)
		return -1;
	return out_all(fd, in->block, e);
}

/* the file as it is: a document that came in no archive */
static int write_file(int from, int fd, struct err *e)
{
	char bytes[65536];
	ssize_t n;

	while ((n = read(from, bytes, sizeof bytes)) > 0)
		if (out_all(fd, (struct str){bytes, (size_t)n}, e) != 0)
			return -1;
	return n < 0 ? err_sys(e, EXIT_IO, "cannot read the raw file") : 0;
}

int rawrec_write(const struct raw_place *raw, int fd, struct err *e)
{
	struct warc_reader *r = NULL;
	struct warc_in in;
	struct buf path;
	int rc = -1, from = -1;

	buf_init(&path, PATH_BYTES);
	if (rawrec_path(raw, &path, e) != 0)
		goto out;
	from = open(buf_text(&path), O_RDONLY | O_CLOEXEC);
	if (from < 0) {
		err_sys(e, EXIT_NOINPUT, "cannot open '%s'", buf_text(&path));
		goto out;
	}
	if (!raw->record.n) {
		rc = write_file(from, fd, e);
		goto out;
	}
	if (raw->offset > 0 && lseek(from, (off_t)raw->offset, SEEK_SET) < 0) {
		err_sys(e, EXIT_IO, "cannot go to byte %lld of '%s'",
		    (long long)raw->offset, buf_text(&path));
		goto out;
	}
	r = warc_read_fd(from, buf_text(&path));
	from = -1; /* the reader has it */
	if (warc_read_next(r, &in, e) == WARC_RECORD) {
		if (str_eq(in.id, raw->record))
			rc = write_in(&in, fd, e);
		else
			err_set(e, EXIT_DATA,
			    "another record stands at byte %lld of '%s'",
			    (long long)raw->offset, buf_text(&path));
	} else {
		err_set(e, EXIT_DATA, "no record at byte %lld of '%s'",
		    (long long)raw->offset, buf_text(&path));
	}
out:
	warc_read_close(r);
	if (from >= 0)
		(void)close(from);
	buf_release(&path);
	return rc;
}
