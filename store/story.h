/*
 * Stories: which articles tell one.
 *
 * A near-duplicate of a story's first member within 72 h of its event time
 * joins it. Only first members are compared with, so chains do not drift.
 * Near: fingerprints (64-bit SimHash) that differ in at most STORY_BITS bits,
 * or STORY_TITLE_BITS under the same title: a short text that lost a paragraph
 * is farther off. Of 113 texts in three languages, 93 % of the copies with
 * another byline and 65 % of those with each fiftieth word changed differ in
 * at most 7 bits; unrelated texts of one language in 18 or more.
 * Found by a banded index (Manku, Jain and Das Sarma, "Detecting
 * Near-Duplicates for Web Crawling", WWW 2007): of four bands of 16 bits one
 * at least differs in at most one bit, so a look-up reads 4 * 17 short ranges,
 * and one of that title (at most STORY_SCAN_MAX rows each), never a window of
 * all stories.
 * Copies that state another figure of the same metric are another story.
 * Articles with one trustworthy canonical URL (place.h) within 72 h are one.
 *
 * An article that was stored from its headline alone (content: summary), or
 * without a score, and began a story is compared anew when its page comes: of
 * a few words there is hardly a fingerprint. It joins the story that its text
 * is near to, and those that joined it by then stay where they are; later ones
 * follow it. Where there is none its story goes by the page's text from then
 * on, so that copies of that find it. Either way that is a new version's: its
 * rows carry the story, an as-of before it answers with the old one, and the
 * article's time, its bucket, is what it was.
 *
 * Keeps: a story is named after its first member, the one known first; a
 *   copy that arrives later with an earlier time joins it and changes nothing.
 * Fails: as write.h.
 * Users: store/.
 */
#ifndef STORE_STORY_H
#define STORE_STORY_H

#include "store/article_in.h"
#include "store/db/write.h"

enum { STORY_BITS = 7, STORY_TITLE_BITS = 16, STORY_SCAN_MAX = 4096 };
#define STORY_WINDOW (72 * STAMP_HOUR)

/* The clock that stories go by: the event time; when it was seen where that is
 * unknown. */
int64_t story_clock(int64_t time, int64_t seen);

/* The story of an article that is new: an old one, or its own, whose rows
 * are put here, and that it is a member. *made: it began one. */
int story_find(struct writer *w, const struct article_in *a, uint64_t *story,
    bool *made, struct err *e);
/* The story of an article of which a headline began its own: that of its page.
 * time: its story clock. */
int story_again(struct writer *w, const struct article_in *a, int64_t time,
    uint64_t *story, struct err *e);

#endif
