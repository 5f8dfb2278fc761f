/*
 * The names of a feed's elements: local name, and which of the vocabularies
 * in use it belongs to.
 *
 * Keeps: an element of a vocabulary that we do not know is FEED_OTHER, so
 *   that a namesake of "title" or "link" in it is not taken for one. A prefix
 *   that was never declared counts by its customary meaning.
 * Source: RSS 2.0 (rssboard.org), RSS 1.0 (purl.org), RFC 4287, Dublin Core,
 *   content and Media RSS modules, sitemaps.org and Google's news sitemaps.
 * Users: feed.c.
 */
#ifndef PARSE_FEED_NAME_H
#define PARSE_FEED_NAME_H

#include <libxml/tree.h>
#include <stdbool.h>

enum feed_words {
	FEED_CORE, /* RSS of any kind, Atom, sitemaps, CDF */
	FEED_DC,
	FEED_CONTENT,
	FEED_MEDIA,
	FEED_ITUNES,
	FEED_XHTML,
	FEED_OTHER
};

enum feed_words feed_words_of(const xmlNode *n);
/* without a prefix that libxml2 left in the name */
const char *feed_name(const xmlNode *n);
/* an element of these words, without regard to case */
bool feed_is(const xmlNode *n, enum feed_words words, const char *name);

#endif
