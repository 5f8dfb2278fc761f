/*
 * Sitemap indexes (sitemaps.org): lists of sitemaps, which fetch asks for in
 * place of the index.
 *
 * Keeps: read by a scan for <sitemap>, <loc> and <lastmod>, no XML is built;
 *   at most SITEMAP_INDEX_MAX entries. Bodies that are gzip files in
 *   themselves (sitemap.xml.gz) are inflated up to SITEMAP_TEXT_MAX_BYTES;
 *   what lies behind that is left out.
 * Fails: never: what is no index has no entries.
 * Users: sitemap_parts.c.
 */
#ifndef FETCH_SITEMAP_INDEX_H
#define FETCH_SITEMAP_INDEX_H

#include "fetch/base/arena.h"
#include "fetch/base/buf.h"
#include "fetch/base/stamp.h"

enum { SITEMAP_INDEX_MAX = 50000, SITEMAP_TEXT_MAX_BYTES = 8 << 20 };

struct sitemap_entry {
	struct str url;
	int64_t changed; /* lastmod; STAMP_NONE where it says nothing */
};

/* the text of an answer, its codings taken off; scratch holds it */
struct str sitemap_text(struct str head, struct str body, struct buf *scratch);
/* newest first, those without a time behind them in their order */
size_t sitemap_index_read(
    struct str text, struct arena *a, struct sitemap_entry **entries);

#endif
