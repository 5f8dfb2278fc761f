/*
 * Feed lists: INI files that say what to read.
 *
 *   [list]
 *   allow_file = yes          file: URLs are allowed in this list
 *   allow_host = 127.0.0.1    a private address that may be asked; repeatable
 *
 *   [feed NAME]
 *   url = https://…           a relative one is a file beside the list
 *   name = The Paper          what `source` says; default NAME
 *   kind = auto               auto rss atom json sitemap
 *   language = en             BCP 47, a hint
 *   scope = general           general | topic (stays out of denominators)
 *   follow = yes              fetch the linked pages
 *   interval = 1h             least time between two polls
 *   delay = 3s                between two requests to one host
 *
 * Owns: its feeds, until feedlist_release().
 * Fails: EXIT_NOINPUT, EXIT_CONFIG with file and line.
 * Users: fetch, the front.
 */
#ifndef FETCH_FEEDLIST_H
#define FETCH_FEEDLIST_H

#include "fetch/base/arena.h"
#include "fetch/base/err.h"

struct feed_spec {
	struct str section, url, name, kind, language, scope;
	const char *list; /* path of the list it stands in */
	bool follow;
	long interval, delay; /* seconds */
	bool allow_file;
};

struct feedlist {
	struct arena arena;
	struct feed_spec *feeds;
	struct str *hosts; /* allowed private hosts */
	size_t n_feeds, feeds_cap, n_hosts, hosts_cap;
};

/* `struct feedlist l = {0};`, then any number of lists */
int feedlist_add(struct feedlist *l, const char *path, struct err *e);
/* the same for text that was read already; path: for messages, folder: where
 * relative addresses are */
int feedlist_add_text(struct feedlist *l, struct str text, const char *path,
    const char *folder, struct err *e);
void feedlist_release(struct feedlist *l);

bool feedlist_allows_host(const struct feedlist *l, struct str host);
/* the spec of that url, NULL where there is none */
const struct feed_spec *feedlist_find(const struct feedlist *l, struct str url);

#endif
