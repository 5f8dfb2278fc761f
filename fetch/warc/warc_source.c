#include "fetch/warc/warc_source.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

enum { IN_BYTES = 64 * 1024, OUT_BYTES = 256 * 1024, MARKS_MAX = 4096 };

/* a gzip member begins at `file` in the file and `plain` in the stream */
struct mark {
	int64_t file, plain;
};

struct warc_source {
	int fd;
	unsigned char *in;
	size_t in_at, in_n;
	int64_t in_base; /* file offset of in[0] */
	bool end, gzip, sniffed, inside, resync;
	z_stream z;
	struct buf held;
	size_t held_at;  /* of held: consumed, not yet moved away */
	int64_t dropped; /* plain bytes consumed so far */
	struct mark *marks;
	size_t n_marks;
};

struct warc_source *warc_source_open(int fd, size_t max_bytes)
{
	struct warc_source *s = mem_new(1, sizeof *s);

	s->fd = fd;
	s->in = mem_new(IN_BYTES, 1);
	s->marks = mem_new(MARKS_MAX, sizeof *s->marks);
	buf_init(&s->held, max_bytes + OUT_BYTES);
	return s;
}

void warc_source_close(struct warc_source *s)
{
	if (!s)
		return;
	if (s->gzip)
		(void)inflateEnd(&s->z);
	(void)close(s->fd);
	buf_release(&s->held);
	free(s->marks);
	free(s->in);
	free(s);
}

void warc_source_prime(struct warc_source *s, struct str head)
{
	if (s->in_n || head.n > IN_BYTES)
		BUG("a source is primed once, with little");
	memcpy(s->in, head.p, head.n);
	s->in_n = head.n;
}

/* 1 input is there, 0 end, -1 error */
static int more_input(struct warc_source *s, struct err *e)
{
	if (s->in_at < s->in_n)
		return 1;
	if (s->end)
		return 0;
	s->in_base += (int64_t)s->in_n;
	s->in_at = s->in_n = 0;
	ssize_t n;

	do
		n = read(s->fd, s->in, IN_BYTES);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return err_sys(e, EXIT_IO, "cannot read");
	s->in_n = (size_t)n;
	s->end = n == 0;
	return n > 0;
}

static void sniff(struct warc_source *s)
{
	s->sniffed = true;
	s->gzip = s->in[s->in_at] == 0x1f;
	if (s->gzip && inflateInit2(&s->z, 15 + 16) != Z_OK)
		BUG("cannot start zlib");
}

static void begin_member(struct warc_source *s)
{
	int64_t plain = s->dropped + (int64_t)(s->held.n - s->held_at);
	size_t keep = 0;

	/* marks behind which everything is consumed are done with */
	while (keep + 1 < s->n_marks && s->marks[keep + 1].plain <= s->dropped)
		keep++;
	if (keep) {
		memmove(s->marks, s->marks + keep,
		    (s->n_marks - keep) * sizeof *s->marks);
		s->n_marks -= keep;
	}
	if (s->n_marks == MARKS_MAX)
		s->n_marks--; /* empty members only: all begin at one place */
	s->marks[s->n_marks++] =
	    (struct mark){s->in_base + (int64_t)s->in_at, plain};
	(void)inflateReset(&s->z);
	s->inside = true;
}

/* behind a broken member: to the next bytes that look like one */
static int seek_member(struct warc_source *s, struct err *e)
{
	int rc;

	while ((rc = more_input(s, e)) == 1) {
		unsigned char *at =
		    memchr(s->in + s->in_at, 0x1f, s->in_n - s->in_at);

		if (!at) {
			s->in_at = s->in_n;
			continue;
		}
		s->in_at = (size_t)(at - s->in);
		/* a header cut by the buffer's end is tried; a false one is
		 * refused by inflate and the search goes on */
		if (s->in_at + 2 >= s->in_n ||
		    (at[1] == 0x8b && at[2] == 0x08)) {
			s->resync = false;
			return 1;
		}
		s->in_at++;
	}
	return rc;
}

static int inflate_some(struct warc_source *s, struct err *e)
{
	if (s->resync) {
		int rc = seek_member(s, e);

		if (rc <= 0)
			return rc;
	}
	if (!s->inside) {
		/* zero padding between members is let pass */
		if (s->in[s->in_at] == 0) {
			s->in_at++;
			return 1;
		}
		begin_member(s);
	}
	char *out = buf_room(&s->held, OUT_BYTES);

	if (!out)
		return err_set(e, EXIT_DATA, "a record is too big");
	s->z.next_in = s->in + s->in_at;
	s->z.avail_in = (uInt)(s->in_n - s->in_at);
	s->z.next_out = (unsigned char *)out;
	s->z.avail_out = OUT_BYTES;
	int rc = inflate(&s->z, Z_NO_FLUSH);
	size_t used = s->in_n - s->in_at - s->z.avail_in;

	s->in_at += used;
	s->held.n += OUT_BYTES - s->z.avail_out;
	s->held.p[s->held.n] = '\0';
	if (rc == Z_STREAM_END) {
		s->inside = false;
	} else if (rc != Z_OK && rc != Z_BUF_ERROR) {
		s->inside = false;
		s->resync = true;
		if (used == 0)
			s->in_at++;
		return 2;
	}
	return 1;
}

int warc_source_fill(struct warc_source *s, struct err *e)
{
	if (s->held_at && s->held.max - s->held.n < OUT_BYTES) {
		buf_drop(&s->held, s->held_at);
		s->held_at = 0;
	}
	size_t had = s->held.n;

	while (s->held.n == had) {
		int rc = more_input(s, e);

		if (rc == 0 && s->inside) {
			s->inside = false;
			return 2; /* the file ends inside a member */
		}
		if (rc <= 0)
			return rc;
		if (!s->sniffed)
			sniff(s);
		if (s->gzip) {
			rc = inflate_some(s, e);
			if (rc != 1)
				return rc;
			continue;
		}
		buf_add(&s->held, s->in + s->in_at, s->in_n - s->in_at);
		s->in_at = s->in_n;
		if (s->held.over)
			return err_set(e, EXIT_DATA, "a record is too big");
	}
	return 1;
}

struct str warc_source_held(const struct warc_source *s)
{
	return str_sub(buf_view(&s->held), s->held_at, s->held.n);
}

void warc_source_drop(struct warc_source *s, size_t n)
{
	size_t left = s->held.n - s->held_at;

	if (n > left)
		n = left;
	s->held_at += n;
	s->dropped += (int64_t)n;
	/* moved when at least as much is gone as stays: no byte is moved more
	 * often than once on average */
	if (s->held_at >= s->held.n - s->held_at) {
		buf_drop(&s->held, s->held_at);
		s->held_at = 0;
	}
}

int64_t warc_source_offset(const struct warc_source *s)
{
	int64_t at = s->dropped;

	if (!s->gzip)
		return at;
	for (size_t i = s->n_marks; i-- > 0;)
		if (s->marks[i].plain <= s->dropped) {
			at = s->marks[i].file;
			break;
		}
	return at;
}
