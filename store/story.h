/*
 * Stories: which articles tell one.
 *
 * A near-duplicate of a story's first member within 72 h of its event time
 * joins it. Only first members are compared with, so chains do not drift.
 * Near: fingerprints (64-bit SimHash) that differ in at most STORY_BITS bits.
 * Of 113 texts in three languages, 93 % of the copies with another byline and
 * 65 % of those with each fiftieth word changed are that near; unrelated texts
 * of one language differ in 18 bits or more.
 * Found by a banded index (Manku, Jain and Das Sarma, "Detecting
 * Near-Duplicates for Web Crawling", WWW 2007): of four bands of 16 bits one
 * at least differs in at most one bit, so a look-up reads 4 * 17 short ranges
 * (at most STORY_SCAN_MAX rows each), never a window of all stories.
 * Copies that state another figure of the same metric are another story.
 * Articles with one trustworthy canonical URL (place.h) within 72 h are one.
 *
 * Value of the table story, little-endian: time i64 | fingerprint u64 | known
 * i64 | figures (figures.h).
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

enum { STORY_BITS = 7, STORY_SCAN_MAX = 4096, STORY_HEAD_BYTES = 24 };
#define STORY_WINDOW (72 * STAMP_HOUR)

/* The clock that stories go by: the event time; when it was seen where that is
 * unknown. */
int64_t story_clock(int64_t time, int64_t seen);

/* The story of an article that is new: an old one, or its own, whose rows
 * are put here. *made: it began one. */
int story_find(struct writer *w, const struct article_in *a, uint64_t *story,
    bool *made, struct err *e);

/* The rows of a story whose value (with figures) is given: it and its
 * bands. */
int story_put(
    struct writer *w, uint64_t story, struct str value, struct err *e);
/* place: the first 8 bytes of its SHA-256 */
int story_put_place(struct writer *w, uint64_t place, int64_t time,
    uint64_t story, struct err *e);

#endif
