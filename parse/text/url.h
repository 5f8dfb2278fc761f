/*
 * URLs: their parts, resolved against a base (RFC 3986 5.2 in its backward-
 * compatible reading, after the clean-up that browsers do), and what is asked
 * of them.
 * Users: parse.
 */
#ifndef PARSE_TEXT_URL_H
#define PARSE_TEXT_URL_H

#include "fetch/base/arena.h"
#include "fetch/base/buf.h"

/* RFC 3986, appendix B: as they stand; absent ones are absent views */
struct url_parts {
	struct str scheme, authority, path, query, fragment;
};
struct url_parts url_split(struct str url);

/* RFC 3986, 5.2.4, on what the buf holds from begin (a '/') on */
void url_remove_dots(struct buf *b, size_t begin);

/* reference against base; base may be absent; the result lives in the arena */
struct str url_resolve(struct arena *a, struct str base, struct str reference);

/* the host without www. and port; absent where there is none */
struct str url_host(struct str url);

#endif
