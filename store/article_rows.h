/*
 * The observations that an article states: a row for itself, one a mention's
 * entity, one a (signal, entity), one a (metric, entity), one a concept of
 * its filing.
 *
 * Owns: nothing; the list of series lives in the arena.
 * Keeps: rows of facts have model 0: what a filing states does not depend on
 *   who scored it.
 * Fails: as write.h.
 * Users: store/.
 */
#ifndef STORE_ARTICLE_ROWS_H
#define STORE_ARTICLE_ROWS_H

#include "store/article_in.h"
#include "store/rows.h"

struct stated {
	struct writer *w;
	struct rows *rows;
	struct arena *arena;
	const struct obs_novelty *novelty; /* of a scored article */
	/* the series of the rows that were added */
	uint32_t *series;
	size_t n, cap;
};

/* base: what all rows share, key.time, key.doc, key.model and key.known too.
 * An article without a score states its facts alone. */
int article_rows(struct stated *s, const struct article_in *a,
    const struct obs_row *base, struct err *e);

/* real numbers of a record in millionths */
int32_t article_rows_real(double v);

#endif
