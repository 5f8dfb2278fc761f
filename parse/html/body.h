/*
 * The article's text out of a page: which box holds it, and which of its
 * blocks are text.
 *
 * Keeps: paragraphs separated by one \n; navigation, share bars, captions,
 *   related headlines, cookie banners and author boxes are left out.
 * Source: the ideas of trafilatura (tiers of containers), Readability (scored
 *   paragraphs) and boilerpipe (link density of blocks).
 * Users: parse.
 */
#ifndef PARSE_HTML_BODY_H
#define PARSE_HTML_BODY_H

#include "parse/html/blocks.h"

struct html_body {
	struct str text; /* lives in the arena */
	size_t weight;   /* of the text */
	size_t links;    /* weight of link text in the whole page */
	size_t box;      /* that it came from */
	size_t last;     /* its last block; n_blocks: none */
};

void html_body_extract(const struct html_blocks *p, struct arena *a,
    size_t headline, struct html_body *b);

#endif
