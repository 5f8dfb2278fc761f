/*
 * Paths against the patterns of robots.txt (RFC 9309, 2.2.2 and 2.2.3).
 *
 * Keeps: matching takes time linear in pattern and path, whatever stars the
 *   pattern has.
 * Users: robots.c.
 */
#ifndef FETCH_ROBOTS_MATCH_H
#define FETCH_ROBOTS_MATCH_H

#include "fetch/base/buf.h"

/* path, parameters and query of a URL, without its fragment; "/" where there
 * is no path */
struct str robots_path(struct str url);

/* Escapes in capitals, bytes outside ASCII escaped, and with `plain` escaped
 * unreserved characters (RFC 3986, 2.3) as themselves, and a % that begins no
 * escape escaped, so that doing it twice changes nothing. */
void robots_escape(struct buf *to, struct str s, bool plain);

/* Does the path begin with the pattern? `*` is any bytes, a last `$` the end
 * of the path. */
bool robots_match(struct str pattern, struct str path);

#endif
