#include "fetch/warc/warc_read.h"

#include "fetch/warc/warc_source.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HEAD_MAX_BYTES = 64 * 1024 };

struct warc_reader {
	struct warc_source *source;
	char *name;
	size_t pending; /* bytes of the last record, dropped at the next call */
};

struct warc_reader *warc_read_fd(int fd, const char *name)
{
	struct warc_reader *r = mem_new(1, sizeof *r);

	r->source =
	    warc_source_open(fd, (size_t)WARC_BLOCK_MAX_BYTES + HEAD_MAX_BYTES);
	r->name = mem_text(str_of(name));
	return r;
}

struct warc_reader *warc_read_open(const char *path, struct err *e)
{
	bool input = strcmp(path, "-") == 0;
	int fd = input ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0) {
		err_sys(e, EXIT_NOINPUT, "cannot open '%s'", path);
		return NULL;
	}
	return warc_read_fd(fd, input ? "stdin" : path);
}

void warc_read_prime(struct warc_reader *r, struct str head)
{
	warc_source_prime(r->source, head);
}

void warc_read_close(struct warc_reader *r)
{
	if (!r)
		return;
	warc_source_close(r->source);
	free(r->name);
	free(r);
}

struct str warc_header(struct str head, struct str name)
{
	struct str line;

	while ((line = str_split(&head, '\n')).p) {
		if (line.n > name.n && line.p[name.n] == ':' &&
		    str_starts_nocase(line, name))
			return str_trim(str_sub(line, name.n + 1, line.n));
	}
	return (struct str){NULL, 0};
}

static enum warc_result refuse(
    struct warc_reader *r, int64_t at, const char *why, struct err *e)
{
	err_set(e, EXIT_DATA, "%s at byte %lld of '%s'", why, (long long)at,
	    r->name);
	return WARC_REFUSED;
}

/* Drop what is held up to the next line that begins a record. */
static void resync(struct warc_reader *r)
{
	struct str held = warc_source_held(r->source);
	struct str begin = STR("\nWARC/1.");
	size_t at = str_find(held, begin, 0);

	if (at < held.n) {
		warc_source_drop(r->source, at + 1);
		return;
	}
	/* the end may be the begin of such a line */
	size_t keep = begin.n < held.n ? begin.n : held.n;

	while (keep && !str_ends(held, str_sub(begin, 0, keep)))
		keep--;
	warc_source_drop(r->source, held.n - keep);
}

/* bytes until the end of the header, 0 while it is not there */
static size_t head_length(struct str held)
{
	size_t crlf = str_find(held, STR("\r\n\r\n"), 0);
	size_t lf = str_find(str_sub(held, 0, crlf), STR("\n\n"), 0);

	if (lf < crlf)
		return lf + 2;
	return crlf < held.n ? crlf + 4 : 0;
}

static bool content_length(struct str head, size_t *n)
{
	struct str v = warc_header(head, STR("Content-Length"));

	*n = 0;
	if (v.n == 0 || v.n > 18)
		return false;
	for (size_t i = 0; i < v.n; i++) {
		if (v.p[i] < '0' || v.p[i] > '9')
			return false;
		*n = *n * 10 + (size_t)(v.p[i] - '0');
	}
	return true;
}

static void describe(struct warc_in *in, struct str head)
{
	int64_t date;

	in->head = head;
	in->type = warc_header(head, STR("WARC-Type"));
	in->uri = warc_header(head, STR("WARC-Target-URI"));
	if (in->uri.n > 1 && in->uri.p[0] == '<') /* WARC 1.0 wrote <uri> */
		in->uri = str_sub(in->uri, 1, in->uri.n - 1);
	in->id = warc_header(head, STR("WARC-Record-ID"));
	in->content_type = warc_header(head, STR("Content-Type"));
	in->payload_digest = warc_header(head, STR("WARC-Payload-Digest"));
	in->truncated = warc_header(head, STR("WARC-Truncated")).p != NULL;
	in->date = stamp_parse(warc_header(head, STR("WARC-Date")), &date)
		       ? date
		       : STAMP_NONE;
}

/* 1 held has at least n bytes; 0 the input ended; 2 broken; -1 error */
static int want(struct warc_reader *r, size_t n, struct err *e)
{
	while (warc_source_held(r->source).n < n) {
		int rc = warc_source_fill(r->source, e);

		if (rc != 1)
			return rc;
	}
	return 1;
}

static enum warc_result read_head(
    struct warc_reader *r, size_t *length, struct err *e)
{
	int64_t at = warc_source_offset(r->source);

	while ((*length = head_length(warc_source_held(r->source))) == 0) {
		struct str held = warc_source_held(r->source);
		int rc = held.n > HEAD_MAX_BYTES
			     ? 3
			     : warc_source_fill(r->source, e);

		if (rc == -1)
			return WARC_ERROR;
		if (rc == 1)
			continue;
		held = warc_source_held(r->source);
		if (rc == 0 && str_trim(held).n == 0)
			return WARC_END;
		if (rc == 3)
			resync(r);
		else
			warc_source_drop(r->source, held.n);
		return refuse(r, at,
		    rc == 3 ? "no end of a header" : "a record is cut", e);
	}
	return WARC_RECORD;
}

enum warc_result warc_read_next(
    struct warc_reader *r, struct warc_in *in, struct err *e)
{
	size_t head, body;
	int rc;

	warc_source_drop(r->source, r->pending);
	r->pending = 0;
	/* blank lines before a record */
	while ((rc = want(r, 1, e)) == 1) {
		char c = warc_source_held(r->source).p[0];

		if (c != '\r' && c != '\n')
			break;
		warc_source_drop(r->source, 1);
	}
	if (rc == 0)
		return WARC_END;
	if (rc == -1)
		return WARC_ERROR;
	int64_t at = warc_source_offset(r->source);

	if (rc == 2)
		return refuse(r, at, "a broken gzip member", e);
	enum warc_result h = read_head(r, &head, e);

	if (h != WARC_RECORD)
		return h;
	struct str held = warc_source_held(r->source);

	if (!str_starts(held, STR("WARC/1.")) ||
	    !content_length(str_sub(held, 0, head), &body)) {
		resync(r);
		return refuse(r, at, "no WARC record", e);
	}
	if (body > WARC_BLOCK_MAX_BYTES) {
		warc_source_drop(r->source, head);
		resync(r);
		return refuse(r, at, "a record that is too big", e);
	}
	rc = want(r, head + body, e);
	if (rc == -1)
		return WARC_ERROR;
	held = warc_source_held(r->source);
	if (rc != 1) {
		warc_source_drop(r->source, held.n);
		return refuse(r, at, "a record is cut", e);
	}
	describe(in, str_sub(held, 0, head));
	in->block = str_sub(held, head, head + body);
	in->offset = at;
	r->pending = head + body;
	return WARC_RECORD;
}
