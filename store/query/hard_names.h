/*
 * Which stored series a name of a hard series stands for.
 *
 * Owns: its array, until hard_names_release(). Rows are those of the tables
 *   (hard_table.h), in whose order they count.
 * Fails: as hard.h.
 * Users: hard.c.
 */
#ifndef STORE_QUERY_HARD_NAMES_H
#define STORE_QUERY_HARD_NAMES_H

#include "store/query/question.h"

struct hard_name {
	const struct catalog_series *series;
	struct str unit;
	uint32_t row, measure, rank; /* as hard_figure has them */
};

struct hard_names {
	struct hard_name *v;
	size_t n, cap;
	bool flow, own; /* flow: quarters are wanted; own: a user's */
	bool raw;       /* one concept, which may be a stock after all */
};

int hard_names_find(
    struct hard_names *to, struct question *q, struct str word, struct err *e);
void hard_names_release(struct hard_names *n);

#endif
