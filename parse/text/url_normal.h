/*
 * One spelling of an address, so that one page has one id.
 *
 * Keeps: idempotent. Scheme and host in lower case, the host in ASCII
 *   (UTS #46), no default port, no dot at its end; no fragment, no dot
 *   segments, no doubled slashes; escapes of unreserved characters undone and
 *   all others in upper case; parameters in the order of their names, those
 *   without a name and empty values gone. An address without a scheme that
 *   begins with a host name is one of the web.
 * Source: RFC 3986 6.2; the practice of crawlers.
 * Users: parse.
 */
#ifndef PARSE_TEXT_URL_NORMAL_H
#define PARSE_TEXT_URL_NORMAL_H

#include "parse/text/url.h"

/* Absent where the host is none ("a%2Xb", not UTF-8, an unknown sign). */
struct str url_normalize(struct arena *a, struct str url);

/* 32 hex digits: the first 16 bytes of SHA-256 of the normalised URL, or of
 * the text of what is none */
struct str url_id(struct arena *a, struct str url);

#endif
