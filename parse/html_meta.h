/*
 * What a page says about its article: title, dates, authors, address.
 *
 * Keeps: absent means unknown; dates after `now` are not believed (an expiry
 *   date is not a publication), nor before 1995.
 * Source: schema.org in JSON-LD, Open Graph, Dublin Core, <time>, visible
 *   text near the top, the URL, in this order.
 * Users: parse.
 */
#ifndef PARSE_HTML_META_H
#define PARSE_HTML_META_H

#include "parse/date.h"
#include "parse/html_tree.h"

struct html_meta {
	struct str title, site, canonical, summary, lang;
	struct str *authors;
	size_t n_authors, authors_cap;
	int64_t published, updated;
	enum date_precision precision;
	const char *from;   /* json-ld meta text url */
	struct str ld_body; /* articleBody of JSON-LD */
	bool ld_partial;    /* isAccessibleForFree is false */
};

/* url: of the page, or absent; now: when it was fetched */
void html_meta_read(const struct html_tree *t, struct arena *a, struct str url,
    int64_t now, struct html_meta *m);

#endif
