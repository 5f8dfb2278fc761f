/*
 * Novelty: how many near copies of an article were there before it.
 *
 * Copies are the members of its story, and of the stories whose first member
 * it is as near to as a member would be (STORY_BITS, no conflict of figures)
 * that began at most 7 days and a story's window before it: a text that comes
 * again after a story is over is another story, and no news. Counted are those
 * of them that stand before it in (time, known, doc), in the 12 h, 24 h, 3, 5
 * and 7 days before its own time (the history windows of Thomson Reuters News
 * Analytics). The first article of a story: obs_is_first() of its row.
 *
 * Where: an item of the article's row, put with it. So an as-of reads what was
 * counted then; a copy that arrives later with an earlier time rewrites
 * nothing. Another version, or another model's, counts those copies alone that
 * were known when the article was first known, by its own fingerprint. The
 * counts depend on what was known when, so a dump without that clock leaves
 * them out.
 *
 * Keeps: at most NOVELTY_STORIES_MAX stories are looked at, STORY_SCAN_MAX
 *   members of each; a count stops at 65,535.
 * Fails: as write.h.
 * Users: store/article_put.c.
 */
#ifndef STORE_NOVELTY_H
#define STORE_NOVELTY_H

#include "score/record/score.h"
#include "store/db/obs.h"
#include "store/db/write.h"

enum { NOVELTY_STORIES_MAX = 64 };

struct novelty {
	uint64_t doc, story;
	int64_t time;  /* story clock */
	int64_t known; /* members that were known then */
	const struct score *score;
};

int novelty_count(struct writer *w, const struct novelty *n,
    struct obs_novelty *to, struct err *e);

#endif
