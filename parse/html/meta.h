/*
 * What a page says about its article: title, dates, authors, address.
 *
 * Owns: nothing: all views live in the arena.
 * Keeps: absent means unknown.
 * Source: schema.org in JSON-LD and microdata, Open Graph, Dublin Core, <time>
 *   (data/metas.tsv).
 * Users: parse.
 */
#ifndef PARSE_HTML_META_H
#define PARSE_HTML_META_H

#include "parse/html/when.h"

struct html_meta {
	struct str title; /* of tags, and of JSON-LD */
	struct str site, canonical, summary, lang;
	struct str *authors;
	size_t n_authors, authors_cap;
	struct html_when when;
	struct str ld_body; /* articleBody of JSON-LD */
	bool ld_partial;    /* isAccessibleForFree is false */
	bool ld_live;       /* it is reported live */
	bool ld_listing;    /* it is a page of others */
	bool og_article;    /* Open Graph says that it is an article */
	size_t ld_articles; /* that JSON-LD names, parts of others not */
	size_t ld_entries;  /* of what is reported live */
	long ld_words;      /* that it counts; 0: it does not */
};

/* fetched: when; STAMP_NONE: unknown */
void html_meta_read(const struct html_tree *t, struct arena *a, int64_t fetched,
    struct html_meta *m);

/* JSON-LD of a <script>; what is no JSON tells nothing */
void html_ld_read(struct str json, struct arena *a, struct html_meta *m);

/* an author, unless it is one already, or no name */
void html_meta_author(struct html_meta *m, struct arena *a, struct str name);

#endif
