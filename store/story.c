#include "store/story.h"

#include "store/db/bytes.h"
#include "store/figures.h"
#include "store/identity.h"
#include "store/story_rows.h"

#include <string.h>

int64_t story_clock(int64_t time, int64_t seen)
{
	if (time != STAMP_NONE)
		return time;
	return seen != STAMP_NONE ? seen : 0;
}

struct search {
	const struct article_in *a;
	int64_t time;
	uint64_t fingerprint; /* 0: none, and nothing is near */
	const unsigned char *figures;
	size_t n_figures;
	uint64_t own; /* the one that is left; 0: none */
	/* the nearest so far: fewest bits, then the smaller (time, story) */
	bool found, by_place;
	int bits;
	int64_t best_time;
	uint64_t best;
};

static bool better(
    const struct search *s, int bits, int64_t time, uint64_t story)
{
	if (!s->found || bits != s->bits)
		return !s->found || bits < s->bits;
	if (time != s->best_time)
		return time < s->best_time;
	return story < s->best;
}

/* by one text of a story: of `most` bits at most, without a conflict */
static void compare(
    struct search *s, int64_t time, uint64_t story, int most, struct str v)
{
	const unsigned char *p = (const unsigned char *)v.p;
	uint64_t fingerprint = bytes_get_le(p + 8, 8);
	int bits = __builtin_popcountll(s->fingerprint ^ fingerprint);

	if (!fingerprint || bits > most || !better(s, bits, time, story) ||
	    figures_conflict(s->figures, s->n_figures, p + STORY_HEAD_BYTES,
		(v.n - STORY_HEAD_BYTES) / FIGURE_BYTES))
		return;
	s->found = true;
	s->bits = bits;
	s->best_time = time;
	s->best = story;
}

/* a story that may be near */
static int consider(struct writer *w, struct search *s, int64_t time,
    uint64_t story, int most, struct err *e)
{
	struct str v;

	if (story == s->own)
		return 0;
	if (story_rows_get(w, story, &v, e) != 0)
		return -1;
	compare(s, time, story, most, v);
	int rc = story_rows_get_text(w, story, &v, e);

	if (rc == 1)
		compare(s, time, story, most, v);
	return rc < 0 ? -1 : 0;
}

/* a row of the index of bands: its value says whether a look is worth it */
static int at_band(struct writer *w, struct search *s, struct str key,
    struct str value, struct err *e)
{
	const unsigned char *k = (const unsigned char *)key.p;
	int64_t time = bytes_unbias(bytes_get_be(k + 3, 8));
	uint64_t story = bytes_get_be(k + 11, 8);

	if (env_check(TABLE_BAND, key, &value, e) != 0)
		return -1;
	if (value.n != 8)
		return err_set(e, EXIT_DATA, "a row of table 'band' is broken");
	int bits = __builtin_popcountll(
	    s->fingerprint ^ bytes_get_le((const unsigned char *)value.p, 8));

	if (bits > STORY_BITS || !better(s, bits, time, story))
		return 0;
	return consider(w, s, time, story, STORY_BITS, e);
}

static int at_title(struct writer *w, struct search *s, struct str key,
    struct str value, struct err *e)
{
	const unsigned char *k = (const unsigned char *)key.p;

	if (env_check(TABLE_CANON, key, &value, e) != 0)
		return -1;
	return consider(w, s, bytes_unbias(bytes_get_be(k + 8, 8)),
	    bytes_get_be(k + 16, 8), STORY_TITLE_BITS, e);
}

/* an index of first members, by keys that end with time and story */
typedef int story_row(struct writer *w, struct search *s, struct str key,
    struct str value, struct err *e);
struct range {
	enum schema_table table;
	const unsigned char *first, *last;
	size_t n;
	story_row *row;
};

static int look_in(struct writer *w, struct search *s, const struct range *r,
    MDB_cursor *cur, struct err *e)
{
	unsigned char key[STORY_CANON_KEY];
	MDB_val k = {r->n, key}, v;
	int out = 0;

	memcpy(key, r->first, r->n);
	int rc = mdb_cursor_get(cur, &k, &v, MDB_SET_RANGE);

	for (int n = 0; rc == 0 && out == 0 && n < STORY_SCAN_MAX; n++) {
		if (k.mv_size != r->n || memcmp(k.mv_data, r->last, r->n) > 0)
			break;
		out = r->row(w, s, (struct str){k.mv_data, k.mv_size},
		    (struct str){v.mv_data, v.mv_size}, e);
		rc = mdb_cursor_get(cur, &k, &v, MDB_NEXT);
	}
	if (out == 0 && rc != 0 && rc != MDB_NOTFOUND)
		return env_error(e, rc, "cannot read table 'story' or 'band'");
	return out;
}

static int look_in_bands(
    struct writer *w, struct search *s, MDB_cursor *cur, struct err *e)
{
	unsigned char first[STORY_BAND_KEY], last[STORY_BAND_KEY];
	struct range r = {TABLE_BAND, first, last, STORY_BAND_KEY, at_band};
	int rc = 0;

	for (int band = 0; band < STORY_BANDS; band++) {
		uint64_t own = story_rows_band(s->fingerprint, band);

		/* as they are, then with each bit turned */
		for (int i = -1; i < STORY_BAND_BITS && rc == 0; i++) {
			uint64_t bits = i < 0 ? own : own ^ UINT64_C(1) << i;

			story_rows_band_key(
			    first, band, bits, s->time - STORY_WINDOW, 0);
			story_rows_band_key(last, band, bits,
			    s->time + STORY_WINDOW, UINT64_MAX);
			rc = look_in(w, s, &r, cur, e);
		}
	}
	return rc;
}

static int look_for_title(
    struct writer *w, struct search *s, MDB_cursor *cur, struct err *e)
{
	unsigned char first[STORY_CANON_KEY], last[STORY_CANON_KEY];
	struct range r = {TABLE_CANON, first, last, STORY_CANON_KEY, at_title};

	story_rows_canon_key(first, s->a->title, s->time - STORY_WINDOW, 0);
	story_rows_canon_key(
	    last, s->a->title, s->time + STORY_WINDOW, UINT64_MAX);
	return look_in(w, s, &r, cur, e);
}

/* the first story with that place in the window, whatever its text */
static int at_place(struct writer *w, struct search *s, struct str key,
    struct str value, struct err *e)
{
	uint64_t story = bytes_get_be((const unsigned char *)key.p + 16, 8);

	(void)w;
	if (!s->found && story != s->own) {
		s->found = s->by_place = true;
		s->best = story;
	}
	return env_check(TABLE_CANON, key, &value, e);
}

static int look_for_place(struct writer *w, struct search *s, uint64_t place,
    MDB_cursor *cur, struct err *e)
{
	unsigned char first[STORY_CANON_KEY], last[STORY_CANON_KEY];
	struct range r = {TABLE_CANON, first, last, STORY_CANON_KEY, at_place};

	story_rows_canon_key(first, place, s->time - STORY_WINDOW, 0);
	story_rows_canon_key(last, place, s->time + STORY_WINDOW, UINT64_MAX);
	return look_in(w, s, &r, cur, e);
}

static int search(
    struct writer *w, struct search *s, uint64_t place, struct err *e)
{
	MDB_cursor *bands = NULL, *canon = NULL;
	int rc = mdb_cursor_open(w->txn, w->env->dbi[TABLE_BAND], &bands);

	if (rc == 0)
		rc = mdb_cursor_open(w->txn, w->env->dbi[TABLE_CANON], &canon);
	if (rc != 0)
		rc = env_error(e, rc, "cannot read table 'story' or 'band'");
	if (rc == 0 && s->a->place.n)
		rc = look_for_place(w, s, place, canon, e);
	if (rc == 0 && !s->found && s->fingerprint)
		rc = look_in_bands(w, s, bands, e);
	if (rc == 0 && !s->found && s->fingerprint && s->a->title)
		rc = look_for_title(w, s, canon, e);
	if (bands)
		mdb_cursor_close(bands);
	if (canon)
		mdb_cursor_close(canon);
	if (rc == 0 && s->found)
		rc = story_rows_now(w, s->best, &s->best, e);
	if (s->best == s->own)
		s->found = false; /* it joined this one */
	return rc;
}

static struct str value_of(const struct writer *w, const struct search *s,
    unsigned char to[STORY_HEAD_BYTES + FIGURES_MAX_BYTES])
{
	size_t n = s->n_figures * FIGURE_BYTES;

	bytes_put_le(to, (uint64_t)s->time, 8);
	bytes_put_le(to + 8, s->fingerprint, 8);
	bytes_put_le(to + 16, (uint64_t)w->known, 8);
	if (n)
		memcpy(to + STORY_HEAD_BYTES, s->figures, n);
	return (struct str){(char *)to, STORY_HEAD_BYTES + n};
}

static int begin_story(struct writer *w, const struct search *s, struct err *e)
{
	unsigned char v[STORY_HEAD_BYTES + FIGURES_MAX_BYTES];

	if (story_rows_put(w, s->a->doc, value_of(w, s, v), e) != 0)
		return -1;
	if (!s->fingerprint || !s->a->title)
		return 0;
	return story_rows_put_canon(w, s->a->title, s->time, s->a->doc, e);
}

static struct search search_of(const struct article_in *a, int64_t time,
    unsigned char figures[FIGURES_MAX_BYTES])
{
	return (struct search){.a = a,
	    .time = time,
	    .fingerprint = a->score ? a->score->fingerprint : 0,
	    .figures = figures,
	    .n_figures = a->score ? figures_of(a->score, figures) : 0};
}

int story_find(struct writer *w, const struct article_in *a, uint64_t *story,
    bool *made, struct err *e)
{
	unsigned char figures[FIGURES_MAX_BYTES];
	uint64_t place = a->place.n ? identity_hash(a->place) : 0;
	struct search s = search_of(a, story_clock(a->time, a->seen), figures);

	*made = false;
	if (search(w, &s, place, e) != 0)
		return -1;
	*made = !s.found;
	*story = s.found ? s.best : a->doc;
	if (*made && begin_story(w, &s, e) != 0)
		return -1;
	if (story_rows_put_member(w, *story, s.time, a->doc, w->known, e) != 0)
		return -1;
	/* copies of this copy join the same story */
	if (!a->place.n || s.by_place)
		return 0;
	return story_rows_put_canon(w, place, s.time, *story, e);
}

int story_again(struct writer *w, const struct article_in *a, int64_t time,
    uint64_t *story, struct err *e)
{
	unsigned char figures[FIGURES_MAX_BYTES];
	unsigned char v[STORY_HEAD_BYTES + FIGURES_MAX_BYTES];
	struct search s = search_of(a, time, figures);

	s.own = a->doc;
	*story = a->doc;
	if (search(w, &s, a->place.n ? identity_hash(a->place) : 0, e) != 0)
		return -1;
	if (!s.found)
		return story_rows_put_text(w, a->doc, value_of(w, &s, v), e);
	*story = s.best;
	if (story_rows_put_joined(w, a->doc, s.best, w->known, e) != 0)
		return -1;
	return story_rows_put_member(w, s.best, time, a->doc, w->known, e);
}
