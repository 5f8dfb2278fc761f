/*
 * The parsed HTML page: libxml2's tree behind a small interface, with what the
 * extractors ask of a node.
 *
 * Why libxml2: the same extractor over a tree of gumbo (Debian's 0.10.1) has
 *   4-gram F1 .946 / .964 / .945 / .912 on the four sets of pages with full
 *   texts, over libxml2's .946 / .963 / .945 / .912; 25 of 1,361 pages give
 *   another text, most by a blank or a line. gumbo parses 30 MB/s, libxml2 79,
 *   and a page costs 2.2 times as much to the end. Where libxml2 is further
 *   from HTML than that (comments, CDATA, templates), tame.h and
 *   hidden.h bring it nearer.
 *
 * Owns: the document, until html_tree_release().
 * Keeps: input is UTF-8 (parse/text/charset.h); any depth (XML_PARSE_HUGE);
 * walks are loops, never recursion. Fails: EXIT_DATA for no tree at all. Users:
 * parse.
 */
#ifndef PARSE_HTML_TREE_H
#define PARSE_HTML_TREE_H

#include "fetch/base/arena.h"
#include "fetch/base/buf.h"
#include "fetch/base/err.h"

#include <libxml/tree.h>

struct html_tree {
	xmlDocPtr doc;
	xmlNodePtr root;
};

int html_tree_parse(struct html_tree *t, struct str utf8, struct err *e);
void html_tree_release(struct html_tree *t);

/* The node behind n in document order inside top; with skip its children are
 * passed over. NULL at the end. */
xmlNodePtr html_next(xmlNodePtr n, xmlNodePtr top, bool skip);

bool html_is(const xmlNode *n, const char *name); /* an element of that name */
/* attribute as it stands, without a copy where it is one text */
struct str html_attr(const xmlNode *n, const char *name);
/* entities and tags of a short text to plain text; as it is where it has none
 */
struct str html_plain(struct arena *a, struct str markup);
/* all text below n, white space folded, into to */
void html_text(xmlNodePtr n, struct buf *to);

#endif
