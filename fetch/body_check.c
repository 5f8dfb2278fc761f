#include "fetch/body_check.h"

#include "fetch/warc/warc_read.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { OUT_BYTES = 64 * 1024 };

struct layer {
	z_stream z;
	unsigned char *out;
	bool deflate;             /* by its name */
	bool begun, ended, plain; /* plain: it is no such coding after all */
	size_t made;
};

struct check {
	struct layer layer[BODY_CODINGS_MAX];
	size_t n;
	size_t decoded; /* of all layers */
	struct buf *begin;
};

/* of zlib's inflateInit2; 0: it is no such coding */
static int window(const struct layer *l, struct str in)
{
	const unsigned char *p = (const unsigned char *)in.p;

	if (in.n >= 2 && p[0] == 0x1f && p[1] == 0x8b)
		return 15 + 16;
	if (in.n >= 2 && (p[0] & 0x0f) == 8 && (p[0] << 8 | p[1]) % 31 == 0)
		return 15;
	/* "deflate" is zlib by RFC 9110, raw by some servers */
	return l->deflate ? -15 : 0;
}

static void keep_begin(struct check *c, struct str in)
{
	size_t room = BODY_BEGIN_BYTES - c->begin->n;

	buf_str(c->begin, str_sub(in, 0, room));
}

static int broken(struct err *e)
{
	return err_set(e, EXIT_DATA, "the compressed body is broken");
}

static int feed(struct check *c, size_t i, struct str in, struct err *e);

/* one step of inflate; its output goes to the next layer */
static int step(struct check *c, size_t i, struct err *e)
{
	struct layer *l = &c->layer[i];

	l->z.next_out = l->out;
	l->z.avail_out = OUT_BYTES;
	int rc = inflate(&l->z, Z_NO_FLUSH);
	size_t made = OUT_BYTES - l->z.avail_out;

	l->made += made;
	c->decoded += made;
	l->ended = rc == Z_STREAM_END;
	if (c->decoded > BODY_DECODED_MAX_BYTES)
		return err_set(e, EXIT_DATA, "over %d bytes when decompressed",
		    BODY_DECODED_MAX_BYTES);
	if (rc != Z_OK && rc != Z_STREAM_END && rc != Z_BUF_ERROR)
		return broken(e);
	return feed(c, i + 1, (struct str){(const char *)l->out, made}, e);
}

static int begin_layer(struct layer *l, struct str in, struct err *e)
{
	int bits = window(l, in);

	l->plain = bits == 0;
	if (l->plain)
		return 0;
	if (inflateInit2(&l->z, bits) != Z_OK)
		return err_set(e, EXIT_OS, "cannot start zlib");
	l->out = mem_new(OUT_BYTES, 1);
	l->begun = true;
	return 0;
}

/* Depth is that of the codings, which are two at most. */
static int feed(struct check *c, size_t i, struct str in, struct err *e)
{
	if (i == c->n || c->layer[i].plain) {
		if (i < c->n)
			return feed(c, i + 1, in, e);
		keep_begin(c, in);
		return 0;
	}
	struct layer *l = &c->layer[i];
	struct err mine = {0};
	unsigned char *next;

	if (!in.n)
		return 0;
	if (!l->begun && begin_layer(l, in, e) != 0)
		return -1;
	if (l->plain)
		return feed(c, i + 1, in, e);
	/* zlib does not write through next_in, which lacks const */
	memcpy(&next, &in.p, sizeof next);
	l->z.next_in = next;
	l->z.avail_in = (uInt)in.n;
	while (l->z.avail_in > 0) {
		/* members that follow belong to the same body */
		if (l->ended && inflateReset(&l->z) != Z_OK)
			return broken(e);
		l->ended = false;
		if (step(c, i, &mine) == 0)
			continue;
		if (l->made)
			return err_set(e, mine.code, "%s", mine.text);
		l->plain = true;
		return feed(c, i + 1, in, e);
	}
	/* what is held back for lack of room in the last step */
	while (!l->ended && l->z.avail_out == 0)
		if (step(c, i, e) != 0)
			return -1;
	return 0;
}

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* RFC 9112, 7.1; curl has looked at the framing already */
static int feed_chunks(struct check *c, struct str in, struct err *e)
{
	while (in.n) {
		size_t size = 0, at = 0;

		for (; at < in.n && digit(in.p[at]) >= 0; at++)
			if (size <= SIZE_MAX >> 5)
				size = size << 4 | (size_t)digit(in.p[at]);
		size_t line = str_find(in, STR("\n"), at);

		if (size == 0 || line == in.n)
			return 0;
		in = str_sub(in, line + 1, in.n);
		if (feed(c, 0, str_sub(in, 0, size), e) != 0)
			return -1;
		in = str_sub(in, size, in.n);
		if (str_starts(in, STR("\r\n")))
			in = str_sub(in, 2, in.n);
	}
	return 0;
}

static int read_codings(struct check *c, struct str list, struct err *e)
{
	struct str one;

	while ((one = str_split(&list, ',')).p) {
		one = str_trim(one);
		if (!one.n || str_eq_nocase(one, STR("identity")))
			continue;
		if (!str_eq_nocase(one, STR("gzip")) &&
		    !str_eq_nocase(one, STR("x-gzip")) &&
		    !str_eq_nocase(one, STR("deflate")))
			return err_set(e, EXIT_DATA,
			    "unknown content coding '%.*s'", STR_ARG(one));
		if (c->n == BODY_CODINGS_MAX)
			return err_set(
			    e, EXIT_DATA, "too many content codings");
		c->layer[c->n++].deflate = str_eq_nocase(one, STR("deflate"));
	}
	return 0;
}

int body_check(struct str head, struct str body, bool cut, struct buf *begin,
    struct err *e)
{
	struct str te = warc_header(head, STR("Transfer-Encoding"));
	struct str ce = warc_header(head, STR("Content-Encoding"));
	struct check c = {.begin = begin};
	bool chunked = te.n >= 7 && str_eq_nocase(str_sub(te, te.n - 7, te.n),
					STR("chunked"));

	buf_clear(begin);
	if (read_codings(&c, ce, e) != 0)
		return -1;
	int rc = chunked ? feed_chunks(&c, body, e) : feed(&c, 0, body, e);

	for (size_t i = 0; i < c.n; i++) {
		struct layer *l = &c.layer[i];

		if (!l->begun)
			continue;
		if (rc == 0 && !l->plain && !l->ended && !cut)
			rc = err_set(
			    e, EXIT_DATA, "the compressed body is cut short");
		(void)inflateEnd(&l->z);
		free(l->out);
	}
	return rc;
}
