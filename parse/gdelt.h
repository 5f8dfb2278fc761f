/*
 * Article lists of GDELT (DOC 2.0 API, mode=artlist, format=json).
 *
 * Keeps: the title is taken without the spaces that GDELT puts around signs;
 *   `seendate` is when GDELT saw the article, so it is the item's `updated`,
 *   never its day of publication. Language names become BCP 47 tags where we
 *   know them.
 * Fails: EXIT_DATA.
 * Source: blog.gdeltproject.org/gdelt-doc-2-0-api-debuts
 * Users: parse.
 */
#ifndef PARSE_GDELT_H
#define PARSE_GDELT_H

#include "parse/feed.h"

bool gdelt_sniff(struct str text);
int gdelt_read(struct feed *f, struct arena *a, struct str text, struct err *e);

#endif
