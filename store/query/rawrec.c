#include "store/query/rawrec.h"

#include "fetch/base/home.h"
#include "fetch/base/out.h"
#include "fetch/warc/cdxj.h"
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
	size_t whole = path->n;

	/* or its run is not over yet, or was killed */
	buf_puts(path, ".open");
	if (access(buf_text(path), F_OK) == 0)
		return 0;
	path->p[path->n = whole] = '\0';
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

/* the record at that place; -1 where none, or another, stands there */
static int write_at(const struct raw_place *raw, const char *path,
    int64_t offset, int fd, struct err *e)
{
	int from = open(path, O_RDONLY | O_CLOEXEC);
	struct warc_in in;
	int rc = -1;

	if (from < 0)
		return err_sys(e, EXIT_NOINPUT, "cannot open '%s'", path);
	if (offset > 0 && lseek(from, (off_t)offset, SEEK_SET) < 0) {
		err_sys(e, EXIT_IO, "cannot go to byte %lld of '%s'",
		    (long long)offset, path);
		(void)close(from);
		return -1;
	}
	struct warc_reader *r = warc_read_fd(from, path); /* has it now */

	if (warc_read_next(r, &in, e) != WARC_RECORD)
		err_set(e, EXIT_DATA, "no record at byte %lld of '%s'",
		    (long long)offset, path);
	else if (str_eq(in.id, raw->record))
		rc = write_in(&in, fd, e);
	else
		err_set(e, EXIT_DATA,
		    "another record stands at byte %lld of '%s'",
		    (long long)offset, path);
	warc_read_close(r);
	return rc;
}

/* where the row says, else where the index beside the file says */
static int write_record(
    const struct raw_place *raw, const char *path, int fd, struct err *e)
{
	struct err mine = {0}, ignored = {0};
	int64_t offset;

	if (write_at(raw, path, raw->offset, fd, &mine) == 0)
		return 0;
	if (mine.code == EXIT_DATA &&
	    cdxj_find(path, raw->record, &offset, &ignored) == 1 &&
	    offset != raw->offset)
		return write_at(raw, path, offset, fd, e);
	return err_set(e, mine.code, "%s", mine.text);
}

int rawrec_write(const struct raw_place *raw, int fd, struct err *e)
{
	struct buf path;
	int rc = -1, from;

	buf_init(&path, PATH_BYTES);
	if (rawrec_path(raw, &path, e) != 0) {
		buf_release(&path);
		return -1;
	}
	if (raw->record.n) {
		rc = write_record(raw, buf_text(&path), fd, e);
	} else {
		from = open(buf_text(&path), O_RDONLY | O_CLOEXEC);
		if (from < 0)
			err_sys(e, EXIT_NOINPUT, "cannot open '%s'",
			    buf_text(&path));
		else
			rc = write_file(from, fd, e);
		if (from >= 0)
			(void)close(from);
	}
	buf_release(&path);
	return rc;
}
