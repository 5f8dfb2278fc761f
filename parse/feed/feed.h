/*
 * Feeds: RSS 0.9x, 1.0 (RDF) and 2.0, Atom 0.3 and 1.0, JSON Feed, and
 * sitemaps.
 *
 * Owns: nothing: all views live in the arena.
 * Keeps: broken XML loses no item; HTML entities are known; raw HTML in
 *   summaries is kept.
 * Source: RSS 2.0 (rssboard.org), RFC 4287, Dublin Core, content module,
 *   sitemaps.org.
 * Fails: EXIT_DATA where there is no feed in the text, or one that is over a
 *   ceiling.
 * Users: parse.
 */
#ifndef PARSE_FEED_FEED_H
#define PARSE_FEED_FEED_H

#include "fetch/base/arena.h"
#include "fetch/base/buf.h"
#include "fetch/base/err.h"
#include "fetch/base/stamp.h"

struct feed_item {
	struct str guid, url, title, summary, content, author, lang, kind;
	struct str id; /* absent: made of the URL */
	int64_t published, updated;
	bool alone; /* its page is not to be fetched */
};

struct feed {
	struct str title, link, language;
	int64_t updated;
	long ttl; /* minutes; 0 unknown */
	struct feed_item *items;
	size_t n, cap;
};

enum { FEED_ITEMS_MAX = 1000000 }; /* of one that is held whole */

/* utf8: the document, decoded; url: the feed's own, to resolve against */
int feed_parse(struct feed *f, struct arena *a, struct str utf8, struct str url,
    struct err *e);

/* Takes an item of a feed that is read in pieces (read.h) as it ends, with
 * what the feed has said of itself so far. */
typedef int feed_sink(void *user, const struct feed *so_far,
    const struct feed_item *it, struct err *e);

/* {"v":1,"record":"feed",…} and {"v":1,"record":"item",…}, no newline */
struct feed_source {
	struct str name, url, language, scope, kind;
	/* of the SEC's lists: which filings; absent: any (edgar.h) */
	struct str forms, cik, since, until;
	bool follow;
};
/* The name and language that count: the source's own, else the feed's. */
void feed_source_fill(struct feed_source *s, const struct feed *f,
    struct str name, struct str language);
void feed_write(
    struct buf *to, const struct feed *f, const struct feed_source *s);
void feed_write_item(struct buf *to, struct arena *a, const struct feed_item *i,
    const struct feed_source *s);

#endif
