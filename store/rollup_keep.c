#include "store/rollup_keep.h"

#include "store/db/bytes.h"
#include "store/db/check.h"
#include "store/db/names.h"
#include "store/rollup_put.h"

#include <stdlib.h>

/* Counting an article takes a tenth of what putting a row does, or less: a
 * batch may count some whatever its size, and a quarter of what it put. */
enum { ROWS_AT_LEAST = 50000, ROWS_SHARE = 4 };

void rollup_keep_begin(struct rollup_keep *k)
{
	*k = (struct rollup_keep){0};
}

void rollup_keep_release(struct rollup_keep *k)
{
	free(k->months);
	*k = (struct rollup_keep){0};
}

/* ---- polls: days are added to those that are there ---- */

static int feed_of(struct writer *w, struct reader *r, uint32_t series,
    struct rollup_feed *feed, struct err *e)
{
	struct series_name name;
	struct str text;
	int rc = names_text(w->env, w->txn, NAME_SERIES, series, &text, e);

	if (rc == 1 && series_parse(text, &name) && name.kind == OBS_OUTCOME)
		return rollup_feed_of(r, name.entity, feed, e);
	return rc < 0 ? -1
		      : err_set(e, EXIT_DATA, "series %u has lost its name",
			    series);
}

static int days_of(struct writer *w, const struct fill_row *v, size_t n,
    uint32_t month, uint32_t *days, int64_t *known, struct err *e)
{
	struct reader r = rollup_put_reader(w);
	struct rollup_feed feed;
	struct obs_row row;

	for (size_t i = 0; i < n; i++) {
		if (obs_read(v[i].key, v[i].value, &row, e) != 0)
			return -1;
		if (i == 0 && feed_of(w, &r, row.key.series, &feed, e) != 0)
			return -1;
		if (row.key.known > *known)
			*known = row.key.known;
		if (month && rollup_is_good_poll(&feed, &row))
			*days |= rollup_day_bit(month, row.key.time);
	}
	return 0;
}

/* The row that was there holds for what was there before; without one the
 * month is new, or is left to rollup_fill(). */
static int keep_polls(struct writer *w, const struct fill_row *v, size_t n,
    uint32_t series, uint32_t month, struct write_sum added, struct err *e)
{
	struct rollup_head h, now;
	struct str body;
	uint32_t days = 0;
	int rc = rollup_get(w->env, w->txn, month, series, &h, &body, e);

	if (rc < 0 ||
	    rollup_head_of(w->env, w->txn, month, series, true, &now, e) != 0)
		return -1;
	uint64_t rows = now.own.rows - added.rows;
	uint64_t sum = now.own.sum - added.sum;

	if (rc == 1 && h.own.rows == rows && h.own.sum == sum && body.n == 4) {
		days = (uint32_t)bytes_get_le((const unsigned char *)body.p, 4);
		now.known = h.known;
	} else if (rows != 0) {
		return rollup_put_none(w, month, series, e);
	}
	if (days_of(w, v, n, month, &days, &now.known, e) != 0)
		return -1;
	return rollup_put_polls(w, month, series, &now, days, e);
}

/* ---- articles ---- */

static void note(struct rollup_keep *k, uint32_t series, uint32_t month)
{
	if (k->n == k->cap) {
		k->cap = k->cap ? 2 * k->cap : 16;
		k->months = mem_grow(k->months, k->cap, sizeof *k->months);
	}
	k->series = series;
	k->months[k->n++] = month;
}

int rollup_keep_rows(struct rollup_keep *k, struct writer *w,
    const struct fill_row *v, size_t n, struct write_sum added, struct err *e)
{
	struct obs_key key;

	/* a dump comes in parts, with no telling what is whole */
	if (n == 0 || w->quiet)
		return 0;
	obs_key_read((const unsigned char *)v->key.p, &key);
	switch ((enum obs_kind)v->value.p[0]) {
	case OBS_OUTCOME:
		return keep_polls(
		    w, v, n, key.series, check_month(key.time), added, e);
	case OBS_ARTICLE:
		note(k, key.series, check_month(key.time));
		break;
	case OBS_MENTION:
	case OBS_SIGNAL:
	case OBS_CLAIM:
	case OBS_FACT:
	case OBS_HARD:
	case OBS_INDEX:
		break;
	}
	return 0;
}

/* Whether the month's articles may be counted, so many of `left`. */
static int afford(struct rollup_keep *k, struct writer *w, uint32_t month,
    size_t *left, struct err *e)
{
	struct rollup_head h;

	if (rollup_head_of(w->env, w->txn, month, k->series, false, &h, e) != 0)
		return -1;
	/* some days of the month before are read too */
	uint64_t cost = h.own.rows + h.before.rows / 4;

	if (cost > *left)
		return 0;
	*left -= (size_t)cost;
	return 1;
}

static int keep_month(struct rollup_keep *k, struct writer *w, uint32_t month,
    size_t *left, struct err *e)
{
	int rc = afford(k, w, month, left, e);

	if (rc == 1)
		return rollup_put_articles(w, month, k->series, e);
	return rc == 0 ? rollup_put_none(w, month, k->series, e) : -1;
}

/* the first days of the month behind may have stories of this one */
int rollup_keep_end(
    struct rollup_keep *k, struct writer *w, size_t rows, struct err *e)
{
	size_t left = ROWS_AT_LEAST + rows / ROWS_SHARE;

	/* the newest first: they are asked for most */
	for (size_t i = k->n; i-- > 0;) {
		uint32_t month = k->months[i], behind = month + 1;
		bool noted = i + 1 < k->n && k->months[i + 1] == behind;
		struct rollup_head h = {0};

		if (month && !noted &&
		    rollup_head_of(
			w->env, w->txn, behind, k->series, false, &h, e) != 0)
			return -1;
		if (h.own.rows && keep_month(k, w, behind, &left, e) != 0)
			return -1;
		if (keep_month(k, w, month, &left, e) != 0)
			return -1;
	}
	return 0;
}
