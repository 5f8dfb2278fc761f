/*
 * The rows of stories: what a first member is compared by, and the indexes
 * that find it.
 *
 *   story  story u64 -> time i64 | fingerprint u64 | known i64 | figures
 *          (figures.h), little-endian; and behind it, with a tag in the key:
 *          story u64 | 1 | known u64 -> the same of its first member's page,
 *          where the story began with a headline alone (story.h)
 *          story u64 | 2 | known u64 -> story u64: the one that this first
 *          member joined when its page came
 *          story u64 | 3 | time i64 (biased) | doc u64 -> known i64: a member
 *   band   each band of 16 bits of the fingerprint, with the time
 *   canon  what else leads to it: the hash of its place (place.h) or of its
 *          title, with the time
 *
 * Fails: as write.h.
 * Users: store/.
 */
#ifndef STORE_STORY_ROWS_H
#define STORE_STORY_ROWS_H

#include "store/db/write.h"

enum story_tag { STORY_TEXT = 1, STORY_JOINED, STORY_MEMBER };
enum {
	STORY_HEAD_BYTES = 24,
	STORY_BANDS = 4,
	STORY_BAND_BITS = 16,
	STORY_BAND_KEY = 19,
	STORY_CANON_KEY = 24,
	STORY_TAG_KEY = 17,
	STORY_MEMBER_KEY = 25
};

uint64_t story_rows_band(uint64_t fingerprint, int band);
void story_rows_band_key(unsigned char to[STORY_BAND_KEY], int band,
    uint64_t bits, int64_t time, uint64_t story);
void story_rows_canon_key(unsigned char to[STORY_CANON_KEY], uint64_t hash,
    int64_t time, uint64_t story);

/* a story whose value is given, and its bands */
int story_rows_put(
    struct writer *w, uint64_t story, struct str value, struct err *e);
/* as it is since its page came; its bands too, where they are not taken */
int story_rows_put_text(
    struct writer *w, uint64_t story, struct str value, struct err *e);
int story_rows_put_joined(struct writer *w, uint64_t story, uint64_t into,
    int64_t known, struct err *e);
int story_rows_put_member(struct writer *w, uint64_t story, int64_t time,
    uint64_t doc, int64_t known, struct err *e);
int story_rows_put_canon(struct writer *w, uint64_t hash, int64_t time,
    uint64_t story, struct err *e);
/* the value of a story that is there; EXIT_DATA where it is not */
int story_rows_get(
    struct writer *w, uint64_t story, struct str *value, struct err *e);
/* the last value that was put by …_put_text; 1, 0 none, -1 */
int story_rows_get_text(
    struct writer *w, uint64_t story, struct str *value, struct err *e);
/* Where the story's members go now: itself, or the one that it joined. */
int story_rows_now(
    struct writer *w, uint64_t story, uint64_t *now, struct err *e);
void story_rows_member_key(unsigned char to[STORY_MEMBER_KEY], uint64_t story,
    int64_t time, uint64_t doc);

#endif
