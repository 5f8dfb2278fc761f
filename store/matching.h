/*
 * Which stored articles a new alias can be found in.
 *
 * Looser than the scorer's own rules, so that none is passed by that it would
 * take: compared are letters and digits alone, folded (NFKC case folding, no
 * marks, no tatweel, digits of every script as ASCII, the letters of Arabic
 * that retrieval unifies as one), anywhere in title, summary or text; with and
 * without what stands in brackets behind a Han character, where a text may
 * note how it is read. Words are not looked at, and alias rules neither.
 *
 * Owns: its buffers, until matching_release().
 * Fails: EXIT_USAGE for an alias without a letter or a digit; EXIT_DATA for a
 *   line that is no article.
 * Users: store/.
 */
#ifndef STORE_MATCHING_H
#define STORE_MATCHING_H

#include "fetch/base/arena.h"
#include "fetch/base/buf.h"
#include "fetch/base/err.h"

struct matching {
	struct buf alias, text; /* folded */
	struct arena arena;
};

int matching_init(struct matching *m, struct str alias, struct err *e);
void matching_release(struct matching *m);

/* 1 it may be in the article of that line, 0 it is not, -1 */
int matching_holds(struct matching *m, struct str line, struct err *e);

#endif
