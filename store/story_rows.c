#include "store/story_rows.h"

#include "store/db/bytes.h"
#include "store/figures.h"

uint64_t story_rows_band(uint64_t fingerprint, int band)
{
	return fingerprint >> (band * STORY_BAND_BITS) &
	       ((UINT64_C(1) << STORY_BAND_BITS) - 1);
}

void story_rows_band_key(unsigned char to[STORY_BAND_KEY], int band,
    uint64_t bits, int64_t time, uint64_t story)
{
	to[0] = (unsigned char)band;
	bytes_put_be(to + 1, bits, 2);
	bytes_put_be(to + 3, bytes_bias(time), 8);
	bytes_put_be(to + 11, story, 8);
}

void story_rows_canon_key(unsigned char to[STORY_CANON_KEY], uint64_t hash,
    int64_t time, uint64_t story)
{
	bytes_put_be(to, hash, 8);
	bytes_put_be(to + 8, bytes_bias(time), 8);
	bytes_put_be(to + 16, story, 8);
}

int story_rows_put(
    struct writer *w, uint64_t story, struct str value, struct err *e)
{
	const unsigned char *v = (const unsigned char *)value.p;
	unsigned char key[8], k[STORY_BAND_KEY];
	int64_t time = (int64_t)bytes_get_le(v, 8);
	uint64_t fp = bytes_get_le(v + 8, 8);

	bytes_put_be(key, story, 8);
	if (write_put(w, TABLE_STORY, (struct str){(char *)key, sizeof key},
		value, e) != 0)
		return -1;
	for (int band = 0; fp && band < STORY_BANDS; band++) {
		story_rows_band_key(
		    k, band, story_rows_band(fp, band), time, story);
		if (write_put(w, TABLE_BAND,
			(struct str){(char *)k, STORY_BAND_KEY},
			str_sub(value, 8, 16), e) != 0)
			return -1;
	}
	return 0;
}

int story_rows_put_canon(struct writer *w, uint64_t hash, int64_t time,
    uint64_t story, struct err *e)
{
	unsigned char key[STORY_CANON_KEY];

	story_rows_canon_key(key, hash, time, story);
	return write_put(w, TABLE_CANON,
	    (struct str){(char *)key, STORY_CANON_KEY}, (struct str){"", 0}, e);
}

int story_rows_get(
    struct writer *w, uint64_t story, struct str *value, struct err *e)
{
	unsigned char key[8];

	bytes_put_be(key, story, 8);
	int rc = env_get(w->env, w->txn, TABLE_STORY,
	    (struct str){(char *)key, sizeof key}, value, e);

	if (rc < 0)
		return -1;
	if (rc == 0 || value->n < STORY_HEAD_BYTES ||
	    (value->n - STORY_HEAD_BYTES) % FIGURE_BYTES)
		return err_set(e, EXIT_DATA, "a story is missing or broken");
	return 0;
}
