/*
 * An article line as the store takes it: checked, with its identity, its
 * clocks and what it states; nothing of the store is asked yet.
 *
 * Owns: nothing; views live in the arena that is kept.
 * Keeps: every offset lies in its field, every modality is of the list, no
 *   entity is listed twice, so that each row has a key of its own.
 *   An article without "score" is kept as not yet scored, unless it is a
 *   listing, which is no article.
 * Fails: EXIT_DATA with the field named.
 * Users: store/.
 */
#ifndef STORE_ARTICLE_IN_H
#define STORE_ARTICLE_IN_H

#include "parse/record/article.h"
#include "score/record/score.h"
#include "store/db/doc.h"
#include "store/fact_in.h"

struct article_in {
	uint64_t doc;
	unsigned char digest[DOC_DIGEST_BYTES];
	struct str line; /* as it came */
	struct str source, lang, feed;
	uint64_t title;   /* hash of it, 0 none */
	struct str place; /* of canonical URLs (place.h); absent: none */
	unsigned content, precision, kind, scope;
	int64_t time; /* event time; STAMP_NONE undated */
	int64_t published, seen;
	struct score *score; /* NULL: not scored */
	struct fact_in *facts;
	size_t n_facts;
	size_t odd_facts; /* stated, but no decimal numbers: left out */
};

/* 1 taken, 0 a listing, -1 refused. `scratch` may be reset afterwards. */
int article_in_read(struct str line, struct arena *keep, struct arena *scratch,
    struct article_in *to, struct err *e);

/* The digest of an article's identity: title and text with every run of
 * white space as one blank (so a page laid out anew is the same article). */
void article_in_digest(
    struct str title, struct str text, unsigned char to[DOC_DIGEST_BYTES]);

#endif
