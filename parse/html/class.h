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

#include "parse/html/tree.h"

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
	bool hidden; /* cut for no other reason than that it is not shown */
	bool links;  /* cut, if it is made of links and short lines */
	bool lead;   /* cut, but right behind the headline */
	bool inside; /* a cut part of a sentence, which goes on behind it */
	enum html_tier tier;
};

enum { CLASS_KNOWN = 256 /* a power of two */ };

/* The rows of both tables, laid out for one page's many questions; it holds
 * views of that page's tree. */
struct class_index {
	unsigned short first[1024], next[1024]; /* by two letters */
	unsigned char length[1024]; /* of a pattern without its marks */
	size_t n_tags;
	/* pages say the same over and over: what was found for a text of a
	 * class, and for a name (which the tree keeps once) */
	struct {
		struct str s;
		unsigned marks;
	} known[CLASS_KNOWN];
	struct {
		const xmlChar *name;
		const char *letters;
	} tags[CLASS_KNOWN];
};

void html_class_index(struct class_index *x);
/* tag: of html_tag(); n is an element */
struct html_class html_classify(
    struct class_index *x, const xmlNode *n, const char *tag);

/* The letters of data/tags.tsv for an element; "" for all others. */
const char *html_tag(struct class_index *x, const xmlNode *n);
/* do the letters hold that one? */
bool html_tag_has(const char *tag, char letter);

#endif
