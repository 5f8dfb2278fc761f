/*
 * The XML of a feed, with what feeds do to XML mended first.
 *
 * Keeps: no entity is ever loaded from elsewhere; broken XML is read as far as
 *   it goes.
 * Users: feed.c.
 */
#ifndef PARSE_FEED_XML_H
#define PARSE_FEED_XML_H

#include "fetch/base/arena.h"
#include "fetch/base/err.h"

#include <libxml/tree.h>

/* An element that is complete: true: it was taken, and leaves the document, so
 * that this holds one item at a time. */
typedef bool feed_xml_taken(void *user, xmlNodePtr n);

/* The caller frees the document (xmlFreeDoc), which has all that was not
 * taken. NULL and EXIT_DATA. */
xmlDocPtr feed_xml_read(
    struct str utf8, feed_xml_taken *take, void *user, struct err *e);

/* The same in pieces, for a feed that is too large to hold. */
struct feed_xml;
struct feed_xml *feed_xml_open(feed_xml_taken *take, void *user);
void feed_xml_push(struct feed_xml *x, struct str utf8, bool last);
/* what was not taken; it belongs to x. NULL: no XML */
xmlDocPtr feed_xml_doc(const struct feed_xml *x);
void feed_xml_close(struct feed_xml *x); /* NULL is fine */

/* RFC 4648, white space allowed; what is no base64 comes back as it is */
struct str feed_base64(struct arena *a, struct str s);

#endif
