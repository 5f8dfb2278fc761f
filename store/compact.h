/*
 * Writing a store anew in order of keys: full pages, no free ones.
 *
 * Fails: as replace.h.
 * Users: store/.
 */
#ifndef STORE_COMPACT_H
#define STORE_COMPACT_H

#include "store/db/env.h"

/* env is open alone */
int compact_store(struct env *env, struct err *e);

#endif
