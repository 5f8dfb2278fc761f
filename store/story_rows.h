/*
 * The rows of stories: what a first member is compared by, and the indexes
 * that find it.
 *
 *   story  its value: time i64 | fingerprint u64 | known i64 | figures
 *          (figures.h), little-endian
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

enum {
	STORY_HEAD_BYTES = 24,
	STORY_BANDS = 4,
	STORY_BAND_BITS = 16,
	STORY_BAND_KEY = 19,
	STORY_CANON_KEY = 24
};

uint64_t story_rows_band(uint64_t fingerprint, int band);
void story_rows_band_key(unsigned char to[STORY_BAND_KEY], int band,
    uint64_t bits, int64_t time, uint64_t story);
void story_rows_canon_key(unsigned char to[STORY_CANON_KEY], uint64_t hash,
    int64_t time, uint64_t story);

/* a story whose value is given, and its bands */
int story_rows_put(
    struct writer *w, uint64_t story, struct str value, struct err *e);
int story_rows_put_canon(struct writer *w, uint64_t hash, int64_t time,
    uint64_t story, struct err *e);
/* the value of a story that is there; EXIT_DATA where it is not */
int story_rows_get(
    struct writer *w, uint64_t story, struct str *value, struct err *e);

#endif
