/*
 * What each line of a page is by itself and beside its neighbours: text or
 * none, the end of a text, a teaser.
 *
 * Owns: nothing: what is made lives in the arena.
 * Source: boilerpipe's link density of a block and its neighbours; the lists
 *   of data/stubs.tsv and data/tails.tsv.
 * Users: body.c.
 */
#ifndef PARSE_HTML_LINES_H
#define PARSE_HTML_LINES_H

#include "parse/html/blocks.h"

/* of each block: is it text, where its box is taken? */
bool *html_lines_kept(const struct html_blocks *p, struct arena *a);

/* of each box: the innermost box at or above it that is mostly links; 0 for
 * none */
size_t *html_lines_dense(const struct html_blocks *p, struct arena *a);

/* does a line say that the text is over: "Related stories"? */
bool html_lines_is_tail(struct str line);

/* a link to another page, as its headline */
bool html_lines_is_teaser(const struct html_blocks *p, size_t i);

#endif
