/*
 * Bringing a store of an older schema to this one, in one transaction: killed
 * at any moment, it is of the old schema or of the new one.
 *
 *   1 -> 2  the rollup (db/rollup.h), counted from the rows
 *
 * Users: store/.
 */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "store/db/env.h"

/* The schema that the store at path had in *was. Fails as env.h, write.h. */
int migrate_store(const char *path, uint32_t *was, struct err *e);

#endif
