/*
 * One request of one URL: a curl easy handle, its limits, what came back.
 *
 * Owns: the handle and the buffers.
 * Keeps: the body is kept as it came (no decoding), up to
 *   TRANSFER_BODY_MAX_BYTES, then cut and marked; the address is judged when
 *   the connection is made; no redirect is followed here; no cookies, no
 *   Referer; TLS is verified.
 * Users: fetch.
 */
#ifndef FETCH_TRANSFER_H
#define FETCH_TRANSFER_H

#include "fetch/base/config.h"
#include "fetch/base/err.h"
#include "fetch/feedlist.h"

#include <curl/curl.h>

enum {
	TRANSFER_BODY_MAX_BYTES = 16 * 1024 * 1024,
	TRANSFER_HEAD_MAX_BYTES = 128 * 1024
};

struct transfer {
	CURL *easy;
	struct curl_slist *headers;
	struct buf head, body;
	bool cut;     /* the body was longer than we take */
	bool private; /* a private address may be asked: the list says so */
	bool refused; /* the address was not public */
	char why[CURL_ERROR_SIZE];
};

/* etag and modified: validators to send, or absent views */
struct transfer *transfer_new(const struct config *config,
    const struct feedlist *list, const struct feed_spec *spec, const char *url,
    struct str etag, struct str modified);
void transfer_free(struct transfer *t);

#endif
