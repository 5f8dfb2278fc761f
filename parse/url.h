/*
 * URLs: resolved against a base (RFC 3986 5.2), normalised for ids (6.2.2,
 * 6.2.3), and what is asked of them.
 * Users: parse.
 */
#ifndef PARSE_URL_H
#define PARSE_URL_H

#include "fetch/base/arena.h"

/* reference against base; base may be absent; the result lives in the arena */
struct str url_resolve(struct arena *a, struct str base, struct str reference);

/* The same page, one spelling: scheme and host in lower case, default ports,
 * fragments and dot segments away, escapes of unreserved characters undone. */
struct str url_normalize(struct arena *a, struct str url);

/* the host without www. and port; absent where there is none */
struct str url_host(struct str url);

/* 32 hex digits: the first 16 bytes of SHA-256 of the normalised URL */
struct str url_id(struct arena *a, struct str url);

#endif
