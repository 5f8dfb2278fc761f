/*
 * Feed lists: INI files that say what to read, and how to behave to whom.
 * The keys are described in jevons-feeds(5); their table is in
 * feedlist_keys.c.
 *
 *   [list]
 *   allow_file = yes          file: URLs are allowed in this list
 *   allow_host = 127.0.0.1    a private address that may be asked; repeatable
 *
 *   [feed NAME]
 *   url = https://…           a relative one is a file beside the list
 *   …
 *   [host NAME]               how to behave to a host: allow, delay, parallel,
 *   …                         backoff
 *
 * Owns: its feeds, until feedlist_release().
 * Keeps: a delay under FEEDLIST_DELAY and more than one request at a time are
 *   only for hosts that the list names: in a [host], or in the feed's own
 *   url. What a list allows holds for the feeds of that list.
 * Fails: EXIT_NOINPUT, EXIT_CONFIG with file and line.
 * Users: fetch, the front.
 */
#ifndef FETCH_FEEDLIST_H
#define FETCH_FEEDLIST_H

#include "fetch/base/arena.h"
#include "fetch/base/err.h"

enum {
	FEEDLIST_INTERVAL = 3600, /* seconds: where a feed says nothing */
	FEEDLIST_DELAY = 3,
	FEEDLIST_TIMEOUT = 120,
	FEEDLIST_MAX_BYTES = 16 * 1024 * 1024, /* of one answer */
	FEEDLIST_FILING_MAX_BYTES = 48 * 1024 * 1024
};

/* whom a Retry-After puts off; AUTO: a 429 the host, a 503 the URL */
enum feed_backoff { BACKOFF_AUTO, BACKOFF_HOST, BACKOFF_URL };

struct feed_spec {
	struct str section, url, name, kind, language, scope;
	struct str host;       /* of the url, without its port; may be absent */
	struct str cik, forms; /* of the SEC kinds */
	struct str since, until; /* of sec-index: days */
	const char *list;        /* path of the list it stands in: one pointer
				    for all that stands in one list */
	bool follow, allow_file;
	bool recheck; /* pages are fetched again, after an hour and a day */
	long interval, delay; /* seconds */
	long interval_set;    /* the list says so; 0: it does not */
	long delay_set;
	long parallel; /* requests at a time; 0: not said */
	long timeout;  /* seconds, for one request */
	int64_t max_bytes;
	int backoff; /* enum feed_backoff */
	struct feed_spec *next_alike;
};

struct host_spec {
	struct str name;
	const char *list;
	bool allow; /* although its address is private */
	long delay; /* seconds; -1: not said */
	long parallel;
	int backoff;
};

struct feedlist {
	struct arena arena;
	struct feed_spec *feeds;
	struct host_spec *hosts;
	struct feed_spec **slots; /* by url; made by the first search */
	size_t n_feeds, feeds_cap, n_hosts, hosts_cap, n_slots, n_indexed;
};

/* how to behave to a host */
struct manners {
	long delay; /* seconds between two requests */
	bool adapt; /* the delay is ours: a slow server gets a longer one */
	long parallel;
	int backoff;
};

/* `struct feedlist l = {0};`, then any number of lists */
int feedlist_add(struct feedlist *l, const char *path, struct err *e);
/* the same for text that was read already; path: for messages, folder: where
 * relative addresses are */
int feedlist_add_text(struct feedlist *l, struct str text, const char *path,
    const char *folder, struct err *e);
void feedlist_release(struct feedlist *l);

/* host: without a port. May it be asked for a feed of that list (spec NULL: of
 * none) although its address is private? */
bool feedlist_allows_host(
    const struct feedlist *l, const struct feed_spec *spec, struct str host);
/* may any of the lists? */
bool feedlist_names_private(const struct feedlist *l, struct str host);
struct manners feedlist_manners(
    const struct feedlist *l, const struct feed_spec *spec, struct str host);
/* the first spec of that url, NULL where there is none */
const struct feed_spec *feedlist_find(struct feedlist *l, struct str url);

#endif
