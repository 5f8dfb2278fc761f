/*
 * Clutter that is none, whatever its name: an element that holds a third of
 * the page's running text (an unclosed <button>, a class "sidebar-on-the-left")
 * or the headline with a text, unless it is the page's frame; a long paragraph;
 * a "menu" of text; an accordion; a teaser right behind the headline.
 *
 * Keeps: what readers say, and captions of galleries, stay clutter where the
 *   headline stands elsewhere.
 * Users: page.c.
 */
#ifndef PARSE_HTML_RESCUE_H
#define PARSE_HTML_RESCUE_H

#include "parse/html/blocks.h"

/* headline: a block, or n_blocks */
void html_rescue_text(struct html_blocks *b, size_t headline);

#endif
