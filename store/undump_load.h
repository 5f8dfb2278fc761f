/*
 * Loading a dump into a store that has nothing yet: whole, or not at all.
 *
 * Fails: EXIT_CANTCREAT where the store is not empty; as undump.h, replace.h.
 * Users: store/.
 */
#ifndef STORE_UNDUMP_LOAD_H
#define STORE_UNDUMP_LOAD_H

#include "parse/record/lines.h"

struct undump_file {
	struct lines *from;
	struct str head; /* its first line, which was read already */
	uint64_t rows;   /* how many came */
};

int undump_load(const char *db, struct undump_file *u, struct err *e);

#endif
