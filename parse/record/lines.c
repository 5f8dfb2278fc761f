#include "parse/record/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

enum { CHUNK_BYTES = 256 * 1024, RAW_BYTES = 64 * 1024, GZIP_WINDOW = 15 + 16 };

/* Not by gzread(): that waits until all it was asked for is there, and a line
 * in a pipe has to be told when it comes. */
struct lines {
	int fd;
	char *name;
	struct buf line; /* a line that crosses a chunk's end */
	char *chunk;
	size_t at, n;
	long long number;
	bool looked, end;
	bool gzip, inside; /* inside: a member has begun and not ended */
	long long members; /* that ended */
	z_stream z;
	unsigned char *raw; /* what z reads from */
};

struct lines *lines_open_fd(int fd, const char *name, struct err *e)
{
	struct lines *l = mem_new(1, sizeof *l);

	(void)e;
	l->fd = fd;
	l->name = mem_text(str_of(name));
	l->chunk = mem_new(CHUNK_BYTES, 1);
	buf_init(&l->line, LINES_MAX_BYTES);
	return l;
}

struct lines *lines_open(const char *path, struct err *e)
{
	bool input = strcmp(path, "-") == 0;
	int fd = input ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0) {
		err_sys(e, EXIT_NOINPUT, "cannot open '%s'", path);
		return NULL;
	}
	return lines_open_fd(fd, input ? "stdin" : path, e);
}

void lines_close(struct lines *l)
{
	if (!l)
		return;
	if (l->gzip)
		(void)inflateEnd(&l->z);
	(void)close(l->fd);
	buf_release(&l->line);
	free(l->chunk);
	free(l->raw);
	free(l->name);
	free(l);
}

/* bytes that are there now, at least one but at the end; -1 error */
static ssize_t read_some(struct lines *l, void *to, size_t most, struct err *e)
{
	for (;;) {
		ssize_t n = read(l->fd, to, most);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			err_sys(e, EXIT_IO, "cannot read '%s'", l->name);
		return n;
	}
}

/* The first two bytes tell whether it is gzip (RFC 1952): they are left in the
 * chunk, or moved to where z reads. */
static int look(struct lines *l, struct err *e)
{
	while (l->n < 2) {
		ssize_t n =
		    read_some(l, l->chunk + l->n, CHUNK_BYTES - l->n, e);

		if (n < 0)
			return -1;
		if (n == 0)
			break;
		l->n += (size_t)n;
	}
	l->looked = true;
	if (l->n < 2 || memcmp(l->chunk, "\x1f\x8b", 2) != 0)
		return 0;
	l->gzip = true;
	if (inflateInit2(&l->z, GZIP_WINDOW) != Z_OK)
		return err_set(e, EXIT_OS, "cannot read gzip");
	l->raw = mem_new(CHUNK_BYTES, 1);
	memcpy(l->raw, l->chunk, l->n);
	l->z.next_in = l->raw;
	l->z.avail_in = (uInt)l->n;
	l->n = 0;
	return 0;
}

/* more for z to read: 1, 0 at the end, -1 error */
static int feed(struct lines *l, struct err *e)
{
	ssize_t n = read_some(l, l->raw, RAW_BYTES, e);

	if (n == 0 && l->inside)
		return err_set(e, EXIT_DATA,
		    "broken gzip in '%s': it ends too early", l->name);
	l->z.next_in = l->raw;
	l->z.avail_in = n > 0 ? (uInt)n : 0;
	return n < 0 ? -1 : n > 0;
}

/* one step of z into the chunk: 1 go on, 0 end, -1 broken */
static int inflate_some(struct lines *l, struct err *e)
{
	if (!l->inside && l->members)
		(void)inflateReset(&l->z);
	l->inside = true;
	l->z.next_out = (unsigned char *)l->chunk;
	l->z.avail_out = CHUNK_BYTES;
	int rc = inflate(&l->z, Z_NO_FLUSH);

	l->n = CHUNK_BYTES - l->z.avail_out;
	if (rc == Z_STREAM_END) {
		l->inside = false;
		l->members++;
		return 1;
	}
	/* what came before a break is told first; the next step meets it again
	 */
	if (rc == Z_OK || rc == Z_BUF_ERROR || l->n)
		return 1;
	/* what stands behind the last member is padding */
	if (l->members && l->z.total_out == 0)
		return 0;
	return err_set(e, EXIT_DATA, "broken gzip in '%s': %s", l->name,
	    l->z.msg ? l->z.msg : "no header");
}

static int fill_gzip(struct lines *l, struct err *e)
{
	int rc = 1;

	while (rc == 1 && l->n == 0) {
		if (l->z.avail_in == 0)
			rc = feed(l, e);
		if (rc == 1)
			rc = inflate_some(l, e);
	}
	return l->n ? 1 : rc;
}

/* 1 bytes are there, 0 end, -1 error */
static int fill(struct lines *l, struct err *e)
{
	int rc;

	if (l->at < l->n)
		return 1;
	if (l->end)
		return 0;
	l->at = 0;
	l->n = 0;
	if (!l->looked && look(l, e) != 0)
		rc = -1;
	else if (l->gzip)
		rc = fill_gzip(l, e);
	else if (l->n)
		rc = 1;
	else {
		ssize_t n = read_some(l, l->chunk, CHUNK_BYTES, e);

		l->n = n > 0 ? (size_t)n : 0;
		rc = n < 0 ? -1 : n > 0;
	}
	l->end = rc != 1;
	return rc;
}

static enum lines_result finish(
    struct lines *l, struct str raw, struct str *line, struct err *e)
{
	l->number++;
	if (l->line.over) {
		err_set(e, EXIT_DATA, "line %lld of '%s' is over %d MiB",
		    l->number, l->name, LINES_MAX_BYTES >> 20);
		return LINES_REFUSED;
	}
	if (raw.n && raw.p[raw.n - 1] == '\r')
		raw.n--;
	*line = raw;
	return LINES_LINE;
}

enum lines_result lines_next(struct lines *l, struct str *line, struct err *e)
{
	buf_clear(&l->line);
	for (;;) {
		int rc = fill(l, e);

		if (rc < 0)
			return LINES_ERROR;
		if (rc == 0) {
			if (l->line.n == 0 && !l->line.over)
				return LINES_END;
			return finish(l, buf_view(&l->line), line, e);
		}
		struct str rest = {l->chunk + l->at, l->n - l->at};
		const char *nl = memchr(rest.p, '\n', rest.n);
		struct str part = {rest.p, nl ? (size_t)(nl - rest.p) : rest.n};

		l->at += part.n + (nl != NULL);
		if (nl && l->line.n == 0 && !l->line.over)
			return finish(l, part, line, e); /* no copy */
		buf_str(&l->line, part);
		if (nl)
			return finish(l, buf_view(&l->line), line, e);
	}
}

long long lines_number(const struct lines *l)
{
	return l->number;
}

const char *lines_name(const struct lines *l)
{
	return l->name;
}
