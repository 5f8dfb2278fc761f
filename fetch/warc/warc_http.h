/*
 * The HTTP response inside a WARC record: head, and the body decoded.
 *
 * Owns: nothing; the decoded body lives in the caller's buf.
 * Keeps: ceilings: of the caller's buf. chunked (RFC 9112), gzip and deflate
 *   (RFC 9110), several one after another; a body that is not what its header
 *   says is taken as it is.
 * Fails: EXIT_DATA for no head, a body over the ceiling, or a broken coding
 *   (what could be decoded stays in the buf).
 * Users: parse, fetch.
 */
#ifndef FETCH_WARC_WARC_HTTP_H
#define FETCH_WARC_WARC_HTTP_H

#include "fetch/base/buf.h"
#include "fetch/base/err.h"

struct http_message {
	int status;
	struct str head; /* status line and header lines */
	struct str body; /* as it came */
};

int http_split(struct str block, struct http_message *m, struct err *e);

/* *body is m->body itself, or a view of the buf. */
int http_decode(const struct http_message *m, struct buf *scratch,
    struct str *body, struct err *e);

/* gzip, zlib or raw deflate bytes into to */
int http_inflate(struct buf *to, struct str in, struct err *e);

#endif
