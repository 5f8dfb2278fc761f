/*
 * Counting the rows of a month for the rollup: the one place that says what a
 * row of it holds, for whoever writes, checks, or does without it.
 *
 * Owns: the articles, until rollup_articles_release().
 * Keeps: versions with known <= as-of of the reader; the last one of each
 *   article and model tells, retracted ones do not.
 * Fails: EXIT_DATA.
 * Users: store/.
 */
#ifndef STORE_DB_ROLLUP_BUILD_H
#define STORE_DB_ROLLUP_BUILD_H

#include "store/db/read.h"
#include "store/db/rollup.h"

struct rollup_article {
	int64_t at, known; /* known: of the first version */
	uint64_t doc, story;
	uint32_t source;
	uint16_t model, lang;
	bool live, in_n, summary;
};

struct rollup_articles {
	int64_t month; /* its first moment; STAMP_NONE: the undated ones */
	/* those of the month, and before them those of ROLLUP_SPREAD before;
	 * in order of at, doc */
	struct rollup_article *v;
	size_t n, cap;
	int64_t known;     /* the last one of all versions; INT64_MIN: none */
	uint16_t *lang_of; /* rollup_lang() by id */
	size_t n_langs;
	struct rollup_slot *slots; /* scratch */
	size_t n_slots;
	uint32_t turn;
};

/* The id of the language that stands for it: 0 where the store has no such
 * language. */
int rollup_lang(struct reader *r, uint32_t lang, uint16_t *to, struct err *e);

/* Read the article series' month up to `to` (INT64_MAX: all of it). */
int rollup_articles_read(struct rollup_articles *a, struct reader *r,
    uint32_t series, uint32_t month, int64_t to, struct err *e);
void rollup_articles_release(struct rollup_articles *a);

/* One view, into one that was cleared. */
void rollup_view_of(struct rollup_view *v, struct rollup_articles *a,
    const struct rollup_which *w);
/* The body: every view that has articles. */
void rollup_articles_write(struct buf *to, struct rollup_articles *a);

/* What tells the good polls of a feed: its doc, and the id of the reason
 * "fetched" (0: not known). */
struct rollup_feed {
	uint64_t doc;
	uint32_t fetched;
};
/* feed: its URL */
int rollup_feed_of(
    struct reader *r, struct str feed, struct rollup_feed *to, struct err *e);
/* an attempt at the feed itself that the feed answered, with 200 or 304, or
 * that was read from a file */
bool rollup_is_good_poll(
    const struct rollup_feed *f, const struct obs_row *row);
/* the day of a row within its month, as a bit */
uint32_t rollup_day_bit(uint32_t month, int64_t time);
/* The days of a month with a good poll; *known as above. */
int rollup_polls_read(struct reader *r, uint32_t series, uint32_t month,
    const struct rollup_feed *f, uint32_t *days, int64_t *known, struct err *e);

#endif
