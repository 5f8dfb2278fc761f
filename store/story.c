#include "store/story.h"

#include "fetch/base/digest.h"
#include "store/db/bytes.h"
#include "store/figures.h"

#include <string.h>

enum { BANDS = 4, BAND_BITS = 16, BAND_KEY = 19, CANON_KEY = 24 };

int64_t story_clock(int64_t time, int64_t seen)
{
	if (time != STAMP_NONE)
		return time;
	return seen != STAMP_NONE ? seen : 0;
}

/* ---- near-duplicates ---- */

struct search {
	const struct article_in *a;
	int64_t time;
	const unsigned char *figures;
	size_t n_figures;
	/* the nearest so far: fewest bits, then the smaller (time, story) */
	int bits;
	int64_t best_time;
	uint64_t best;
};

static int bits_apart(uint64_t a, uint64_t b)
{
	return __builtin_popcountll(a ^ b);
}

static uint64_t band_of(uint64_t fingerprint, int band)
{
	return fingerprint >> (band * BAND_BITS) &
	       ((UINT64_C(1) << BAND_BITS) - 1);
}

static void band_key(unsigned char to[BAND_KEY], int band, uint64_t bits,
    int64_t time, uint64_t story)
{
	to[0] = (unsigned char)band;
	bytes_put_be(to + 1, bits, 2);
	bytes_put_be(to + 3, bytes_bias(time), 8);
	bytes_put_be(to + 11, story, 8);
}

/* 1 it may join, 0 it states other figures, -1 error */
static int may_join(
    struct writer *w, const struct search *s, uint64_t story, struct err *e)
{
	unsigned char key[8];
	struct str v;

	bytes_put_be(key, story, 8);
	int rc = env_get(w->env, w->txn, TABLE_STORY,
	    (struct str){(char *)key, sizeof key}, &v, e);

	if (rc < 0)
		return -1;
	if (rc == 0 || v.n < STORY_HEAD_BYTES ||
	    (v.n - STORY_HEAD_BYTES) % FIGURE_BYTES)
		return err_set(e, EXIT_DATA, "a story is missing or broken");
	return !figures_conflict(s->figures, s->n_figures,
	    (const unsigned char *)v.p + STORY_HEAD_BYTES,
	    (v.n - STORY_HEAD_BYTES) / FIGURE_BYTES);
}

static int look_at(struct writer *w, struct search *s, const unsigned char *k,
    struct str value, struct err *e)
{
	struct str key = {(const char *)k, BAND_KEY};
	int64_t time = bytes_unbias(bytes_get_be(k + 3, 8));
	uint64_t story = bytes_get_be(k + 11, 8);

	if (env_check(TABLE_BAND, key, &value, e) != 0)
		return -1;
	if (value.n != 8)
		return err_set(e, EXIT_DATA, "a row of table 'band' is broken");
	int bits = bits_apart(s->a->score->fingerprint,
	    bytes_get_le((const unsigned char *)value.p, 8));

	if (bits > STORY_BITS || bits > s->bits)
		return 0;
	if (bits == s->bits &&
	    (time > s->best_time || (time == s->best_time && story >= s->best)))
		return 0;
	int rc = may_join(w, s, story, e);

	if (rc == 1) {
		s->bits = bits;
		s->best_time = time;
		s->best = story;
	}
	return rc < 0 ? -1 : 0;
}

/* the stories of the window that have these bits in this band */
static int look_in_range(struct writer *w, MDB_cursor *cur, struct search *s,
    int band, uint64_t bits, struct err *e)
{
	unsigned char key[BAND_KEY], last[BAND_KEY];
	MDB_val k = {sizeof key, key}, v;
	int out = 0;

	band_key(key, band, bits, s->time - STORY_WINDOW, 0);
	band_key(last, band, bits, s->time + STORY_WINDOW, UINT64_MAX);
	int rc = mdb_cursor_get(cur, &k, &v, MDB_SET_RANGE);

	for (int n = 0; rc == 0 && out == 0 && n < STORY_SCAN_MAX; n++) {
		if (k.mv_size != BAND_KEY ||
		    memcmp(k.mv_data, last, BAND_KEY) > 0)
			break;
		out = look_at(
		    w, s, k.mv_data, (struct str){v.mv_data, v.mv_size}, e);
		rc = mdb_cursor_get(cur, &k, &v, MDB_NEXT);
	}
	if (out == 0 && rc != 0 && rc != MDB_NOTFOUND)
		return env_error(e, rc, "cannot read stories");
	return out;
}

static int look_for_near(struct writer *w, struct search *s, struct err *e)
{
	MDB_cursor *cur;
	int out = 0;
	int rc = mdb_cursor_open(w->txn, w->env->dbi[TABLE_BAND], &cur);

	if (rc != 0)
		return env_error(e, rc, "cannot read stories");
	for (int band = 0; band < BANDS; band++) {
		uint64_t bits = band_of(s->a->score->fingerprint, band);

		/* as they are, then with each bit turned */
		for (int i = -1; i < BAND_BITS && out == 0; i++)
			out = look_in_range(w, cur, s, band,
			    i < 0 ? bits : bits ^ UINT64_C(1) << i, e);
	}
	mdb_cursor_close(cur);
	return out;
}

/* ---- canonical URLs ---- */

static uint64_t place_hash(struct str place)
{
	unsigned char d[DIGEST_BYTES];

	digest_sha256(place, d);
	return bytes_get_be(d, 8);
}

static void canon_key(
    unsigned char to[CANON_KEY], uint64_t place, int64_t time, uint64_t story)
{
	bytes_put_be(to, place, 8);
	bytes_put_be(to + 8, bytes_bias(time), 8);
	bytes_put_be(to + 16, story, 8);
}

/* 1 and *story: the first one with that place in the window */
static int find_place(struct writer *w, const struct article_in *a,
    uint64_t *story, struct err *e)
{
	unsigned char key[CANON_KEY], last[CANON_KEY];
	MDB_val k = {sizeof key, key}, v;
	MDB_cursor *cur;
	int found = 0;
	int rc = mdb_cursor_open(w->txn, w->env->dbi[TABLE_CANON], &cur);

	if (rc != 0)
		return env_error(e, rc, "cannot read stories");
	canon_key(key, place_hash(a->place),
	    story_clock(a->time, a->seen) - STORY_WINDOW, 0);
	canon_key(last, place_hash(a->place),
	    story_clock(a->time, a->seen) + STORY_WINDOW, UINT64_MAX);
	rc = mdb_cursor_get(cur, &k, &v, MDB_SET_RANGE);
	if (rc == 0 && k.mv_size == CANON_KEY &&
	    memcmp(k.mv_data, last, CANON_KEY) <= 0) {
		const unsigned char *p = k.mv_data;
		struct str key_is = {k.mv_data, k.mv_size};
		struct str value = {v.mv_data, v.mv_size};

		*story = bytes_get_be(p + 16, 8);
		found = env_check(TABLE_CANON, key_is, &value, e) == 0 ? 1 : -1;
	} else if (rc != 0 && rc != MDB_NOTFOUND) {
		found = env_error(e, rc, "cannot read stories");
	}
	mdb_cursor_close(cur);
	return found;
}

/* ---- a story of its own ---- */

int story_put(struct writer *w, uint64_t story, struct str value, struct err *e)
{
	const unsigned char *v = (const unsigned char *)value.p;
	unsigned char key[8], k[BAND_KEY];
	int64_t time = (int64_t)bytes_get_le(v, 8);
	uint64_t fp = bytes_get_le(v + 8, 8);

	bytes_put_be(key, story, 8);
	if (write_put(w, TABLE_STORY, (struct str){(char *)key, sizeof key},
		value, e) != 0)
		return -1;
	for (int band = 0; fp && band < BANDS; band++) {
		band_key(k, band, band_of(fp, band), time, story);
		if (write_put(w, TABLE_BAND, (struct str){(char *)k, BAND_KEY},
			str_sub(value, 8, 16), e) != 0)
			return -1;
	}
	return 0;
}

static int begin_story(struct writer *w, const struct search *s, struct err *e)
{
	unsigned char v[STORY_HEAD_BYTES + FIGURES_MAX_BYTES];
	size_t n = s->n_figures * FIGURE_BYTES;

	bytes_put_le(v, (uint64_t)s->time, 8);
	bytes_put_le(v + 8, s->a->score ? s->a->score->fingerprint : 0, 8);
	bytes_put_le(v + 16, (uint64_t)w->known, 8);
	if (n)
		memcpy(v + STORY_HEAD_BYTES, s->figures, n);
	return story_put(
	    w, s->a->doc, (struct str){(char *)v, STORY_HEAD_BYTES + n}, e);
}

int story_put_place(struct writer *w, uint64_t place, int64_t time,
    uint64_t story, struct err *e)
{
	unsigned char key[CANON_KEY];

	canon_key(key, place, time, story);
	return write_put(w, TABLE_CANON, (struct str){(char *)key, CANON_KEY},
	    (struct str){"", 0}, e);
}

int story_find(struct writer *w, const struct article_in *a, uint64_t *story,
    bool *made, struct err *e)
{
	unsigned char figures[FIGURES_MAX_BYTES];
	struct search s = {.a = a,
	    .time = story_clock(a->time, a->seen),
	    .figures = figures,
	    .n_figures = a->score ? figures_of(a->score, figures) : 0,
	    .bits = STORY_BITS + 1};
	int same_place = a->place.n ? find_place(w, a, story, e) : 0;

	*made = false;
	if (same_place != 0)
		return same_place < 0 ? -1 : 0;
	if (a->score && a->score->fingerprint && look_for_near(w, &s, e) != 0)
		return -1;
	*made = s.bits > STORY_BITS;
	*story = *made ? a->doc : s.best;
	if (*made && begin_story(w, &s, e) != 0)
		return -1;
	if (!a->place.n)
		return 0;
	return story_put_place(w, place_hash(a->place), s.time, *story, e);
}
