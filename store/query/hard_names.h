/*
 * Which stored series a name of a hard series stands for.
 *
 * Owns: its array, until hard_names_release().
 * Fails: as hard.h.
 * Users: hard.c.
 */
#ifndef STORE_QUERY_HARD_NAMES_H
#define STORE_QUERY_HARD_NAMES_H

#include "store/query/question.h"

struct hard_name {
	const struct catalog_series *series;
	uint32_t rank;
	struct str unit;
};

struct hard_names {
	struct hard_name *v;
	size_t n, cap;
	bool flow, own;
};

int hard_names_find(
    struct hard_names *to, struct question *q, struct str word, struct err *e);
void hard_names_release(struct hard_names *n);

#endif
