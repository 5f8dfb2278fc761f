#include "fetch/warc/warc_mend.h"

#include "fetch/base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

enum { IN_BYTES = 64 * 1024, OUT_BYTES = 256 * 1024 };

/* reading on, member by member; nothing of what comes out is kept */
struct scan {
	int fd;
	z_stream z;
	unsigned char *in, *out;
	int64_t read; /* bytes taken from the file so far */
	bool inside;  /* a member */
};

/* 1 bytes are there, 0 end, -1 error */
static int more(struct scan *s, struct err *e)
{
	ssize_t n;

	if (s->z.avail_in > 0)
		return 1;
	do
		n = read(s->fd, s->in, IN_BYTES);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return err_sys(e, EXIT_IO, "cannot read");
	s->z.next_in = s->in;
	s->z.avail_in = (uInt)n;
	s->read += n;
	return n > 0;
}

/* *whole: the end of the last whole member, or the size where the last one is
 * broken otherwise than by a missing end */
static int find_end(struct scan *s, int64_t *whole, struct err *e)
{
	int rc;

	*whole = 0;
	while ((rc = more(s, e)) == 1) {
		if (!s->inside)
			(void)inflateReset(&s->z);
		s->inside = true;
		do {
			s->z.next_out = s->out;
			s->z.avail_out = OUT_BYTES;
			rc = inflate(&s->z, Z_NO_FLUSH);
		} while (rc == Z_OK && s->z.avail_out == 0);
		if (rc == Z_STREAM_END) {
			s->inside = false;
			*whole = s->read - (int64_t)s->z.avail_in;
		} else if (rc != Z_OK && rc != Z_BUF_ERROR) {
			*whole = lseek(s->fd, 0, SEEK_END);
			return 0;
		}
	}
	return rc;
}

int warc_mend(const char *path, int64_t *length, int64_t *cut, struct err *e)
{
	struct scan s = {.fd = open(path, O_RDWR | O_CLOEXEC)};
	int64_t whole = 0, size;
	int rc;

	*length = *cut = 0;
	if (s.fd < 0)
		return errno == ENOENT
			   ? 0
			   : err_sys(e, EXIT_NOINPUT, "cannot open '%s'", path);
	s.in = mem_new(IN_BYTES, 1);
	s.out = mem_new(OUT_BYTES, 1);
	if (inflateInit2(&s.z, 15 + 16) != Z_OK)
		BUG("cannot start zlib");
	size = lseek(s.fd, 0, SEEK_END);
	rc = size < 0 || lseek(s.fd, 0, SEEK_SET) != 0
		 ? err_sys(e, EXIT_IO, "cannot seek")
		 : find_end(&s, &whole, e);
	if (rc == 0 && whole < size &&
	    (ftruncate(s.fd, whole) != 0 || fsync(s.fd) != 0))
		rc = err_sys(e, EXIT_IO, "cannot cut off the torn end");
	if (rc == 0) {
		*length = whole;
		*cut = size - whole;
	}
	(void)inflateEnd(&s.z);
	free(s.in);
	free(s.out);
	(void)close(s.fd);
	return rc == 0 ? 1 : err_context(e, "%s", path);
}
