/*
 * An HTML page, read whole: what it says of itself, its text, its dates, and
 * whether it is an article at all.
 *
 * Owns: nothing: all views live in the arena; the tree is gone when
 *   html_page_read() returns.
 * Fails: as html_tree_parse().
 * Users: parse.
 */
#ifndef PARSE_HTML_PAGE_H
#define PARSE_HTML_PAGE_H

#include "parse/html/kind.h"

struct html_page {
	struct html_meta meta;
	struct html_body body;
	struct html_title title;
	struct str publisher; /* that a line near the headline names */
	bool listing;         /* it is no article */
	bool partial;         /* not all of it is there */
};

/* url: of the page, or absent; fetched: when, STAMP_NONE: unknown */
int html_page_read(struct str utf8, struct str url, int64_t fetched,
    struct arena *a, struct html_page *p, struct err *e);

#endif
