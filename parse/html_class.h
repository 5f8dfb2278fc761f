/*
 * What the name, class and id of an element tell about it.
 *
 * Owns: nothing.
 * Keeps: the lists are data (data/classes.tsv); one pass over a class or id,
 *   whatever its length, of which CLASS_MAX_BYTES are looked at.
 * Source: the common parts of trafilatura's and Readability's lists.
 * Users: parse.
 */
#ifndef PARSE_HTML_CLASS_H
#define PARSE_HTML_CLASS_H

#include "parse/html_tree.h"

enum html_tier {
	TIER_NONE,
	TIER_BODY,    /* holds an article's text by its name */
	TIER_ARTICLE, /* <article> */
	TIER_STORY,   /* by a name that other containers have too */
	TIER_MAIN     /* <main> */
};

struct html_class {
	bool drop; /* never text: script, style, … */
	bool cut;  /* clutter: navigation, share bars, related headlines … */
	enum html_tier tier;
};

/* The rows of the table by the first byte of their pattern. */
struct class_index {
	unsigned short first[128], next[1024];
};

void html_class_index(struct class_index *x);
struct html_class html_classify(const struct class_index *x, const xmlNode *n);

/* does it end a line of text? */
bool html_is_block(const xmlNode *n);

#endif
