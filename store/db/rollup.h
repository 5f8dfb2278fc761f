/*
 * The rollup: what the rows of a series come to in each month, so that a long
 * range is counted from a few rows instead of all of them. Derived: it never
 * says anything that the rows do not.
 *
 *   rollup  month u32 (as in sum) | series u32 -> head | body
 *   head    rows u64 | sum of CRCs u64 of the series' month, as in sum; the
 *           same of the month before it; the last known of what was read i64
 *
 * Of the articles the body has a section a model and language: model u16 |
 * language u16 (0: all) | views u8 | a size u32 each | the views. The first
 * view is of all origins, the second of live articles; where both are the
 * same there is one. Of the outcomes of a feed it is u32: the days on which a
 * poll was good, from bit 0 on.
 *
 * A view counts by days of UTC. Its unit is the story: a member begins one
 * where no other that takes part in N stands less than ROLLUP_SPREAD before
 * it. Languages that differ in script alone (zh-Hans, zh-Hant) are one, under
 * the id of the first of them that the store knew.
 *
 * Keeps: a row is used only while its head has the sums that `sum` has now,
 *   and was known by as-of: whatever changed the rows, a rollup that is behind
 *   is no answer. Where there is none, or one without a value, the rows are
 *   counted (rollup_read.h). A commit brings the months that it touched up to
 *   date, or takes their values out (store/rollup_keep.h).
 * Fails: EXIT_DATA for a body that is none.
 * Users: store/.
 */
#ifndef STORE_DB_ROLLUP_H
#define STORE_DB_ROLLUP_H

#include "fetch/base/buf.h"
#include "fetch/base/err.h"
#include "fetch/base/stamp.h"

/* Members of a story lie within this of each other: the store joins copies
 * within 72 h of the first. */
#define ROLLUP_SPREAD (2 * 72 * STAMP_HOUR)
enum { ROLLUP_KEY_BYTES = 8, ROLLUP_HEAD_BYTES = 40, ROLLUP_DAYS = 31 };

void rollup_key(
    unsigned char to[ROLLUP_KEY_BYTES], uint32_t month, uint32_t series);

struct rollup_sum {
	uint64_t rows, sum;
};
struct rollup_head {
	struct rollup_sum own, before;
	int64_t known;
};

void rollup_head_write(struct buf *to, const struct rollup_head *h);
/* cut off the value's front */
int rollup_head_read(struct str *value, struct rollup_head *h, struct err *e);

/* which articles a view is of */
struct rollup_which {
	uint16_t model, lang; /* lang 0: all; else rollup_lang() */
	bool live;
};

/* stories of one source, or its feed items alone, that begin on a day */
struct rollup_cell {
	uint64_t key; /* source << 1 | summary, as strata_key() */
	uint32_t day; /* of the month, from 0 */
	uint32_t n;
};

/* the newest article of a source that begins a story there */
struct rollup_newest {
	uint32_t source;
	int64_t at, known;
	uint64_t doc;
};

struct rollup_view {
	uint32_t articles[ROLLUP_DAYS]; /* in N or not */
	uint32_t stories[ROLLUP_DAYS];
	struct rollup_cell *cells; /* in order of key, day */
	size_t n_cells, cells_cap;
	struct rollup_newest *newest; /* in order of source */
	size_t n_newest, newest_cap;
};

void rollup_view_clear(struct rollup_view *v); /* memory kept */
void rollup_view_release(struct rollup_view *v);
void rollup_add_cell(struct rollup_view *v, struct rollup_cell c);
void rollup_add_newest(struct rollup_view *v, struct rollup_newest n);

/* month_begin: what the times of `newest` are told from */
void rollup_view_write(
    struct buf *to, const struct rollup_view *v, int64_t month_begin);
/* into a view that was cleared */
int rollup_view_read(
    struct str body, int64_t month_begin, struct rollup_view *v, struct err *e);

/* A section: the view of all, and that of live articles where it is another
 * (live.p not NULL). */
void rollup_section_write(struct buf *to, const struct rollup_which *w,
    struct str all, struct str live);
/* Find a view: 1, 0 there is none (so that it is empty), -1. */
int rollup_section_find(struct str body, const struct rollup_which *w,
    struct str *view, struct err *e);

#endif
