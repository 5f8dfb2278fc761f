/*
 * Article lists of GDELT: the answers of its DOC 2.0 API (mode=artlist,
 * format=json), and the Article List (GAL) that it publishes every quarter of
 * an hour, an object a line.
 *
 * Keeps: the title is taken without the spaces that GDELT puts around signs;
 *   `seendate` is when GDELT saw the article, so it is the item's `updated`,
 *   never its day of publication; the `date` of a GAL line is that too, for
 *   most of them. Language names become BCP 47 tags where we know them. A line
 *   that is no object is left out.
 * Fails: EXIT_DATA.
 * Source: blog.gdeltproject.org/gdelt-doc-2-0-api-debuts and
 *   /announcing-the-gdelt-article-list-rss-feed
 * Users: parse.
 */
#ifndef PARSE_FEED_GDELT_H
#define PARSE_FEED_GDELT_H

#include "parse/feed/feed.h"

bool gdelt_sniff(struct str text);
int gdelt_read(struct feed *f, struct arena *a, struct str text, struct err *e);

#endif
