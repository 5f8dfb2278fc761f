/*
 * A scanner for the XML of feeds, well-formed or not: pieces in, tags and
 * text out.
 *
 * Owns: what a piece left untold, until feed_scan_release().
 * Keeps: pieces give what the whole gives, in memory that does not grow; one
 *   pass, linear. What is no tag, comment, CDATA, declaration or reference is
 *   text: a bare & or <, a tag that breaks off before the next one. Control
 *   characters are dropped, line ends are \n, as XML 1.0 (2.11) wants them.
 * Why not libxml2: RECOVER stops at the first unclosed tag of a summary, drops
 *   text around a bare &, and refuses blanks before the declaration, so that
 *   feeds had to be mended first; and its push parser reads CJK and Arabic at
 *   a quarter of its speed for ASCII. A feed of 60 MB took 0.44 s that way.
 * Users: read.c, scope.c, tests.
 */
#ifndef PARSE_FEED_SCAN_H
#define PARSE_FEED_SCAN_H

#include "fetch/base/arena.h"
#include "parse/feed/entity.h"

enum { FEED_PIECE_BYTES = 64 * 1024 };

enum feed_token {
	FEED_MORE, /* nothing more in what was pushed */
	FEED_START,
	FEED_END,
	FEED_TEXT /* a run; a text comes in many */
};

struct feed_scan {
	/* of the token, borrowed until the next call */
	struct str name;  /* as written, with its prefix */
	struct str attrs; /* as written; see feed_attr_next() */
	struct str text;
	bool empty; /* <br/>: no end tag follows */

	bool wanted; /* the caller's: whether text is of use to it */

	struct feed_entities entities;
	struct buf held;
	size_t at, again;
	size_t no_tag; /* no tag begins before it */
	bool last;
	enum { IN_TEXT, IN_CDATA, IN_COMMENT } inside;
};

void feed_scan_init(struct feed_scan *s);
void feed_scan_release(struct feed_scan *s);
/* UTF-8 without NUL, at most FEED_PIECE_BYTES; what came before it is to
 * be taken first */
void feed_scan_push(struct feed_scan *s, struct str piece, bool last);
enum feed_token feed_scan_next(struct feed_scan *s);

/* The next attribute of *rest, which is `attrs` at first: its name with its
 * prefix, its value as written. */
bool feed_attr_next(struct str *rest, struct str *name, struct str *value);
/* a value with its references resolved, trimmed */
struct str feed_attr_text(
    struct feed_scan *s, struct arena *a, struct str value);

#endif
