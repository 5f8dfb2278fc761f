/*
 * What would cost libxml2's HTML parser more than linear time, taken out of a
 * page before it is parsed: elements nested without end (it looks through the
 * open ones at each end tag), attributes without end (it compares each with
 * all before).
 *
 * Keeps: no text is lost, only tags and attributes; a page that is not absurd
 *   is not copied. Linear in the page.
 * Users: html_tree.c.
 */
#ifndef PARSE_HTML_TAME_H
#define PARSE_HTML_TAME_H

#include "fetch/base/buf.h"

enum { TAME_DEPTH_MAX = 512, TAME_ATTRIBUTES_MAX = 200 };

/* the page itself, or a view of scratch */
struct str html_tame(struct str page, struct buf *scratch);

#endif
