/*
 * What an answer is by its first bytes, whatever its status and type say: a
 * feed, or a page that a server sends in its place.
 *
 * Users: fetch, the front (feeds check).
 */
#ifndef FETCH_ANSWER_LOOK_H
#define FETCH_ANSWER_LOOK_H

#include "fetch/base/str.h"

enum answer_kind {
	ANSWER_EMPTY,
	ANSWER_XML, /* a feed, or a sitemap, for all one can tell */
	ANSWER_JSON,
	ANSWER_TEXT,
	ANSWER_PAGE,  /* HTML */
	ANSWER_ERROR, /* an error document in XML (S3 and its like) */
	ANSWER_AGENT, /* the SEC: Undeclared Automated Tool */
	ANSWER_RATE   /* the SEC: Request Rate Threshold Exceeded */
};

/* begin: decoded, as body_check() keeps it */
enum answer_kind answer_look(struct str begin);
/* NULL: it may be a feed of that kind (feed_spec.kind); else why it is none */
const char *answer_fault(enum answer_kind a, struct str kind);

#endif
