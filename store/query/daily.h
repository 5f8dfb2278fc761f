/*
 * N by days, from the rollup of the store (store/db/rollup.h): what a range of
 * whole days needs of the articles that it is not about, without reading them.
 *
 * Owns: its arrays, until daily_release().
 * Keeps: the answer is that of the rows. Days are of UTC, the clock is
 *   `published`; sources, kinds and copies are not told apart: daily_fits()
 *   says where that will do.
 * Fails: EXIT_DATA.
 * Users: reckon.c, polls.c.
 */
#ifndef STORE_QUERY_DAILY_H
#define STORE_QUERY_DAILY_H

#include "store/query/grid.h"
#include "store/query/polls.h"
#include "store/query/question.h"
#include "store/query/strata.h"

struct daily {
	struct strata n, parts; /* stories; n has the one key 0 */
	struct polls_newest *newest;
	size_t n_newest;
	size_t undated;
	bool none_live;       /* so that all origins were taken */
	size_t other_origins; /* articles in the range that are not live */
};

/* what is asked for: articles from `articles` on, stories from `stories` on,
 * both whole days */
struct daily_span {
	int64_t articles, stories;
	const struct grid *grid;
};

/* whether whole days will do for the selection, and each bucket of the grid
 * with what it looks back on */
bool daily_fits(const struct question *q, const struct grid *g, long back);
bool daily_fits_grid(const struct grid *g);

/* 1; 0 its languages are not counted apart; -1 */
int daily_read(struct daily *d, struct question *q, const struct daily_span *s,
    struct err *e);
void daily_release(struct daily *d);

#endif
