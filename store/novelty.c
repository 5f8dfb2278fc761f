#include "store/novelty.h"

#include "store/db/bytes.h"
#include "store/figures.h"
#include "store/story.h"
#include "store/story_rows.h"

#include <string.h>

static const int64_t windows[OBS_WINDOWS] = {12 * STAMP_HOUR, 24 * STAMP_HOUR,
    3 * STAMP_DAY, 5 * STAMP_DAY, 7 * STAMP_DAY};
#define LONGEST (7 * STAMP_DAY)

struct near {
	const struct novelty *n;
	unsigned char figures[FIGURES_MAX_BYTES];
	size_t n_figures;
	uint64_t stories[NOVELTY_STORIES_MAX];
	size_t n_stories;
};

static void add_story(struct near *near, uint64_t story)
{
	for (size_t i = 0; i < near->n_stories; i++)
		if (near->stories[i] == story)
			return;
	if (near->n_stories < NOVELTY_STORIES_MAX)
		near->stories[near->n_stories++] = story;
}

/* whether our figures agree with those of the text that a band stands for */
static int agrees(struct writer *w, const struct near *near, uint64_t story,
    uint64_t fingerprint, struct err *e)
{
	struct str v;
	int rc = 1;

	if (story_rows_get(w, story, &v, e) != 0)
		return -1;
	if (bytes_get_le((const unsigned char *)v.p + 8, 8) != fingerprint)
		rc = story_rows_get_text(w, story, &v, e);
	if (rc != 1)
		return rc;
	return !figures_conflict(near->figures, near->n_figures,
	    (const unsigned char *)v.p + STORY_HEAD_BYTES,
	    (v.n - STORY_HEAD_BYTES) / FIGURE_BYTES);
}

static int at_band(struct writer *w, struct near *near, const MDB_val *k,
    const MDB_val *v, struct err *e)
{
	struct str key = {k->mv_data, k->mv_size};
	struct str value = {v->mv_data, v->mv_size};
	uint64_t story = bytes_get_be((const unsigned char *)key.p + 11, 8);

	if (env_check(TABLE_BAND, key, &value, e) != 0)
		return -1;
	if (value.n != 8)
		return err_set(e, EXIT_DATA, "a row of table 'band' is broken");
	uint64_t is = bytes_get_le((const unsigned char *)value.p, 8);

	if (story == near->n->story ||
	    __builtin_popcountll(near->n->score->fingerprint ^ is) > STORY_BITS)
		return 0;
	int rc = agrees(w, near, story, is, e);

	if (rc == 1)
		add_story(near, story);
	return rc < 0 ? -1 : 0;
}

static int look_in_band(struct writer *w, struct near *near, MDB_cursor *cur,
    int band, uint64_t bits, struct err *e)
{
	int64_t time = near->n->time;
	unsigned char first[STORY_BAND_KEY], last[STORY_BAND_KEY];
	MDB_val k = {sizeof first, first}, v;
	int out = 0;

	story_rows_band_key(
	    first, band, bits, time - LONGEST - STORY_WINDOW, 0);
	story_rows_band_key(last, band, bits, time + STORY_WINDOW, UINT64_MAX);
	int rc = mdb_cursor_get(cur, &k, &v, MDB_SET_RANGE);

	for (int n = 0; rc == 0 && out == 0 && n < STORY_SCAN_MAX; n++) {
		if (k.mv_size != sizeof last ||
		    memcmp(k.mv_data, last, sizeof last) > 0)
			break;
		out = at_band(w, near, &k, &v, e);
		rc = mdb_cursor_get(cur, &k, &v, MDB_NEXT);
	}
	if (out == 0 && rc != 0 && rc != MDB_NOTFOUND)
		return env_error(e, rc, "cannot read table 'story' or 'band'");
	return out;
}

/* as story.c finds them: each band as it is, then with each bit turned */
static int look_for_stories(struct writer *w, struct near *near, struct err *e)
{
	uint64_t fingerprint = near->n->score->fingerprint;
	MDB_cursor *cur;
	int out = 0,
	    rc = mdb_cursor_open(w->txn, w->env->dbi[TABLE_BAND], &cur);

	if (rc != 0)
		return env_error(e, rc, "cannot read table 'story' or 'band'");
	for (int band = 0; band < STORY_BANDS; band++) {
		uint64_t own = story_rows_band(fingerprint, band);

		for (int i = -1; i < STORY_BAND_BITS && out == 0; i++)
			out = look_in_band(w, near, cur, band,
			    i < 0 ? own : own ^ UINT64_C(1) << i, e);
	}
	mdb_cursor_close(cur);
	return out;
}

/* a member that stands before the article, in (time, known, doc) */
static void count_one(const struct novelty *n, int64_t time, uint64_t doc,
    int64_t known, struct obs_novelty *to)
{
	bool before = time < n->time || known < n->known || doc < n->doc;

	if (doc == n->doc || known > n->known || !before)
		return;
	for (size_t i = 0; i < OBS_WINDOWS; i++)
		if (n->time - time < windows[i] && to->copies[i] < UINT16_MAX)
			to->copies[i]++;
}

static int count_members(const struct novelty *n, uint64_t story,
    MDB_cursor *cur, struct obs_novelty *to, struct err *e)
{
	unsigned char first[STORY_MEMBER_KEY], last[STORY_MEMBER_KEY];
	MDB_val k = {sizeof first, first}, v;

	story_rows_member_key(first, story, n->time - LONGEST + 1, 0);
	story_rows_member_key(last, story, n->time, UINT64_MAX);
	int rc = mdb_cursor_get(cur, &k, &v, MDB_SET_RANGE);

	for (int i = 0; rc == 0 && i < STORY_SCAN_MAX; i++) {
		struct str key = {k.mv_data, k.mv_size};
		struct str value = {v.mv_data, v.mv_size};
		const unsigned char *p = k.mv_data;

		if (key.n != sizeof last ||
		    memcmp(key.p, last, sizeof last) > 0)
			break;
		if (env_check(TABLE_STORY, key, &value, e) != 0)
			return -1;
		if (value.n != 8)
			return err_set(e, EXIT_DATA,
			    "a row of table 'story' is missing or broken");
		count_one(n, bytes_unbias(bytes_get_be(p + 9, 8)),
		    bytes_get_be(p + 17, 8),
		    (int64_t)bytes_get_le((const unsigned char *)value.p, 8),
		    to);
		rc = mdb_cursor_get(cur, &k, &v, MDB_NEXT);
	}
	if (rc != 0 && rc != MDB_NOTFOUND)
		return env_error(e, rc, "cannot read table 'story' or 'band'");
	return 0;
}

int novelty_count(struct writer *w, const struct novelty *n,
    struct obs_novelty *to, struct err *e)
{
	struct near near = {.n = n};
	MDB_cursor *cur;

	*to = (struct obs_novelty){0};
	near.n_figures = figures_of(n->score, near.figures);
	add_story(&near, n->story);
	if (n->score->fingerprint && look_for_stories(w, &near, e) != 0)
		return -1;
	int out = 0,
	    rc = mdb_cursor_open(w->txn, w->env->dbi[TABLE_STORY], &cur);

	if (rc != 0)
		return env_error(e, rc, "cannot read table 'story' or 'band'");
	for (size_t i = 0; i < near.n_stories && out == 0; i++)
		out = count_members(n, near.stories[i], cur, to, e);
	mdb_cursor_close(cur);
	return out;
}
