/*
 * Web addresses as fetch sees them: host, origin, what a redirect means.
 *
 * Keeps: only http and https; what curl (CURLU) cannot read is no address.
 *   Host names are in lower case, numeric forms of IPv4 (decimal, octal, hex)
 *   are dotted quads.
 * Fails: EXIT_DATA.
 * Users: fetch.
 */
#ifndef FETCH_WEB_URL_H
#define FETCH_WEB_URL_H

#include "fetch/base/buf.h"
#include "fetch/base/err.h"

/* The host in lower case, with its port where one is given; *name has none. */
int web_url_host(
    const char *url, struct buf *host, struct buf *name, struct err *e);
/* the same, and *origin: scheme://host[:port], the key of a robots.txt */
int web_url_split(const char *url, struct buf *host, struct buf *name,
    struct buf *origin, struct err *e);
/* does it hold a user name or a password? */
bool web_url_has_login(const char *url);
/* the URL that a Location header means at base */
int web_url_redirect(
    const char *base, struct str location, struct buf *to, struct err *e);
/* are the hosts of two URLs one publisher's: equal, but for a "www." */
bool web_url_same_site(const char *a, const char *b);

#endif
