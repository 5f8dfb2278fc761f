#include "fetch/warc/warc_http.h"

#include "fetch/warc/warc_read.h"

#include <string.h>
#include <zlib.h>

enum { STEP_BYTES = 64 * 1024 };

int http_split(struct str block, struct http_message *m, struct err *e)
{
	size_t end = str_find(block, STR("\r\n\r\n"), 0), skip = 4;
	size_t lf = str_find(str_sub(block, 0, end), STR("\n\n"), 0);

	if (lf < end && lf < block.n) {
		end = lf;
		skip = 2;
	}
	if (!str_starts(block, STR("HTTP/")) || end == block.n)
		return err_set(e, EXIT_DATA, "no HTTP response");
	m->head = str_sub(block, 0, end + 2);
	m->body = str_sub(block, end + skip, block.n);
	m->status = 0;
	size_t at = str_find(m->head, STR(" "), 0);

	for (size_t i = at + 1; i < at + 4 && i < m->head.n; i++)
		if (m->head.p[i] >= '0' && m->head.p[i] <= '9')
			m->status = m->status * 10 + (m->head.p[i] - '0');
	return 0;
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* RFC 9112, section 7.1; trailers are dropped */
static int unchunk(struct buf *to, struct str in, struct err *e)
{
	while (in.n) {
		size_t size = 0, digits = 0;

		while (digits < in.n && hex(in.p[digits]) >= 0) {
			if (size > SIZE_MAX >> 5)
				return err_set(e, EXIT_DATA, "bad chunk size");
			size = size << 4 | (size_t)hex(in.p[digits++]);
		}
		size_t line = str_find(in, STR("\n"), 0);

		if (digits == 0 || line == in.n)
			return err_set(e, EXIT_DATA, "bad chunk");
		if (size == 0)
			return 0;
		in = str_sub(in, line + 1, in.n);
		buf_str(to, str_sub(in, 0, size));
		if (in.n < size)
			return err_set(e, EXIT_DATA, "the last chunk is cut");
		in = str_sub(in, size, in.n);
		if (str_starts(in, STR("\r\n")))
			in = str_sub(in, 2, in.n);
	}
	return err_set(e, EXIT_DATA, "no last chunk");
}

static int window(struct str in)
{
	const unsigned char *p = (const unsigned char *)in.p;

	if (in.n >= 2 && p[0] == 0x1f && p[1] == 0x8b)
		return 15 + 16;
	/* "deflate" is zlib by RFC 9110, raw by some servers */
	if (in.n >= 2 && (p[0] & 0x0f) == 8 && (p[0] << 8 | p[1]) % 31 == 0)
		return 15;
	return -15;
}

int http_inflate(struct buf *to, struct str in, struct err *e)
{
	z_stream z = {0};
	unsigned char *next;
	int rc = Z_OK;

	if (in.n > UINT32_MAX || inflateInit2(&z, window(in)) != Z_OK)
		return err_set(e, EXIT_DATA, "cannot inflate");
	memcpy(&next, &in.p, sizeof next);
	z.next_in = next;
	z.avail_in = (uInt)in.n;
	while (rc == Z_OK) {
		char *out = buf_room(to, STEP_BYTES);

		if (!out)
			break;
		z.next_out = (unsigned char *)out;
		z.avail_out = STEP_BYTES;
		rc = inflate(&z, Z_NO_FLUSH);
		to->n += STEP_BYTES - z.avail_out;
		/* members that follow belong to the same body */
		if (rc == Z_STREAM_END && z.avail_in > 0)
			rc = inflateReset(&z);
	}
	(void)inflateEnd(&z);
	if (to->over)
		return err_set(
		    e, EXIT_DATA, "over %zu bytes when inflated", to->max);
	return rc == Z_STREAM_END ? 0
				  : err_set(e, EXIT_DATA,
					"the compressed body is broken or cut");
}

/* one coding taken off: *body moves into scratch */
static int undo(struct buf *scratch, struct str *body,
    int (*how)(struct buf *, struct str, struct err *), struct err *e)
{
	struct buf out;

	buf_init(&out, scratch->max);
	int rc = how(&out, *body, e);

	if (out.over && rc == 0)
		rc = err_set(e, EXIT_DATA, "over %zu bytes", out.max);
	buf_release(scratch);
	*scratch = out;
	*body = buf_view(scratch);
	return rc;
}

int http_decode(const struct http_message *m, struct buf *scratch,
    struct str *body, struct err *e)
{
	struct str te = warc_header(m->head, STR("Transfer-Encoding"));
	struct str ce = warc_header(m->head, STR("Content-Encoding"));
	struct err broken = {0};

	*body = m->body;
	if (te.n >= 7 &&
	    str_eq_nocase(str_sub(te, te.n - 7, te.n), STR("chunked")) &&
	    body->n && hex(body->p[0]) >= 0 &&
	    undo(scratch, body, unchunk, &broken) != 0 && body->n == 0)
		*body = m->body; /* not chunked after all */
	for (int layers = 0; layers < 2 && ce.n; layers++) {
		struct str one = str_trim(str_split(&ce, ','));
		bool known = str_eq_nocase(one, STR("gzip")) ||
			     str_eq_nocase(one, STR("x-gzip")) ||
			     str_eq_nocase(one, STR("deflate"));

		if (!known && !str_eq_nocase(one, STR("identity")))
			return err_set(e, EXIT_DATA,
			    "unknown content coding '%.*s'", STR_ARG(one));
		if (known && body->n &&
		    undo(scratch, body, http_inflate, &broken) != 0 &&
		    body->n == 0)
			return err_set(e, broken.code, "%s", broken.text);
	}
	if (broken.code)
		return err_set(e, broken.code, "%s", broken.text);
	return 0;
}
