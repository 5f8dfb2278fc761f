/*
 * Adopting a model: from then on answers use its scores alone.
 *
 * Keeps: an adoption is a row with `known`, so that an as-of before it answers
 *   with the model of then.
 * Fails: EXIT_USAGE where nothing is scored by that model; as write.h.
 * Users: store/.
 */
#ifndef STORE_ADOPT_H
#define STORE_ADOPT_H

#include "store/db/write.h"

struct adopt_counts {
	uint64_t docs;    /* documents there are */
	uint64_t covered; /* of these, scored by the model in their last text */
};

/* 1 adopted, 0 it is already, -1 */
int adopt_model(struct env *env, struct str name, int64_t now,
    struct adopt_counts *counts, struct err *e);

#endif
