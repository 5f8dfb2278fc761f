/*
 * The parsed HTML page: libxml2's tree behind a small interface, with what the
 * extractors ask of a node.
 *
 * Owns: the document, until html_tree_release().
 * Keeps: input is UTF-8 (parse/charset.h); any depth (XML_PARSE_HUGE); walks
 *   are loops, never recursion.
 * Fails: EXIT_DATA for no tree at all.
 * Users: parse.
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
