/*
 * robots.txt: may an agent ask for a URL, and how long shall it wait between
 * two requests (RFC 9309; Crawl-delay is a wide-spread extension).
 *
 * Owns: the rules, until robots_release().
 * Keeps: at most ROBOTS_MAX_BYTES are read (RFC 9309, 2.5). Groups of one agent
 *   are merged; those of `*` hold only where no group names the agent. The
 *   longest matching pattern decides, allow before disallow (2.2.2); `*` and a
 *   last `$` are special. Other bytes than ASCII are compared escaped, escapes
 *   of unreserved characters plain, unless as_written. Matching is linear in
 *   pattern and path.
 *   As Google's parser (github.com/google/robotstxt): lines end at 16,663
 *   bytes, a missing colon and a few misspelt keys are forgiven, and
 *   "allow: /x/index.html" allows "/x/".
 * Fails: never: what is no rule is passed over.
 * Users: fetch.
 */
#ifndef FETCH_ROBOTS_H
#define FETCH_ROBOTS_H

#include "fetch/base/arena.h"
#include "fetch/base/buf.h"
#include "fetch/base/stamp.h"

enum { ROBOTS_MAX_BYTES = 500 * 1024, ROBOTS_DELAY_MAX_SECONDS = 120 };

struct robots_rule {
	struct str pattern; /* escaped */
	bool allow;
};

struct robots {
	struct arena arena;
	struct robots_rule *rules; /* those that hold for the agent */
	size_t n, cap;
	int64_t delay;   /* Crawl-delay in microseconds; 0: none is asked */
	bool as_written; /* set before: escapes are not taken off */
};

/* `struct robots r = {0};` then once; agent: its product token, "jevons" */
void robots_parse(struct robots *r, struct str text, struct str agent);
void robots_release(struct robots *r);

/* url: absolute, or from its path on */
bool robots_allows(const struct robots *r, struct str url);
/* the rules as a small robots.txt that says the same to the agent */
void robots_write(const struct robots *r, struct str agent, struct buf *to);

#endif
