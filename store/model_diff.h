/*
 * What another model says of the same articles: by entity (mentions) and by
 * signal and entity.
 *
 * Compared are the rows of the articles that both have scored in one text, as
 * known; so what is only not yet scored is no difference. One line a series
 * that differs, in order of their names: articles with a row by the first
 * model and by the second, those that lost theirs, that got one, and whose
 * tone, demand, or places in the text changed; and the means over each model's
 * rows: of tone (mentions), of the sum of demand times strength (signals).
 *
 * Owns: nothing.
 * Fails: as read.h; what `write` fails with.
 * Users: store/.
 */
#ifndef STORE_MODEL_DIFF_H
#define STORE_MODEL_DIFF_H

#include "store/db/read.h"

struct model_diff_line {
	struct series_name name; /* a mention's has no `what` */
	uint64_t before, after;  /* articles with a row */
	uint64_t gone, added, changed;
	double mean_before, mean_after; /* NAN: no row with a value */
};

struct model_diff {
	uint16_t before, after; /* models */
	uint64_t docs;          /* scored by both; set */
	uint64_t series;        /* that differ; set */
	int (*write)(
	    void *user, const struct model_diff_line *line, struct err *e);
	void *user;
};

int model_diff(struct reader *r, struct model_diff *d, struct err *e);

#endif
