/*
 * Is a page an article, and is all of it there?
 *
 * Owns: nothing.
 * Keeps: an article is never called a listing for the lists around it: where
 *   one run of text outweighs all others, or tags name one article, it is one.
 *   What tags say of payment counts only where text is missing too: many pages
 *   that say so hold all of it.
 * Users: page.c.
 */
#ifndef PARSE_HTML_KIND_H
#define PARSE_HTML_KIND_H

#include "parse/html/body.h"
#include "parse/html/title.h"

/* what the blocks of a page look like together */
struct html_shape {
	size_t heads;   /* links that read like headlines of other pages */
	size_t runs;    /* of running text between them */
	size_t prose;   /* weight of all of them */
	size_t longest; /* weight of what stands between two such links */
	size_t entries; /* times of day inside the text */
};

struct html_shape html_shape_of(
    const struct html_blocks *b, const struct html_body *body);

/* a page of links to articles, or a live ticker; url: absent or the page's */
bool html_kind_is_listing(const struct html_blocks *b,
    const struct html_meta *m, const struct html_title *title,
    const struct html_body *body, struct str url);

/* cut off behind a teaser, or by a demand to pay or to register */
bool html_kind_is_partial(const struct html_blocks *b,
    const struct html_meta *m, const struct html_body *body);

#endif
