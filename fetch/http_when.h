/*
 * The times that HTTP headers tell: Retry-After, and how long an answer is
 * fresh (RFC 9110, 10.2.3; RFC 9111, 4.2).
 *
 * Keeps: microseconds, within HTTP_WAIT_MIN and HTTP_WAIT_MAX whatever the
 *   server says. A date is measured against the answer's own Date where it has
 *   one, so that a server's wrong clock does no harm.
 * Users: fetch.
 */
#ifndef FETCH_HTTP_WHEN_H
#define FETCH_HTTP_WHEN_H

#include "fetch/base/stamp.h"

#define HTTP_WAIT_MIN STAMP_SECOND
#define HTTP_WAIT_MAX STAMP_DAY

/* what Retry-After asks for; 0 where it does not, or is no time */
int64_t http_when_retry(struct str head, int64_t now);
/* max-age, else Expires; 0 where neither is there, or caching is forbidden */
int64_t http_when_fresh(struct str head, int64_t now);

#endif
