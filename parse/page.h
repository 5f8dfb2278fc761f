/*
 * One document (HTML page, plain text, feed entry) becomes one article.
 *
 * Owns: nothing: all views live in the arena or in the caller's bytes.
 * Keeps: what the feed said of the item stands in where the page is silent.
 * Fails: EXIT_DATA for a document without any text.
 * Users: parse.
 */
#ifndef PARSE_PAGE_H
#define PARSE_PAGE_H

#include "parse/record/article.h"

enum page_type {
	PAGE_AUTO,
	PAGE_HTML,
	PAGE_FEED,
	PAGE_FILING,
	PAGE_TEXT,
	PAGE_WARC
};

/* what is known of a page before it is read; views absent where unknown */
struct page_item {
	struct str id, url, title, summary, content, author, lang, source, kind;
	struct str feed, scope;
	int64_t published, updated;
};

struct page {
	struct str bytes, content_type, url;
	int64_t fetched;
	bool truncated;
	struct raw_place raw;
	const struct page_item *item; /* NULL: none */
};

enum page_type page_sniff(struct str bytes, struct str content_type);

int page_html(
    const struct page *p, struct arena *a, struct article *to, struct err *e);
int page_text(
    const struct page *p, struct arena *a, struct article *to, struct err *e);
/* the item alone: content "summary" */
int page_item_alone(
    const struct page *p, struct arena *a, struct article *to, struct err *e);

/* HTML (a page or a fragment, UTF-8) to clean text and title; for filings */
int page_clean(struct str utf8, struct arena *a, struct str *title,
    struct str *text, struct err *e);

#endif
