/*
 * What an element's name, class, id and role say about it.
 * Users: the extractors.
 */
#ifndef PARSE_HTML_CLASS_H
#define PARSE_HTML_CLASS_H

#include "parse/html_tree.h"

/* never text of an article: script, nav, share bars, comments, … */
bool html_is_clutter(const xmlNode *n);
/* 0 no; else the tier of containers, 1 best: articleBody and body classes,
 * 2 <article>, 3 story and content ids, 4 <main> */
int html_body_tier(const xmlNode *n);
/* starts a line of its own */
bool html_is_block(const xmlNode *n);

#endif
