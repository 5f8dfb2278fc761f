/*
 * One request of one URL: a curl easy handle, its limits, what came back.
 *
 * Owns: the handle and the buffers.
 * Keeps: the body is kept as it came (no decoding), up to max_bytes, then cut
 *   and marked; headers up to TRANSFER_HEAD_MAX_BYTES, interim answers and
 *   trailers counted. Time and speed are measured by us, without the time that
 *   we paused it ourselves (budget.h). The address is judged when the
 *   connection is made; no redirect is followed here; no cookies, no Referer;
 *   TLS is verified; only HTTP/1.
 * Users: fetch.
 */
#ifndef FETCH_TRANSFER_H
#define FETCH_TRANSFER_H

#include "fetch/base/buf.h"
#include "fetch/base/config.h"
#include "fetch/base/err.h"
#include "fetch/budget.h"

#include <curl/curl.h>
#include <stdint.h>

enum {
	TRANSFER_HEAD_MAX_BYTES = 128 * 1024,
	TRANSFER_IP_BYTES = 48,
	TRANSFER_SLOW_BYTES = 200 /* a second: slower is given up */
};

struct transfer_asks {
	const char *url;
	struct str etag, modified; /* validators to send, or absent views */
	size_t max_bytes;
	long timeout;       /* seconds */
	bool allow_private; /* the address need not be public */
	bool fresh;         /* only by a connection of its own */
	bool keep_request;  /* its header is wanted */
	bool judge;         /* Look the host's addresses up, past any proxy, and
				      connect to none of them. */
};

struct transfer {
	CURL *easy;
	struct curl_slist *headers;
	struct transfer_asks asks;
	struct budget *budget;
	size_t reserved;
	struct buf head, body, request;
	size_t head_bytes; /* of all headers */
	bool cut;          /* the body was longer than we take */
	bool refused;      /* an address was not public */
	bool addressed;    /* an address was there */
	bool by_proxy;
	bool waiting;                        /* paused for lack of room */
	int64_t began, waited_from, mark_at; /* stamp_ticks() */
	size_t mark_bytes;
	const char *fault; /* our own reason to end it */
	char ip[TRANSFER_IP_BYTES];
	char why[CURL_ERROR_SIZE];
};

/* easy: a handle of transfer_take_easy(), made with the same configuration, or
 * NULL for a new one */
struct transfer *transfer_new(CURL *easy, const struct config *config,
    const struct transfer_asks *asks, struct budget *budget);
/* NULL is fine. Returns the handle, for another transfer. */
CURL *transfer_take_easy(struct transfer *t);
void transfer_free(struct transfer *t);

/* Called now and then: goes on where it waited and there is room; NULL, or why
 * it is to be given up. */
const char *transfer_check(struct transfer *t, int64_t now);
/* the User-Agent; EXIT_CONFIG where the contact cannot stand in it */
int transfer_agent(const struct config *c, struct buf *to, struct err *e);

#endif
