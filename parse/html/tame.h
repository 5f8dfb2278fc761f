/*
 * A page as the HTML parser is to see it.
 *
 * Out goes what would cost libxml2 more than linear time: elements nested
 * without end (it looks through the open ones at each end tag), attributes
 * without end (it compares each with all before). Out go scripts (but for
 * JSON), styles and comments: a third of real pages, read a byte at a time,
 * and told to nobody. And out goes what would lose text: comments and quotes
 * that are never closed, <!-->, the marks of CDATA.
 *
 * Keeps: no text is lost, only tags, attributes and what is never shown; what
 *   breaks off in a script stays a script. Linear in the page.
 * Source: the HTML Standard, 13.2.5 (tokenization).
 * Users: tree.c.
 */
#ifndef PARSE_HTML_TAME_H
#define PARSE_HTML_TAME_H

#include "fetch/base/buf.h"

enum { TAME_DEPTH_MAX = 512, TAME_ATTRIBUTES_MAX = 200 };

/* the page itself, or a view of scratch; *hides: it holds elements that are
 * shown at times (noscript, template) */
struct str html_tame(struct str page, struct buf *scratch, bool *hides);

#endif
