/*
 * A user's own series (prices, rents, token prices): lines "time,value".
 *
 * A first line whose first field is no time is a heading. A date alone is the
 * end of that day. A value that is there already is dropped; another value of
 * the same time is a new vintage, known from its commit on.
 *
 * Keeps: a time with another value in the same batch is refused: which of two
 *   was meant is not known.
 * Fails: EXIT_USAGE (a name that cannot be one); as batch.h.
 * Users: store/.
 */
#ifndef STORE_OBSERVE_H
#define STORE_OBSERVE_H

#include "store/load.h"

struct observe {
	struct load *l; /* its batch, counts and `tell` */
	struct str name, unit;
	int64_t now; /* when the values were seen */
};

int observe_check_names(const struct observe *o, struct err *e);
int observe_lines(struct observe *o, struct lines *from, struct err *e);

#endif
