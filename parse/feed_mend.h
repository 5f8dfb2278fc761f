/*
 * What feeds do to XML, mended before it is parsed; in pieces, or whole.
 *
 * Owns: what a piece left untold, until feed_mend_release().
 * Keeps: pieces give what the whole gives. Named HTML entities and those that
 *   the document declares itself (plain text only) become characters; a bare
 *   & becomes &amp;; white space and declarations in front of the root are
 *   dropped, and control characters; attributes without end go. Linear.
 * Users: feed_xml.c, tests.
 */
#ifndef PARSE_FEED_MEND_H
#define PARSE_FEED_MEND_H

#include "fetch/base/buf.h"

struct feed_mend {
	struct buf held, subset;
	bool begun, in_cdata;
	size_t entities, again;
};

void feed_mend_init(struct feed_mend *m);
void feed_mend_release(struct feed_mend *m);
/* UTF-8; what is mended goes behind what is in `to` */
void feed_mend_push(
    struct feed_mend *m, struct str piece, bool last, struct buf *to);
/* the same for a document that is all there, without a copy of it */
void feed_mend_whole(struct feed_mend *m, struct str s, struct buf *to);

#endif
