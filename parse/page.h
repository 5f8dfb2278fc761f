/*
 * One document (HTML page, plain text, feed entry) becomes one article.
 *
 * Owns: nothing: all views live in the arena or in the page's bytes.
 * Keeps: what the feed said of the item comes first, what the page says stands
 *   in where it is silent; no date is ever made up.
 * Fails: EXIT_DATA for a document without any text.
 * Users: parse.
 */
#ifndef PARSE_PAGE_H
#define PARSE_PAGE_H

#include "parse/record/article.h"

/* what is known of a page before it is read; views absent where unknown */
struct page_item {
	struct str id, url, title, summary, content, author, lang, source, kind;
	struct str feed, scope;
	int64_t published, updated;
};

struct page {
	struct str bytes; /* as they came */
	struct str text;  /* decoded: UTF-8 */
	struct str content_type, url;
	int64_t fetched;
	bool truncated;
	struct raw_place raw;
	const struct page_item *item; /* NULL: none */
};

int page_html(
    const struct page *p, struct arena *a, struct article *to, struct err *e);
/* plain text or Markdown, with or without front matter */
int page_text(
    const struct page *p, struct arena *a, struct article *to, struct err *e);
/* the item alone: content "summary" */
int page_item_alone(
    const struct page *p, struct arena *a, struct article *to, struct err *e);

/* What the ways above have in common: an article with all that the item and
 * the bytes say; and its last touches, source, language, content. */
void page_begin(const struct page *p, struct arena *a, struct article *to);
/* lang: what the document says of itself, or absent */
void page_finish(
    const struct page *p, struct arena *a, struct str lang, struct article *to);

/* HTML (a page or a fragment, UTF-8) to text and title */
struct page_parts {
	struct str title, text;
};
int page_clean(
    struct str utf8, struct arena *a, struct page_parts *to, struct err *e);

#endif
